// A machine that loses its power: what was promised is there afterwards, all else wholly or not at all.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <random>

#include "daemon/audit_verify.h"
#include "daemon/sqlite_store.h"
#include "tests/support/journal_samples.h"
#include "tests/support/run_task.h"
#include "tests/support/unsynced_vfs.h"

namespace muster::daemon {
namespace {

// What a store remembers, as far as these tests go. Ids are also the names of the objects.
struct Remembered {
  std::vector<std::string> open;
  std::vector<std::string> entries;
  std::int64_t records = 0;

  friend bool operator==(const Remembered&, const Remembered&) = default;
};

class Machine {
 public:
  explicit Machine(std::uint64_t seed) : random_(seed) { boot(); }

  // Random calls; those that return success are promises.
  void work_until_power_fails() {
    disk_.lose_power_after(below(80));
    do {
      attempted_ = promised_;
      const bool done = promised_.open.empty() || below(2) == 0 ? begin(1 + below(3)) : close(1 + below(3));
      if (done) promised_ = attempted_;
    } while (disk_.has_power());
  }

  void crash(std::uint64_t seed) {
    store_.reset();
    disk_.pull_plug(seed);
    boot();
  }

  void check() {
    const Remembered found = look();
    EXPECT_TRUE(found == promised_ || found == attempted_)
        << found.open.size() << " open, " << found.entries.size() << " entries, " << found.records << " records";
    promised_ = found;
    AuditVerification verification(store_->audit_heads().value(), {});
    ASSERT_TRUE(store_->visit_audit([&](const AuditRow& row) { verification.add(row); }));
    for (const auto& verdict : std::move(verification).finish()) EXPECT_EQ(verdict.fault, "");
  }

  std::size_t below(std::size_t end) { return random_() % end; }
  [[nodiscard]] const Remembered& promised() const { return promised_; }

 private:
  template <typename T>
  T run(engine::Task<T> task) {
    return support::run_task(context_, std::move(task));
  }

  void boot() {
    StoreChoices choices;
    choices.vfs = disk_.name();
    auto opened = SqliteStore::open("state.db", StoreAccess::read_write, std::move(choices));
    if (!opened) throw std::runtime_error(opened.error().what);
    store_ = std::move(*opened);
  }

  Remembered look() {
    const auto memory = run(store_->load("gws", support::at_second(0)));
    if (!memory) throw std::runtime_error(memory.error().what);
    Remembered found;
    for (const auto& intent : memory->open) found.open.push_back(intent.id);
    for (const auto& entry : memory->inventory.entries) found.entries.push_back(entry.key.name);
    const auto heads = store_->audit_heads().value();
    found.records = heads.empty() ? 0 : heads.front().number;
    return found;
  }

  bool begin(std::size_t count) {
    std::vector<core::Intent> intents;
    for (std::size_t i = 0; i < count; ++i) {
      const std::string id = std::to_string(++next_);
      intents.push_back(support::sample_intent(id, id));
      attempted_.open.push_back(id);
    }
    return run(store_->begin(std::move(intents))).has_value();
  }

  bool close(std::size_t count) {
    std::vector<core::Closing> closings;
    for (; count > 0 && !attempted_.open.empty(); --count) {
      const auto at = attempted_.open.begin() + static_cast<std::ptrdiff_t>(below(attempted_.open.size()));
      closings.push_back(support::sample_closing(support::sample_intent(*at, *at), core::Outcome::verified));
      closings.back().put = support::sample_entry("gws", *at);
      attempted_.entries.push_back(*at);
      attempted_.open.erase(at);
      ++attempted_.records;
    }
    std::ranges::sort(attempted_.entries);
    return run(store_->close(std::move(closings))).has_value();
  }

  support::UnsyncedVfs disk_;
  boost::asio::io_context context_;
  std::mt19937_64 random_;
  std::unique_ptr<SqliteStore> store_;
  Remembered promised_;
  Remembered attempted_;       // with the last call
  std::size_t next_ = 10'000;  // ids of one length sort by number
};

// The number of objects that were written in all lives, so that a test knows that it tested something.
std::size_t live_and_die(std::uint64_t seed, bool keeps_some) {
  Machine machine(seed);
  for (int life = 0; life < 6; ++life) {
    machine.work_until_power_fails();
    machine.crash(keeps_some ? 1 + machine.below(1'000'000) : 0);
    machine.check();
  }
  return machine.promised().entries.size();
}

TEST(SqliteCrash, KeepsWhatWasPromisedWhenAllThatWasNotSyncedIsGone) {
  std::size_t written = 0;
  for (std::uint64_t seed = 1; seed <= 20 && !HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    written += live_and_die(seed, false);
  }
  EXPECT_GT(written, 100u);
}

TEST(SqliteCrash, KeepsWhatWasPromisedWhenABeginningOfTheRestReachedTheDisk) {
  std::size_t written = 0;
  for (std::uint64_t seed = 1001; seed <= 1020 && !HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    written += live_and_die(seed, true);
  }
  EXPECT_GT(written, 100u);
}

}  // namespace
}  // namespace muster::daemon
