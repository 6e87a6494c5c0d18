#include "tests/architecture/text_rule.h"

#include <gtest/gtest.h>

#include <set>

namespace muster::architecture {
namespace {

TEST(TextRule, FindsForbiddenWords) {
  EXPECT_TRUE(forbidden_words({"README.md", "All is done.\n"}).empty());
  const auto findings = forbidden_words({"README.md", std::string("Fine.\nTO") + "DO: the rest\n"});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].line, 2U);
}

TEST(TextRule, NoFileSaysAForbiddenWord) {
  const auto texts = read_texts();
  ASSERT_GT(texts.size(), 250U);
  std::vector<Finding> findings;
  for (const SourceFile& each : texts) {
    for (Finding& finding : forbidden_words(each)) findings.push_back(std::move(finding));
  }
  EXPECT_EQ(to_text(findings), "");
}

TEST(TextRule, FindsAFileThatTheReadmeDoesNotName) {
  const std::vector<SourceFile> sources = {
      {"daemon/a.h", ""}, {"daemon/a.cpp", ""}, {"daemon/b.cpp", ""}, {"x/c.h", ""}};
  const auto findings = unnamed_files("daemon", sources, "| `a` | does things |\n");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].sentence, "does not name `b`");
  EXPECT_TRUE(unnamed_files("daemon", sources, "`a`, `b.cpp`").empty());
}

// The folders of tests hold one test a source file and say so once, in tests/README.md.
TEST(TextRule, EveryRoomHasAReadmeThatNamesItsFiles) {
  const auto sources = read_sources();
  std::set<std::string> folders;
  for (const SourceFile& each : sources) {
    if (!is_test(each) || each.path.starts_with("tests/support/")) folders.insert(folder_of(each.path));
  }
  ASSERT_GE(folders.size(), 8U);
  std::vector<Finding> findings;
  for (const std::string& folder : folders) {
    std::string readme;
    try {
      readme = read_project_file(folder + "/README.md");
    } catch (const std::exception& missing) {
      findings.push_back({folder + "/README.md", 0, "is missing"});
      continue;
    }
    for (Finding& finding : unnamed_files(folder, sources, readme)) findings.push_back(std::move(finding));
  }
  EXPECT_EQ(to_text(findings), "");
}

TEST(TextRule, ReadsTheVersionOfTheProject) {
  EXPECT_EQ(project_version("cmake_minimum_required(VERSION 3.25)\nproject(muster VERSION 1.2.3 LANGUAGES CXX)\n"),
            "1.2.3");
  EXPECT_EQ(project_version("project(other VERSION 1.2.3)"), "");
}

TEST(TextRule, TheChangeLogHasTheVersionOfTheProject) {
  EXPECT_TRUE(mentions_version("# Changes\n\n## 1.2.3 (next)\n", "1.2.3"));
  EXPECT_FALSE(mentions_version("# Changes\n\n## 1.2.30\n", "1.2.3"));
  EXPECT_FALSE(mentions_version("# Changes\n", ""));
  const std::string version = project_version(read_project_file("CMakeLists.txt"));
  EXPECT_TRUE(mentions_version(read_project_file("CHANGELOG.md"), version)) << "version " << version;
}

}  // namespace
}  // namespace muster::architecture
