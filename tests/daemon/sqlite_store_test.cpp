#include "daemon/sqlite_store.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <filesystem>
#include <future>

#include "tests/support/run_task.h"
#include "tests/support/temp_folder.h"

namespace muster::daemon {
namespace {

using core::AppliedField;
using core::EntityKey;
using core::ErrorKind;
using core::InventoryEntry;

InventoryEntry entry(const std::string& system, const std::string& name) {
  InventoryEntry made;
  made.key = EntityKey(system, "user", name);
  made.id = core::RemoteId("id of " + name);
  made.created = true;
  made.commit = "tree:0123456789ab";
  made.applied = {AppliedField{"enabled", "true", {}, ""}, AppliedField{"password", "", {}, "3f00"},
                  AppliedField{"roles", "include:a,b", {"a", "b"}, ""}};
  return made;
}

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
  core::Inventory load(engine::Store& store, const std::string& system) {
    auto loaded = run(store.load(system));
    EXPECT_TRUE(loaded) << loaded.error().what;
    return loaded ? std::move(*loaded) : core::Inventory();
  }
  core::Status put(engine::Store& store, std::vector<InventoryEntry> entries) {
    return run(store.put(std::move(entries)));
  }
  core::Error refusal(StoreAccess access = StoreAccess::read_write) {
    auto opened = SqliteStore::open(file_, access);
    EXPECT_FALSE(opened);
    return opened ? core::Error() : opened.error();
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
  ASSERT_TRUE(run(store->forget({EntityKey("gws", "user", "ada"), EntityKey("gws", "user", "nobody")})));
  EXPECT_EQ(load(*store, "gws").entries, std::vector<InventoryEntry>{entry("gws", "bo")});
  ASSERT_TRUE(run(store->forget({EntityKey("gws", "user", "bo")})));
  EXPECT_TRUE(load(*store, "gws").exists);
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
  folder_.write("state/muster.db", "");
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
  folder_.write("state/muster.db", std::string(5000, 'x'));
  EXPECT_EQ(refusal().kind, ErrorKind::invalid);
  EXPECT_NE(refusal().what.find("not a store of muster"), std::string::npos) << refusal().what;
}

TEST_F(SqliteStoreTest, SaysThatAFolderIsNone) {
  folder_.write("state", "a file");
  EXPECT_EQ(refusal().kind, ErrorKind::unavailable);
  EXPECT_NE(refusal().what.find("state"), std::string::npos);
}

TEST_F(SqliteStoreTest, SaysThatTheDiskIsFull) {
  open();
  auto database = SqliteDatabase::open(file_);
  const auto pages = database->number("PRAGMA page_count").value();
  ASSERT_TRUE(database->execute("PRAGMA max_page_count=" + std::to_string(pages)));
  auto insert = database->prepare("INSERT INTO consumed_plan(id) VALUES(?)");
  const std::string large(100'000, 'x');
  const auto full = insert->bind(1, large).run();
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(full.error().what, "using the state store " + file_ + ": the disk is full; free some space");
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
  const auto loaded = run(store->load("gws"));
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
