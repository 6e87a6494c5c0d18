#include "daemon/sqlite_store.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <filesystem>
#include <future>

#include "tests/support/journal_samples.h"
#include "tests/support/run_task.h"
#include "tests/support/temp_folder.h"

namespace muster::daemon {
namespace {

using core::AppliedField;
using core::EntityKey;
using core::ErrorKind;
using core::InventoryEntry;

using core::PassRecord;
using support::at_second;

InventoryEntry entry(const std::string& system, const std::string& name) { return support::sample_entry(system, name); }

::mode_t mode_of(const std::string& path) {
  struct stat found{};
  EXPECT_EQ(::stat(path.c_str(), &found), 0) << path;
  return found.st_mode & 0777;
}

class SqliteStoreTest : public ::testing::Test {
 protected:
  std::unique_ptr<SqliteStore> open(StoreAccess access = StoreAccess::read_write) {
    auto opened = SqliteStore::open(file_, access);
    if (!opened) throw std::runtime_error(opened.error().what);
    return std::move(*opened);
  }
  template <typename T>
  T run(engine::Task<T> task) {
    return support::run_task(context_, std::move(task));
  }
  core::Memory memory(engine::Store& store, const std::string& system) {
    auto loaded = run(store.load(system, at_second(100'000)));
    EXPECT_TRUE(loaded) << loaded.error().what;
    return loaded ? std::move(*loaded) : core::Memory();
  }
  core::Inventory load(engine::Store& store, const std::string& system) { return memory(store, system).inventory; }
  core::Status record(engine::Store& store, PassRecord pass) {
    return run(store.record(std::make_shared<const PassRecord>(std::move(pass))));
  }
  core::Status put(engine::Store& store, std::vector<InventoryEntry> entries) {
    PassRecord pass;
    pass.system = "gws";
    pass.put = std::move(entries);
    return record(store, std::move(pass));
  }
  core::Error refusal(StoreAccess access = StoreAccess::read_write) {
    auto opened = SqliteStore::open(file_, access);
    EXPECT_FALSE(opened);
    return opened ? core::Error() : opened.error();
  }

  void write_private(const std::string& content) {
    folder_.write("state/muster.db", content);
    EXPECT_EQ(::chmod(file_.c_str(), 0600), 0);
  }
  // What the first released muster left behind.
  void make_first_version() {
    write_private("");
    auto database = SqliteDatabase::open(file_);
    ASSERT_TRUE(database->execute(
        "CREATE TABLE known_system(name TEXT PRIMARY KEY) WITHOUT ROWID;"
        "CREATE TABLE inventory(system TEXT NOT NULL, entity TEXT NOT NULL, name TEXT NOT NULL, remote_id TEXT NOT "
        "NULL,"
        "created INTEGER NOT NULL, applied TEXT NOT NULL, commit_id TEXT NOT NULL, PRIMARY KEY(system, entity, name)) "
        "WITHOUT ROWID; CREATE TABLE consumed_plan(id TEXT PRIMARY KEY) WITHOUT ROWID;"
        "INSERT INTO known_system VALUES('gws');"
        "INSERT INTO inventory VALUES('gws','user','ada','1',1,'[[\"enabled\",\"true\"]]','tree:1');"
        "PRAGMA application_id=1297437524; PRAGMA user_version=1; PRAGMA journal_mode=WAL"));
  }

  boost::asio::io_context context_;
  support::TempFolder folder_;
  std::string file_ = folder_ / "state/muster.db";
};

TEST_F(SqliteStoreTest, KnowsNothingOfASystemUntilSomethingIsPut) {
  const auto store = open();
  EXPECT_FALSE(load(*store, "gws").exists);
  ASSERT_TRUE(put(*store, {entry("gws", "ada")}));
  EXPECT_TRUE(load(*store, "gws").exists);
  EXPECT_FALSE(load(*store, "other").exists);
}

TEST_F(SqliteStoreTest, GivesBackWhatWasPutAfterItIsOpenedAgain) {
  InventoryEntry strange = entry("gws", "\xC3\xA9va \"quoted\" \\ back\nline");
  strange.created = false;
  strange.id = core::RemoteId();
  strange.applied = {AppliedField{"f", "no UTF-8: \xFF\x01", {"", "a,]\""}, ""}};
  ASSERT_TRUE(put(*open(), {strange, entry("gws", "ada")}));
  const auto inventory = load(*open(), "gws");
  EXPECT_EQ(inventory.entries, (std::vector<InventoryEntry>{entry("gws", "ada"), strange}));
}

TEST_F(SqliteStoreTest, SortsEntriesAsKeysCompare) {
  const auto store = open();
  InventoryEntry team = entry("gws", "zeta");
  team.key.entity = "team";
  ASSERT_TRUE(put(*store, {entry("gws", "b"), entry("gws", "\xC3\xA9"), entry("gws", "a-"), entry("gws", "a"), team}));
  const auto inventory = load(*store, "gws");
  ASSERT_EQ(inventory.entries.size(), 5u);
  EXPECT_TRUE(std::is_sorted(inventory.entries.begin(), inventory.entries.end(),
                             [](const auto& a, const auto& b) { return a.key < b.key; }));
}

TEST_F(SqliteStoreTest, ReplacesAnEntryOfTheSameKey) {
  const auto store = open();
  ASSERT_TRUE(put(*store, {entry("gws", "ada")}));
  InventoryEntry changed = entry("gws", "ada");
  changed.applied = {};
  ASSERT_TRUE(put(*store, {changed}));
  EXPECT_EQ(load(*store, "gws").entries, std::vector<InventoryEntry>{changed});
}

TEST_F(SqliteStoreTest, KeepsSystemsApart) {
  const auto store = open();
  ASSERT_TRUE(put(*store, {entry("a", "ada"), entry("b", "bo")}));
  EXPECT_EQ(load(*store, "a").entries, std::vector<InventoryEntry>{entry("a", "ada")});
  EXPECT_EQ(load(*store, "b").entries, std::vector<InventoryEntry>{entry("b", "bo")});
}

TEST_F(SqliteStoreTest, ForgetsEntriesButNotThatTheSystemIsKnown) {
  const auto store = open();
  ASSERT_TRUE(put(*store, {entry("gws", "ada"), entry("gws", "bo")}));
  PassRecord pass;
  pass.system = "gws";
  pass.forget = {EntityKey("gws", "user", "ada"), EntityKey("gws", "user", "nobody")};
  ASSERT_TRUE(record(*store, pass));
  EXPECT_EQ(load(*store, "gws").entries, std::vector<InventoryEntry>{entry("gws", "bo")});
  pass.forget = {EntityKey("gws", "user", "bo")};
  ASSERT_TRUE(record(*store, pass));
  EXPECT_TRUE(load(*store, "gws").exists);
}

TEST_F(SqliteStoreTest, RemembersBindingAndPolicyOfASystem) {
  PassRecord pass;
  pass.system = "gws";
  pass.binding = core::Binding{"genesys-gws", "https://gws.example", "acme"};
  core::EnforcedPolicy policy;
  policy.commit = "tree:1";
  policy.documents["User"] = 12;
  pass.enforced = core::advance({}, policy);
  ASSERT_TRUE(record(*open(), pass));
  const auto store = open();
  const core::Memory known = memory(*store, "gws");
  EXPECT_TRUE(known.inventory.exists);
  EXPECT_EQ(known.binding, pass.binding);
  EXPECT_EQ(core::to_json(known.enforced), core::to_json(*pass.enforced));
  EXPECT_FALSE(memory(*store, "other").binding);
  EXPECT_FALSE(memory(*store, "other").enforced.current);
}

TEST_F(SqliteStoreTest, MarksAbsencesOfEntriesAndOfObjectsItDoesNotHaveYet) {
  const auto store = open();
  ASSERT_TRUE(put(*store, {entry("gws", "ada")}));
  PassRecord pass;
  pass.system = "gws";
  core::AbsenceMark mark;
  mark.entity = EntityKey("gws", "user", "ada");
  mark.since = at_second(500);
  mark.seen = 2;
  mark.disabled = true;
  pass.marks.push_back(mark);
  mark.entity.name = "new";
  mark.id = core::RemoteId("17");
  pass.marks.push_back(mark);
  ASSERT_TRUE(record(*store, pass));
  InventoryEntry ada = entry("gws", "ada");
  ada.absent_since = at_second(500);
  ada.absent_seen = 2;
  ada.disabled = true;
  InventoryEntry fresh;
  fresh.key = mark.entity;
  fresh.id = core::RemoteId("17");
  fresh.absent_since = at_second(500);
  fresh.absent_seen = 2;
  fresh.disabled = true;
  EXPECT_EQ(load(*store, "gws").entries, (std::vector<InventoryEntry>{ada, fresh}));
}

TEST_F(SqliteStoreTest, TakesAMarkAwayAndMakesNoEntryForThat) {
  const auto store = open();
  InventoryEntry marked = entry("gws", "ada");
  marked.absent_since = at_second(500);
  marked.absent_seen = 3;
  ASSERT_TRUE(put(*store, {marked}));
  EXPECT_EQ(load(*store, "gws").entries, std::vector<InventoryEntry>{marked});
  PassRecord pass;
  pass.system = "gws";
  pass.marks.resize(2);
  pass.marks[0].entity = marked.key;
  pass.marks[1].entity = EntityKey("gws", "user", "unknown");
  ASSERT_TRUE(record(*store, pass));
  EXPECT_EQ(load(*store, "gws").entries, std::vector<InventoryEntry>{entry("gws", "ada")});
}

TEST_F(SqliteStoreTest, ForgetsASystemButNeitherItsOpenIntentsNorItsTrail) {
  const auto store = open();
  ASSERT_TRUE(put(*store, {entry("gws", "ada"), entry("other", "bo")}));
  PassRecord pass;
  pass.system = "gws";
  pass.binding = core::Binding{"genesys-gws", "https://gws.example", ""};
  ASSERT_TRUE(record(*store, pass));
  ASSERT_TRUE(run(store->begin({support::sample_intent("i", "ada", 90'000)})));
  ASSERT_TRUE(run(store->forget_system("gws", support::sample_audit("gws", "its document is gone"))));
  const core::Memory left = memory(*store, "gws");
  EXPECT_FALSE(left.inventory.exists);
  EXPECT_TRUE(left.inventory.entries.empty());
  EXPECT_FALSE(left.binding);
  EXPECT_EQ(left.open.size(), 1u);
  EXPECT_EQ(left.history.size(), 1u);
  EXPECT_EQ(store->audit_heads()->size(), 1u);
  EXPECT_EQ(load(*store, "other").entries.size(), 1u);
}

TEST_F(SqliteStoreTest, NumbersTheHoldersOfASystemAndNeverTwice) {
  EXPECT_EQ(run(open()->next_fence("gws")), 1);
  const auto store = open();
  EXPECT_EQ(run(store->next_fence("gws")), 2);
  EXPECT_EQ(run(store->next_fence("other")), 1);
  ASSERT_TRUE(run(store->forget_system("gws", support::sample_audit("gws", "gone"))));
  EXPECT_EQ(run(store->next_fence("gws")), 3);
}

TEST_F(SqliteStoreTest, ConsumesAPlanOnce) {
  ASSERT_TRUE(run(open()->consume_plan("0123456789abcdef")));
  const auto store = open();
  const auto again = run(store->consume_plan("0123456789abcdef"));
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, ErrorKind::conflict);
  EXPECT_EQ(again.error().what,
            "using the saved plan 0123456789ab: it was applied before, and a saved plan is used once; make a new plan");
  EXPECT_TRUE(run(store->consume_plan("fedcba9876543210")));
}

TEST_F(SqliteStoreTest, IsReadableByItsOwnerOnly) {
  ASSERT_TRUE(put(*open(), {entry("gws", "ada")}));
  const auto store = open();
  EXPECT_FALSE(load(*store, "none").exists);
  EXPECT_EQ(mode_of(folder_ / "state"), 0700u);
  for (const auto& file : std::filesystem::directory_iterator(folder_ / "state")) {
    EXPECT_EQ(mode_of(file.path()), 0600u) << file.path();
  }
}

TEST_F(SqliteStoreTest, ReadOnlyCreatesNothingAndKnowsNothing) {
  const auto store = open(StoreAccess::read_only);
  EXPECT_FALSE(load(*store, "gws").exists);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "state"));
}

TEST_F(SqliteStoreTest, ReadOnlyReadsAndRefusesToWrite) {
  ASSERT_TRUE(put(*open(), {entry("gws", "ada")}));
  const auto store = open(StoreAccess::read_only);
  EXPECT_EQ(load(*store, "gws").entries.size(), 1u);
  const auto written = put(*store, {entry("gws", "bo")});
  ASSERT_FALSE(written);
  EXPECT_NE(written.error().what.find("cannot be written"), std::string::npos) << written.error().what;
}

TEST_F(SqliteStoreTest, RefusesAStoreOfANewerMuster) {
  open();
  {
    auto database = SqliteDatabase::open(file_);
    ASSERT_TRUE(database->execute("PRAGMA user_version=99"));
  }
  EXPECT_EQ(refusal().kind, ErrorKind::invalid);
  EXPECT_EQ(refusal().what,
            "opening the state store " + file_ + ": a newer muster wrote it; use that version, or another path");
}

TEST_F(SqliteStoreTest, RefusesADatabaseOfAnotherProgramAndLeavesItAsItWas) {
  write_private("");
  {
    auto database = SqliteDatabase::open(file_);
    ASSERT_TRUE(database->execute("CREATE TABLE theirs(x)"));
  }
  EXPECT_EQ(refusal().kind, ErrorKind::invalid);
  EXPECT_NE(refusal().what.find("another program"), std::string::npos);
  auto database = SqliteDatabase::open(file_);
  EXPECT_EQ(database->number("SELECT count(*) FROM sqlite_master").value(), 1);
}

TEST_F(SqliteStoreTest, RefusesAFileThatIsNoDatabase) {
  write_private(std::string(5000, 'x'));
  EXPECT_EQ(refusal().kind, ErrorKind::invalid);
  EXPECT_NE(refusal().what.find("not a store of muster"), std::string::npos) << refusal().what;
}

TEST_F(SqliteStoreTest, SaysThatAFolderIsNone) {
  folder_.write("state", "a file");
  EXPECT_EQ(refusal().kind, ErrorKind::unavailable);
  EXPECT_NE(refusal().what.find("state"), std::string::npos);
}

TEST_F(SqliteStoreTest, RefusesAFileThatOthersMayRead) {
  open();
  for (const ::mode_t mode : {0640, 0604, 0620, 0666}) {
    ASSERT_EQ(::chmod(file_.c_str(), mode), 0);
    const std::string what =
        "opening the state store " + file_ + ": other users may read or write it; run chmod 600 on it";
    EXPECT_EQ(refusal().what, what);
    EXPECT_EQ(refusal(StoreAccess::read_only).what, what);
  }
  ASSERT_EQ(::chmod(file_.c_str(), 0600), 0);
  EXPECT_FALSE(load(*open(), "gws").exists);
}

TEST_F(SqliteStoreTest, BringsAStoreOfTheFirstVersionToThisOneAndKeepsItsInventory) {
  make_first_version();
  const InventoryEntry ada = load(*open(), "gws").entries.at(0);
  EXPECT_EQ(ada.key, EntityKey("gws", "user", "ada"));
  EXPECT_TRUE(ada.created);
  EXPECT_FALSE(ada.absent_since);
  auto database = SqliteDatabase::open(file_);
  EXPECT_EQ(database->number("PRAGMA user_version").value(), 2);
}

TEST_F(SqliteStoreTest, ReadsAnOlderStoreWithoutChangingIt) {
  make_first_version();
  const auto store = open(StoreAccess::read_only);
  EXPECT_EQ(load(*store, "gws").entries.size(), 1u);
  EXPECT_FALSE(put(*store, {entry("gws", "bo")}));
  auto database = SqliteDatabase::open(file_);
  EXPECT_EQ(database->number("PRAGMA user_version").value(), 1);
  EXPECT_EQ(load(*open(StoreAccess::read_only), "gws").entries.size(), 1u);
}

TEST_F(SqliteStoreTest, KeepsNothingOfAPutThatFailsHalfWay) {
  const auto store = open();
  auto database = SqliteDatabase::open(file_);
  ASSERT_TRUE(
      database->execute("CREATE TRIGGER fail BEFORE INSERT ON inventory WHEN new.name='bad' "
                        "BEGIN SELECT RAISE(ABORT,'no'); END"));
  EXPECT_FALSE(put(*store, {entry("gws", "ada"), entry("gws", "bad")}));
  EXPECT_FALSE(load(*store, "gws").exists);
  EXPECT_TRUE(load(*store, "gws").entries.empty());
}

TEST_F(SqliteStoreTest, SaysThatAnotherProcessKeepsItLocked) {
  const auto store = open();
  auto other = SqliteDatabase::open(file_);
  ASSERT_TRUE(other->execute("BEGIN IMMEDIATE"));
  const auto written = put(*store, {entry("gws", "ada")});
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, ErrorKind::unavailable);
  EXPECT_NE(written.error().what.find("another process"), std::string::npos);
  ASSERT_TRUE(other->execute("ROLLBACK"));
  EXPECT_TRUE(put(*store, {entry("gws", "ada")}));
}

TEST_F(SqliteStoreTest, RefusesADamagedEntryByItsKey) {
  ASSERT_TRUE(put(*open(), {entry("gws", "ada")}));
  {
    auto database = SqliteDatabase::open(file_);
    ASSERT_TRUE(database->execute("UPDATE inventory SET applied='[[\"f\"'"));
  }
  const auto store = open();
  const auto loaded = run(store->load("gws", at_second(0)));
  ASSERT_FALSE(loaded);
  EXPECT_NE(loaded.error().what.find("gws/user/ada"), std::string::npos) << loaded.error().what;
}

TEST_F(SqliteStoreTest, OpensTogetherWithOthersThatCreateItAtTheSameMoment) {
  std::vector<std::future<bool>> opened;
  for (int i = 0; i < 8; ++i) {
    opened.push_back(std::async(std::launch::async, [this] {
      auto store = SqliteStore::open(file_, StoreAccess::read_write);
      return store.has_value();
    }));
  }
  for (auto& each : opened) EXPECT_TRUE(each.get());
}

TEST_F(SqliteStoreTest, HoldsAHundredThousandEntries) {
  std::vector<InventoryEntry> entries;
  entries.reserve(100'000);
  for (int i = 0; i < 100'000; ++i) entries.push_back(entry("gws", "user" + std::to_string(100'000 + i)));
  const auto store = open();
  ASSERT_TRUE(put(*store, entries));
  EXPECT_TRUE(load(*store, "gws").entries == entries);
}

}  // namespace
}  // namespace muster::daemon
