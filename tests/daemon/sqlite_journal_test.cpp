#include "daemon/sqlite_journal.h"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>

#include "daemon/sqlite_store.h"
#include "tests/support/journal_samples.h"
#include "tests/support/run_task.h"
#include "tests/support/temp_folder.h"
#include "tests/support/unsynced_vfs.h"

namespace muster::daemon {
namespace {

using core::ErrorKind;
using core::Outcome;
using support::at_second;
using support::sample_closing;
using support::sample_entry;
using support::sample_intent;

constexpr std::int64_t kHour = 3600;

class JournalTest : public ::testing::Test {
 protected:
  JournalTest() {
    StoreChoices choices;
    choices.vfs = disk_.name();
    auto opened = SqliteStore::open("state.db", StoreAccess::read_write, std::move(choices));
    if (!opened) throw std::runtime_error(opened.error().what);
    store_ = std::move(*opened);
  }
  template <typename T>
  T run(engine::Task<T> task) {
    return support::run_task(context_, std::move(task));
  }
  core::Memory memory(std::int64_t now = 2000) {
    auto loaded = run(store_->load("gws", at_second(now)));
    EXPECT_TRUE(loaded) << loaded.error().what;
    return loaded ? std::move(*loaded) : core::Memory();
  }
  core::Status begin(std::vector<core::Intent> intents) { return run(store_->begin(std::move(intents))); }
  core::Status close(std::vector<core::Closing> closings) { return run(store_->close(std::move(closings))); }
  std::int64_t records() {
    const auto heads = store_->audit_heads();
    return heads->empty() ? 0 : heads->front().number;
  }

  support::UnsyncedVfs disk_;
  boost::asio::io_context context_;
  std::unique_ptr<SqliteStore> store_;
};

TEST_F(JournalTest, KeepsAnIntentOpenUntilItIsClosed) {
  const core::Intent bo = sample_intent("2", "bo");
  const core::Intent ada = sample_intent("1", "ada");
  ASSERT_TRUE(begin({bo, ada}));
  EXPECT_EQ(memory().open, (std::vector<core::Intent>{ada, bo}));
  ASSERT_TRUE(close({sample_closing(ada, Outcome::verified)}));
  EXPECT_EQ(memory().open, std::vector<core::Intent>{bo});
}

TEST_F(JournalTest, RefusesASecondIntentForAnObjectAndBeginsNoneOfItsBatch) {
  ASSERT_TRUE(begin({sample_intent("1", "ada")}));
  const auto refused = begin({sample_intent("2", "bo"), sample_intent("3", "ada")});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::conflict);
  EXPECT_EQ(refused.error().what,
            "writing gws/user/ada: what became of an earlier write to it is not known yet; it is read first");
  EXPECT_EQ(memory().open.size(), 1u);
}

TEST_F(JournalTest, WritesOutcomeInventoryAndTrailTogether) {
  const core::Intent intent = sample_intent("1", "ada");
  ASSERT_TRUE(begin({intent}));
  EXPECT_TRUE(memory().inventory.entries.empty());
  core::Closing closing = sample_closing(intent, Outcome::verified);
  closing.put = sample_entry("gws", "ada");
  ASSERT_TRUE(close({closing}));
  EXPECT_EQ(memory().inventory.entries, std::vector<core::InventoryEntry>{sample_entry("gws", "ada")});
  EXPECT_TRUE(memory().inventory.exists);
  EXPECT_EQ(records(), 1);
  const core::Intent removal = sample_intent("2", "ada");
  ASSERT_TRUE(begin({removal}));
  closing = sample_closing(removal, Outcome::verified);
  closing.forget = true;
  ASSERT_TRUE(close({closing}));
  EXPECT_TRUE(memory().inventory.entries.empty());
  EXPECT_EQ(records(), 2);
}

TEST_F(JournalTest, ClosesNothingOfABatchWithAnIntentThatIsNotOpen) {
  const core::Intent ada = sample_intent("1", "ada");
  ASSERT_TRUE(begin({ada}));
  core::Closing good = sample_closing(ada, Outcome::verified);
  good.put = sample_entry("gws", "ada");
  const auto refused = close({good, sample_closing(sample_intent("2", "bo"), Outcome::verified)});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid);
  EXPECT_EQ(refused.error().what, "closing the intent 2: it is not open");
  EXPECT_EQ(memory().open.size(), 1u);
  EXPECT_TRUE(memory().inventory.entries.empty());
  EXPECT_EQ(records(), 0);
  ASSERT_TRUE(close({good}));
  EXPECT_FALSE(close({good}));
}

TEST_F(JournalTest, TellsWhatWasSentOrMayHaveBeen) {
  const core::Intent open = sample_intent("open", "cy", 1003);
  const core::Intent sent = sample_intent("sent", "ada", 1001);
  const core::Intent failed = sample_intent("failed", "bo", 1002);
  ASSERT_TRUE(begin({open, sent, failed}));
  ASSERT_TRUE(close({sample_closing(sent, Outcome::lagging), sample_closing(failed, Outcome::failed)}));
  const auto history = memory().history;
  ASSERT_EQ(history.size(), 2u);
  EXPECT_EQ(history[0].entity, sent.entity);
  EXPECT_EQ(history[0].kind, "User");
  EXPECT_EQ(history[0].plan_id, "plan");
  EXPECT_EQ(history[0].at, at_second(1001));
  EXPECT_EQ(history[0].member_removals, 2u);
  EXPECT_EQ(history[0].fields, (std::vector<core::SentField>{{"roles", "+ROLE_A"}}));
  EXPECT_EQ(history[1].entity, open.entity);
  EXPECT_EQ(history[1].fields, history[0].fields);
}

TEST_F(JournalTest, TellsADayOfHistoryAndWhatIsDatedLater) {
  const std::int64_t now = 100 * kHour;
  const core::Intent old = sample_intent("old", "ada", now - 24 * kHour - 1);
  const core::Intent just = sample_intent("just", "bo", now - 24 * kHour);
  const core::Intent later = sample_intent("later", "cy", now + kHour);
  const core::Intent old_open = sample_intent("old open", "dee", now - 25 * kHour);
  const core::Intent later_open = sample_intent("later open", "eve", now + 2 * kHour);
  ASSERT_TRUE(begin({old, just, later, old_open, later_open}));
  ASSERT_TRUE(close({sample_closing(old, Outcome::verified, now), sample_closing(just, Outcome::verified, now),
                     sample_closing(later, Outcome::verified, now)}));
  std::vector<std::string> names;
  for (const auto& each : memory(now).history) names.push_back(each.entity.name);
  EXPECT_EQ(names, (std::vector<std::string>{"bo", "cy", "eve"}));
  EXPECT_EQ(memory(now).open.size(), 2u);
}

TEST_F(JournalTest, ForgetsWhatWasSentTwoDaysAgo) {
  const core::Intent old = sample_intent("old", "ada", 0);
  ASSERT_TRUE(begin({old}));
  ASSERT_TRUE(close({sample_closing(old, Outcome::verified, 10)}));
  EXPECT_EQ(memory(kHour).history.size(), 1u);
  const core::Intent next = sample_intent("next", "ada", 49 * kHour);
  ASSERT_TRUE(begin({next}));
  ASSERT_TRUE(close({sample_closing(next, Outcome::verified, 49 * kHour)}));
  EXPECT_EQ(memory(kHour).history.size(), 1u);  // not two, although both would count for that hour
}

TEST_F(JournalTest, BeginsNothingOnAFullDiskAndSaysSo) {
  disk_.fill_up(true);
  bool refused = false;
  std::size_t begun = 0;
  for (int i = 0; i < 3000 && !refused; ++i) {
    const std::string name = std::to_string(i);
    const auto tried = begin({sample_intent("a" + name, "a" + name), sample_intent("b" + name, "b" + name)});
    refused = !tried;
    if (tried) begun += 2;
    if (tried) continue;
    EXPECT_EQ(tried.error().kind, ErrorKind::unavailable);
    EXPECT_EQ(tried.error().what, "using the state store state.db: the disk is full; free some space");
  }
  ASSERT_TRUE(refused);
  EXPECT_EQ(memory().open.size(), begun);
  disk_.fill_up(false);
  EXPECT_TRUE(begin({sample_intent("after", "after")}));
}

TEST_F(JournalTest, ClosesNothingOnADiskThatBecameReadOnlyAndSaysSo) {
  const core::Intent intent = sample_intent("1", "ada");
  ASSERT_TRUE(begin({intent}));
  core::Closing closing = sample_closing(intent, Outcome::verified);
  closing.put = sample_entry("gws", "ada");
  disk_.make_read_only(true);
  const auto refused = close({closing});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
  EXPECT_NE(refused.error().what.find("cannot be written"), std::string::npos) << refused.error().what;
  EXPECT_EQ(memory().open.size(), 1u);
  EXPECT_TRUE(memory().inventory.entries.empty());
  disk_.make_read_only(false);
  EXPECT_TRUE(close({closing}));
}

}  // namespace
}  // namespace muster::daemon
