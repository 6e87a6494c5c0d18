#include "reconciler/engine/journal.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "reconciler/engine/task_group.h"
#include "tests/support/model_provider.h"
#include "tests/support/virtual_clock.h"

namespace muster::engine {
namespace {

constexpr Duration kCommit{5};

// A disk that takes its time, and refuses the batches that a test names.
class SlowStore final : public Store {
 public:
  explicit SlowStore(Clock& clock) : clock_(clock) {}
  Task<core::Result<core::Memory>> load(std::string system, WallTime now) override {
    return inner.load(std::move(system), now);
  }
  Task<core::Status> record(std::shared_ptr<const core::PassRecord> pass) override {
    return inner.record(std::move(pass));
  }
  Task<core::Status> begin(std::vector<core::Intent> intents) override {
    ++calls;
    co_await clock_.sleep(kCommit);
    if (calls == full_at) {
      co_return std::unexpected(core::Error(core::ErrorKind::unavailable, "the disk is full"));
    }
    auto begun = co_await inner.begin(std::move(intents));
    co_return begun;
  }
  Task<core::Status> close(std::vector<core::Closing> closings) override {
    ++calls;
    co_await clock_.sleep(kCommit);
    auto closed = co_await inner.close(std::move(closings));
    co_return closed;
  }
  Task<core::Status> consume_plan(std::string id) override { return inner.consume_plan(std::move(id)); }
  Task<core::Status> forget_system(std::string system, core::AuditRecord audit) override {
    return inner.forget_system(std::move(system), std::move(audit));
  }
  Task<core::Result<core::Secret>> load_token(std::string system, std::string name) override {
    return inner.load_token(std::move(system), std::move(name));
  }
  Task<core::Status> keep_token(std::string system, std::string name, core::Secret token) override {
    return inner.keep_token(std::move(system), std::move(name), std::move(token));
  }

  support::MemoryStore inner;
  std::size_t calls = 0;
  std::size_t full_at = 0;  // this call fails; 0: none

 private:
  Clock& clock_;
};

std::shared_ptr<const core::Intent> intent_of(std::size_t number) {
  auto intent = std::make_shared<core::Intent>();
  intent->id = "intent-" + std::to_string(number);
  intent->entity = core::EntityKey("toy-1", "user", "u" + std::to_string(number));
  return intent;
}

Task<void> begin_one(Journal* journal, Clock* clock, std::size_t number, std::vector<core::Status>* results) {
  co_await clock->sleep(Duration(number / 8));  // they come in groups, while others are being written
  auto begun = co_await journal->begin(intent_of(number));
  (*results)[number] = std::move(begun);
}

Task<void> close_one(Journal* journal, std::size_t number, std::vector<core::Status>* results) {
  auto closing = std::make_shared<core::Closing>();
  closing->intent_id = intent_of(number)->id;
  closing->outcome = core::Outcome::verified;
  std::shared_ptr<const core::Closing> constant = std::move(closing);
  auto closed = co_await journal->close(std::move(constant));
  (*results)[number] = std::move(closed);
}

class JournalTest : public ::testing::Test {
 protected:
  Task<void> begin_all() {
    Journal journal(&store_, clock_.context().get_executor());
    TaskGroup group(clock_.context().get_executor());
    for (std::size_t i = 0; i < results_.size(); ++i) group.spawn(begin_one(&journal, &clock_, i, &results_));
    co_await group.join();
  }
  Task<void> close_all() {
    Journal journal(&store_, clock_.context().get_executor());
    TaskGroup group(clock_.context().get_executor());
    for (std::size_t i = 0; i < results_.size(); ++i) group.spawn(close_one(&journal, i, &results_));
    co_await group.join();
  }
  [[nodiscard]] std::size_t failures() const {
    return static_cast<std::size_t>(std::ranges::count(results_, false, &core::Status::has_value));
  }

  tests::VirtualClock clock_;
  SlowStore store_{clock_};
  std::vector<core::Status> results_ = std::vector<core::Status>(64);
};

TEST_F(JournalTest, IntentsThatAreReadyTogetherShareACommit) {
  clock_.run(begin_all());
  EXPECT_EQ(failures(), 0U);
  EXPECT_EQ(store_.inner.open.size(), 64U);
  EXPECT_LE(store_.calls, 4U);
}

TEST_F(JournalTest, ClosingsShareACommitToo) {
  clock_.run(begin_all());
  store_.calls = 0;
  clock_.run(close_all());
  EXPECT_EQ(failures(), 0U);
  EXPECT_TRUE(store_.inner.open.empty());
  EXPECT_EQ(store_.calls, 1U);
}

TEST_F(JournalTest, ACommitThatFailsFailsExactlyItsMembers) {
  store_.full_at = 2;
  clock_.run(begin_all());
  EXPECT_GT(failures(), 0U);
  EXPECT_LT(failures(), 64U);
  for (std::size_t i = 0; i < results_.size(); ++i) {
    EXPECT_EQ(results_[i].has_value(), store_.inner.open.contains(intent_of(i)->entity)) << i;
  }
}

TEST_F(JournalTest, AnObjectThatHasAnOpenIntentDoesNotTakeTheOthersAlong) {
  store_.inner.open[intent_of(3)->entity] = *intent_of(3);
  clock_.run(begin_all());
  EXPECT_EQ(failures(), 1U);
  ASSERT_FALSE(results_[3]);
  EXPECT_EQ(results_[3].error().kind, core::ErrorKind::conflict);
}

}  // namespace
}  // namespace muster::engine
