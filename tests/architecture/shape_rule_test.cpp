#include "tests/architecture/shape_rule.h"

#include <gtest/gtest.h>

#include <iostream>

namespace muster::architecture {
namespace {

std::string repeated(std::size_t times, const std::string& line) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += line;
  return text;
}

TEST(ShapeRule, FindsAFileThatIsTooLong) {
  EXPECT_TRUE(misshapen({"daemon/a.cpp", repeated(kLongestFile, "int a;\n")}).empty());
  EXPECT_EQ(misshapen({"daemon/a.cpp", repeated(kLongestFile + 1, "int a;\n")}).size(), 1U);
  EXPECT_TRUE(misshapen({"tests/core/a_test.cpp", repeated(kLongestFile + 1, "int a;\n")}).empty());
}

TEST(ShapeRule, FindsAHeaderWithoutGuardOrComment) {
  EXPECT_TRUE(misshapen({"daemon/a.h", "// What it is for.\n#pragma once\n"}).empty());
  EXPECT_EQ(misshapen({"daemon/a.h", "// What it is for.\nint a;\n"}).size(), 1U);
  EXPECT_EQ(misshapen({"daemon/a.h", "#include <map>\n#pragma once\n"}).size(), 1U);
  EXPECT_TRUE(misshapen({"daemon/a.cpp", "int a;\n"}).empty());
}

TEST(ShapeRule, NamesLongFunctions) {
  const std::string body = repeated(40, "  work();\n");
  const auto findings = outliers({"daemon/a.cpp", "namespace x {\nint count(const A& a) const {\n" + body + "}\n}\n"});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0], (Finding{"daemon/a.cpp", 2, "count, 42 lines"}));
  EXPECT_TRUE(outliers({"daemon/a.cpp", "struct A {\n" + body + "};\n"}).empty()) << "a type is no function";
}

TEST(ShapeRule, IsKeptByEverySource) {
  std::vector<Finding> findings;
  std::vector<Finding> long_ones;
  for (const SourceFile& each : read_sources()) {
    for (Finding& finding : misshapen(each)) findings.push_back(std::move(finding));
    if (is_test(each)) continue;
    for (Finding& finding : outliers(each)) long_ones.push_back(std::move(finding));
  }
  std::cout << "Worth a look, files over 150 lines and functions over 30:\n" << to_text(long_ones);
  EXPECT_EQ(to_text(findings), "");
}

}  // namespace
}  // namespace muster::architecture
