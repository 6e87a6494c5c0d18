#include "daemon/directory_source.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/temp_folder.h"
#include "tests/support/virtual_clock.h"

namespace muster::daemon {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

// Does the work at once, and then what a test wants to happen just after it.
class ScriptedWorker final : public engine::Worker {
 public:
  engine::Task<void> run(std::function<void()> work) override {
    work();
    ++runs;
    if (after) after();
    co_return;
  }
  int runs = 0;
  std::function<void()> after;
};

std::string system_text(const std::string& name) {
  return "apiVersion: muster/v1\nkind: System\nmetadata: {name: " + name +
         "}\nspec:\n  provider: genesys-gws\n  url: https://gws.acme.example\n  credentials: {username: svc, password: "
         "{env: GWS_PASSWORD}}\n";
}

class DirectorySourceTest : public ::testing::Test {
 protected:
  DirectorySourceTest() { folder_.write("m/system.yaml", system_text("one")); }

  engine::SourceUpdate next() { return clock_.run(source_.next()); }
  std::string systems(const engine::SourceUpdate& update) {
    std::string names;
    if (!update.desired) return "broken";
    for (const auto& system : update.desired->systems) names += system.spec.name + " ";
    return names;
  }
  // Runs next() and does `action` once the source has waited for a while.
  engine::SourceUpdate next_after(const std::function<void()>& action) {
    boost::asio::co_spawn(clock_.context(), act_later(&clock_, &action), [](const std::exception_ptr&) {});
    return next();
  }
  static engine::Task<void> act_later(engine::Clock* clock, const std::function<void()>* action) {
    co_await clock->sleep(milliseconds(5'000));
    (*action)();
  }

  tests::VirtualClock clock_;
  ScriptedWorker worker_;
  support::TempFolder folder_;
  DirectorySource source_{folder_ / "m", clock_, worker_};
};

TEST_F(DirectorySourceTest, GivesTheFirstStateAtOnce) {
  const auto before = clock_.now();
  const auto update = next();
  EXPECT_EQ(systems(update), "one ");
  EXPECT_TRUE(update.commit.starts_with("tree:"));
  EXPECT_EQ(clock_.now(), before);
}

TEST_F(DirectorySourceTest, WaitsAtStartWhileFilesAreBeingWritten) {
  const auto just_now = std::chrono::file_clock::from_sys(clock_.wall_now() - milliseconds(200));
  fs::last_write_time(folder_ / "m/system.yaml", just_now);
  fs::last_write_time(folder_ / "m", just_now);
  const auto before = clock_.now();
  EXPECT_EQ(systems(next()), "one ");
  EXPECT_GE(clock_.now() - before, milliseconds(800));
}

TEST_F(DirectorySourceTest, GivesAChangeWithinTwoSecondsAndAfterAQuietOne) {
  (void)next();
  const auto before = clock_.now();
  const auto update = next_after([&] { folder_.write("m/two.yaml", system_text("two")); });
  EXPECT_EQ(systems(update), "one two ");
  EXPECT_GE(clock_.now() - before, milliseconds(6'000));
  EXPECT_LE(clock_.now() - before, milliseconds(7'000));
}

TEST_F(DirectorySourceTest, DoesNotGiveAFileThatWasOnlyTouched) {
  const auto first = next();
  const auto before = clock_.now();
  folder_.write("m/system.yaml", system_text("one"));
  const auto update = next_after([&] { folder_.write("m/two.yaml", system_text("two")); });
  EXPECT_EQ(systems(update), "one two ") << "the first that is another one";
  EXPECT_NE(update.commit, first.commit);
  EXPECT_GE(clock_.now() - before, milliseconds(6'000));
}

TEST_F(DirectorySourceTest, GivesTheSameStateAgainWhenAskedTo) {
  const auto first = next();
  const auto update = next_after([&] { source_.read_again(); });
  EXPECT_EQ(update.commit, first.commit);
  EXPECT_EQ(systems(update), "one ");
}

TEST_F(DirectorySourceTest, SaysWhereABrokenManifestIsBroken) {
  (void)next();
  const auto update = next_after([&] { folder_.write("m/users.yaml", "kind: Usr\n"); });
  EXPECT_FALSE(update.desired);
  ASSERT_FALSE(update.problems.empty());
  EXPECT_TRUE(update.problems[0].starts_with("users.yaml:1:1: ")) << update.problems[0];
  EXPECT_FALSE(update.commit.empty());
  const auto repaired = next_after([&] { fs::remove(folder_ / "m/users.yaml"); });
  EXPECT_EQ(systems(repaired), "one ");
}

TEST_F(DirectorySourceTest, SeesSubfoldersThatAppearLater) {
  (void)next();
  EXPECT_EQ(systems(next_after([&] { folder_.write("m/a/b/two.yaml", system_text("two")); })), "one two ");
  EXPECT_EQ(systems(next_after([&] { folder_.write("m/a/b/three.yaml", system_text("three")); })), "one three two ");
}

TEST_F(DirectorySourceTest, AFolderThatIsGoneOrEmptyIsBrokenAndNeverNoDocuments) {
  (void)next();
  const auto gone = next_after([&] { fs::rename(folder_ / "m", folder_ / "elsewhere"); });
  EXPECT_FALSE(gone.desired);
  EXPECT_EQ(gone.problems,
            std::vector<std::string>{(folder_ / "m") + ": there is no such folder, or it cannot be reached; create it, "
                                                       "or name another in source.directory"});
  const auto empty = next_after([&] { fs::create_directory(folder_ / "m"); });
  EXPECT_FALSE(empty.desired);
  EXPECT_EQ(empty.problems.size(), 1U);
  const auto nothing = next_after([&] { folder_.write("m/a.yaml", "# nothing yet\n"); });
  EXPECT_FALSE(nothing.desired);
  ASSERT_EQ(nothing.problems.size(), 1U);
  EXPECT_NE(nothing.problems[0].find("there is no System document"), std::string::npos);
  EXPECT_EQ(systems(next_after([&] { folder_.write("m/a.yaml", system_text("back")); })), "back ");
}

TEST_F(DirectorySourceTest, ReadsAgainWhatChangedWhileItWasRead) {
  worker_.after = [&] {
    worker_.after = nullptr;
    folder_.write("m/two.yaml", system_text("two"));
  };
  const auto before = clock_.now();
  EXPECT_EQ(systems(next()), "one two ") << "half of an edit is never given";
  EXPECT_GE(clock_.now() - before, kQuiet);
}

TEST_F(DirectorySourceTest, SaysThatFilesNeverRest) {
  int version = 0;
  worker_.after = [&] { folder_.write("m/two.yaml", system_text("v" + std::to_string(++version))); };
  const auto update = next();
  EXPECT_FALSE(update.desired);
  ASSERT_EQ(update.problems.size(), 1U);
  EXPECT_NE(update.problems[0].find("keep changing"), std::string::npos);
}

TEST_F(DirectorySourceTest, SeesTheSwapOfALinkThatHoldsTheFiles) {
  folder_.write("k/..v1/system.yaml", system_text("one"));
  folder_.write("k/..v2/system.yaml", system_text("two"));
  fs::create_directory_symlink("..v1", folder_ / "k/..data");
  fs::create_symlink("..data/system.yaml", folder_ / "k/system.yaml");
  DirectorySource source(folder_ / "k", clock_, worker_);
  EXPECT_EQ(systems(clock_.run(source.next())), "one ");
  fs::create_directory_symlink("..v2", folder_ / "k/..swap");
  fs::rename(folder_ / "k/..swap", folder_ / "k/..data");
  const auto before = clock_.now();
  EXPECT_EQ(systems(clock_.run(source.next())), "two ");
  EXPECT_LE(clock_.now() - before, milliseconds(2'000)) << "watched, not found by looking";
}

TEST_F(DirectorySourceTest, SeesTheSwapOfALinkThatLeadsToTheFolder) {
  folder_.write("trees/1/m/system.yaml", system_text("one"));
  folder_.write("trees/2/m/system.yaml", system_text("two"));
  fs::create_directory_symlink("trees/1", folder_ / "current");
  DirectorySource source(folder_ / "current/m", clock_, worker_);
  EXPECT_EQ(systems(clock_.run(source.next())), "one ");
  fs::create_directory_symlink("trees/2", folder_ / "swap");
  fs::rename(folder_ / "swap", folder_ / "current");
  const auto before = clock_.now();
  EXPECT_EQ(systems(clock_.run(source.next())), "two ");
  EXPECT_LE(clock_.now() - before, milliseconds(2'000));
}

TEST(FolderListing, ChangesWithEverythingThatMayMatter) {
  const support::TempFolder folder;
  folder.write("a.yaml", "a");
  folder.write(".git/index", "x");
  const auto path = folder.path().string();
  const auto stamp = [&] { return list_folder(path).stamp; };
  const auto first = stamp();
  EXPECT_EQ(stamp(), first);
  folder.write(".git/index", "yy");
  EXPECT_EQ(stamp(), first) << "hidden folders are not read";
  folder.write("a.yaml", "ab");
  const auto second = stamp();
  EXPECT_NE(second, first);
  fs::create_directory(folder.path() / "sub");
  EXPECT_NE(stamp(), second);
  EXPECT_FALSE(list_folder(folder / "missing").found);
}

TEST(FolderListing, FollowsLinksButNotInCircles) {
  const support::TempFolder folder;
  folder.write("real/a.yaml", "a");
  fs::create_directory_symlink("..", folder / "real/up");
  fs::create_symlink("itself", folder / "real/itself");
  const auto listing = list_folder(folder / "real");
  EXPECT_TRUE(listing.found);
  EXPECT_FALSE(listing.folders.empty());
}

TEST(FolderWatch, SaysWhenItCannotWatch) {
  const support::TempFolder folder;
  EXPECT_TRUE(FolderWatch({folder.path().string()}).complete());
  EXPECT_FALSE(FolderWatch({folder.path().string(), folder / "missing"}).complete());
  EXPECT_FALSE(FolderWatch({}).complete());
}

TEST(FolderWatch, TellsEachChangeOnce) {
  const support::TempFolder folder;
  FolderWatch watch({folder.path().string()});
  EXPECT_FALSE(watch.drain());
  folder.write("a.yaml", "a");
  EXPECT_TRUE(watch.drain());
  EXPECT_FALSE(watch.drain());
}

}  // namespace
}  // namespace muster::daemon
