#include "reconciler/core/table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

namespace muster::core {
namespace {

struct Sample {
  EntityIndex entity;
  std::string key;
  std::vector<std::string> members;
};

Table built(const std::vector<Sample>& samples) {
  TableBuilder builder;
  for (const auto& sample : samples) {
    builder.begin_row(sample.entity, sample.key, sample.key, "id-" + sample.key);
    for (const auto& member : sample.members) builder.add_member(2, member, member);
    builder.add(2, CellKind::set, "");
    builder.add(0, CellKind::text, "value of " + sample.key);
  }
  return builder.finish();
}

std::string printed(const Table& table) {
  std::string text;
  for (const auto& row : table.rows()) {
    text += std::to_string(row.entity) + ":" + std::string(row.key.view()) + "[";
    for (const auto& cell : table.cells(row)) {
      text += std::to_string(cell.field) + "." + std::to_string(static_cast<int>(cell.kind)) + "=" +
              std::string(cell.element.view()) + "/" + std::string(cell.value.view()) + " ";
    }
    text += "]\n";
  }
  return text;
}

TEST(Table, SortsRowsAndCellsHoweverTheyArrive) {
  std::mt19937 random(3);
  std::vector<Sample> samples;
  for (int i = 0; i < 200; ++i) {
    samples.push_back({static_cast<EntityIndex>(i % 3), "k" + std::to_string(i * 7919 % 200), {"c", "a", "b"}});
  }
  const auto expected = printed(built(samples));
  for (int round = 0; round < 20; ++round) {
    std::ranges::shuffle(samples, random);
    for (auto& sample : samples) std::ranges::shuffle(sample.members, random);
    ASSERT_EQ(printed(built(samples)), expected);
  }
}

TEST(Table, PutsTheHeaderOfASetBeforeItsMembers) {
  const auto table = built({{0, "a", {"y", "x"}}});
  const auto cells = cells_of(table.cells(table.rows()[0]), 2);
  ASSERT_EQ(cells.size(), 3U);
  EXPECT_EQ(cells[0].kind, CellKind::set);
  EXPECT_EQ(cells[1].value.view(), "x");
  EXPECT_EQ(cells[2].value.view(), "y");
}

TEST(Table, CountsAMemberOnceThatIsNamedTwice) {
  const auto table = built({{0, "a", {"x", "x", "y"}}});
  EXPECT_EQ(cells_of(table.cells(table.rows()[0]), 2).size(), 3U);
}

TEST(Table, FindsRowsByEntityAndKey) {
  const auto table = built({{1, "b", {}}, {0, "b", {}}, {1, "a", {}}});
  ASSERT_NE(table.find(1, "b"), nullptr);
  EXPECT_EQ(table.find(1, "b")->entity, 1);
  EXPECT_EQ(table.find(0, "a"), nullptr);
  EXPECT_EQ(table.find(2, "b"), nullptr);
  EXPECT_EQ(table.rows(1).size(), 2U);
  EXPECT_TRUE(table.rows(7).empty());
}

TEST(Table, TellsRowsThatShareAKey) {
  const auto table = built({{0, "twin", {}}, {0, "only", {}}, {0, "twin", {}}, {1, "only", {}}});
  EXPECT_TRUE(table.is_ambiguous(0, "twin"));
  EXPECT_FALSE(table.is_ambiguous(0, "only"));
  EXPECT_FALSE(table.is_ambiguous(0, "none"));
}

TEST(Table, HasNoCellsForAFieldThatIsNotThere) {
  const auto table = built({{0, "a", {"x"}}});
  EXPECT_TRUE(cells_of(table.cells(table.rows()[0]), 1).empty());
  EXPECT_EQ(cells_of(table.cells(table.rows()[0]), 0).size(), 1U);
}

TEST(Table, MayBeEmpty) {
  const auto table = TableBuilder().finish();
  EXPECT_TRUE(table.rows().empty());
  EXPECT_EQ(table.find(0, "a"), nullptr);
}

}  // namespace
}  // namespace muster::core
