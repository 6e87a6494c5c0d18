#include "daemon/manifest_files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/temp_folder.h"

namespace muster::daemon {
namespace {

constexpr std::size_t kMost = 1'000;

std::vector<std::string> names_of(const ManifestFiles& read) {
  std::vector<std::string> names;
  for (const ManifestFile& file : read.files) names.push_back(file.name);
  return names;
}

ManifestFiles read(const support::TempFolder& folder) { return read_manifest_files({folder.path().string()}, kMost); }

TEST(ManifestFiles, ReadsFoldersRecursivelyInSortedOrder) {
  const support::TempFolder folder;
  folder.write("users/b.yaml", "b");
  folder.write("users/a.yml", "a");
  folder.write("systems.yaml", "s");
  folder.write("README.md", "no manifest");
  const ManifestFiles files = read(folder);
  EXPECT_EQ(names_of(files), (std::vector<std::string>{"systems.yaml", "users/a.yml", "users/b.yaml"}));
  EXPECT_EQ(files.files[1].text, "a");
  EXPECT_EQ(files.files[1].folder, (folder / "users"));
  EXPECT_TRUE(files.problems.empty());
}

TEST(ManifestFiles, SkipsHiddenFilesAndFolders) {
  const support::TempFolder folder;
  folder.write(".git/config.yaml", "x");
  folder.write(".draft.yaml", "x");
  folder.write("a.yaml", "a");
  EXPECT_EQ(names_of(read(folder)), (std::vector<std::string>{"a.yaml"}));
}

TEST(ManifestFiles, FollowsLinksButNotInCircles) {
  const support::TempFolder folder;
  folder.write("real/a.yaml", "a");
  ASSERT_EQ(::symlink("..", (folder / "real/up").c_str()), 0);
  ASSERT_EQ(::symlink("real", (folder / "alias").c_str()), 0);
  const ManifestFiles files = read(folder);
  EXPECT_EQ(files.files.size(), 1U) << "the same file under two names is one file";
  EXPECT_TRUE(files.problems.empty());
}

TEST(ManifestFiles, GivesTheSameCommitWhereverTheFolderLies) {
  const support::TempFolder one;
  const support::TempFolder two;
  for (const auto* folder : {&one, &two}) folder->write("users/a.yaml", "a");
  EXPECT_EQ(read(one).commit, read(two).commit);
  EXPECT_TRUE(read(one).commit.starts_with("tree:"));
  EXPECT_EQ(read(one).commit.size(), 17U);
}

TEST(ManifestFiles, GivesAnotherCommitForOtherBytesOrNames) {
  const support::TempFolder folder;
  folder.write("a.yaml", "ab");
  folder.write("b.yaml", "c");
  const std::string before = read(folder).commit;
  folder.write("a.yaml", "a");
  folder.write("b.yaml", "bc");
  const std::string moved = read(folder).commit;
  EXPECT_NE(moved, before);
  std::filesystem::rename((folder / "b.yaml"), (folder / "c.yaml"));
  EXPECT_NE(read(folder).commit, moved);
}

TEST(ManifestFiles, TellsTheFilesOfTwoPathsApart) {
  const support::TempFolder one;
  const support::TempFolder two;
  one.write("a.yaml", "1");
  two.write("a.yaml", "2");
  const ManifestFiles files = read_manifest_files({one.path().string(), two.path().string()}, kMost);
  ASSERT_EQ(files.files.size(), 2U);
  EXPECT_NE(files.files[0].name, files.files[1].name);
}

TEST(ManifestFiles, GivesTwoPathsTheSameCommitHoweverTheyAreSpelled) {
  const support::TempFolder folder;
  folder.write("one/a.yaml", "1");
  folder.write("two/a.yaml", "2");
  const std::string plain = read_manifest_files({(folder / "one"), (folder / "two")}, kMost).commit;
  EXPECT_EQ(read_manifest_files({(folder / "two/../one"), (folder / "two/")}, kMost).commit, plain);
  EXPECT_NE(read_manifest_files({(folder / "two"), (folder / "one")}, kMost).commit, plain);
}

TEST(ManifestFiles, ReadsAFileOnceThatTwoPathsReach) {
  const support::TempFolder folder;
  folder.write("sub/a.yaml", "1");
  EXPECT_EQ(read_manifest_files({folder.path().string(), (folder / "sub")}, kMost).files.size(), 1U);
}

TEST(ManifestFiles, ReportsEveryPathThatCannotBeRead) {
  const support::TempFolder folder;
  folder.write("a.yaml", "a");
  ASSERT_EQ(::symlink("nowhere", (folder / "b.yaml").c_str()), 0);
  ASSERT_EQ(::mkfifo((folder / "c.yaml").c_str(), 0600), 0);
  const ManifestFiles files = read_manifest_files({folder.path().string(), (folder / "missing")}, kMost);
  ASSERT_EQ(files.problems.size(), 3U);
  EXPECT_EQ(files.problems[0].what, "there is no such file or folder; say with -f what to read");
  EXPECT_EQ(files.problems[0].file, (folder / "missing"));
  EXPECT_EQ(files.problems[1].what, "the file cannot be opened: No such file or directory");
  EXPECT_EQ(files.problems[1].file, (folder / "b.yaml"));
  EXPECT_EQ(files.problems[2].what, "this is not a regular file");
  EXPECT_EQ(files.files.size(), 1U);
}

TEST(ManifestFiles, ReportsAFolderWithoutManifests) {
  const support::TempFolder folder;
  folder.write("README.md", "x");
  const ManifestFiles files = read(folder);
  ASSERT_EQ(files.problems.size(), 1U);
  EXPECT_EQ(files.problems[0].what, "the folder has no file named *.yaml or *.yml");
}

TEST(ManifestFiles, KeepsNoMoreOfAFileThanShowsThatItIsTooLarge) {
  const support::TempFolder folder;
  folder.write("a.yaml", std::string(5'000, 'a'));
  EXPECT_EQ(read(folder).files.at(0).text.size(), kMost + 1);
}

TEST(ManifestFiles, ShowsASingleFileByItsOwnName) {
  const support::TempFolder folder;
  folder.write("sub/a.txt", "a");
  const ManifestFiles files = read_manifest_files({(folder / "sub/a.txt")}, kMost);
  EXPECT_EQ(names_of(files), (std::vector<std::string>{"a.txt"}));
}

}  // namespace
}  // namespace muster::daemon
