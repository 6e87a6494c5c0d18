// Keyed lists of records: a record is the same by its key, keeps the parts nobody states, and is written whole.
#include "reconciler/core/record.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "reconciler/core/applied.h"
#include "reconciler/core/change.h"
#include "reconciler/core/wish.h"

namespace muster::core {
namespace {

FieldRule dials() {
  RecordPart index;
  index.name = "index";
  index.type = ValueType::integer;
  index.needed = true;
  RecordPart number;
  number.name = "number";
  number.compare = Compare::dialled;
  number.needed = true;
  RecordPart label;
  label.name = "label";
  label.has_default = true;
  RecordPart url;
  url.name = "url";
  url.masked = true;
  FieldRule rule;
  rule.path = "speedDials";
  rule.type = ValueType::records;
  rule.parts = {index, number, label, url};
  return rule;
}

std::string dial(std::string_view index, std::optional<std::string> number, std::optional<std::string> label = {}) {
  Record record;
  record.parts["index"] = index;
  if (number) record.parts["number"] = number;
  if (label) record.parts["label"] = label;
  return record_text(record);
}

// Live records, as a table keeps them.
struct LiveDials {
  explicit LiveDials(const std::vector<std::string>& members) {
    TableBuilder rows;
    rows.begin_row(0, "ada", "ada");
    rows.add(0, CellKind::set, "");
    for (const std::string& member : members) rows.add_member(0, member_key(member, dials()), member);
    table = rows.finish();
  }
  [[nodiscard]] std::span<const Cell> cells() const { return table.cells(table.rows()[0]); }
  Table table;
};

SetWish exactly(std::vector<std::string> members) { return {true, std::move(members), {}}; }

TEST(Record, ItsTextIsCanonicalAndComesBack) {
  Record record;
  record.parts["label"] = std::nullopt;
  record.parts["index"] = "1";
  EXPECT_EQ(record_text(record), R"({"index":"1","label":null})");
  EXPECT_EQ(parse_record(record_text(record)), record);
  for (const char* other : {"", "[]", "1", R"({"index":1})", "{"}) EXPECT_FALSE(parse_record(other)) << other;
}

TEST(Record, APartThatIsNotStatedStaysAsItIs) {
  EXPECT_EQ(completed_record(dial("1", "4711"), dial("1", "4711", "Boss"), dials()), dial("1", "4711", "Boss"));
}

TEST(Record, ADefaultTakesThePartOut) {
  Record asked = *parse_record(dial("1", "4711"));
  asked.parts["label"] = std::nullopt;
  EXPECT_EQ(completed_record(record_text(asked), dial("1", "4711", "Boss"), dials()), dial("1", "4711"));
}

TEST(Record, ALiveSpellingOfTheSameNumberStays) {
  EXPECT_EQ(completed_record(dial("1", "+49 30 12"), dial("1", "493012"), dials()), dial("1", "493012"));
}

TEST(Record, WhatIsAsAskedNeedsNothing) {
  const LiveDials live({dial("1", "4711", "Boss"), dial("2", "4712")});
  const SetOutcome outcome = apply_wish(exactly({dial("2", "4712"), dial("1", "4711")}), live.cells(), dials());
  EXPECT_TRUE(outcome.added.empty());
  EXPECT_TRUE(outcome.removed.empty());
}

TEST(Record, AChangedOneIsRemovedAsItWasAndAddedAsItBecomes) {
  const LiveDials live({dial("1", "4711", "Boss"), dial("2", "4712")});
  const SetOutcome outcome = apply_wish({false, {dial("1", "4799")}, {}}, live.cells(), dials());
  EXPECT_EQ(outcome.removed, std::vector{dial("1", "4711", "Boss")});
  EXPECT_EQ(outcome.added, std::vector{dial("1", "4799", "Boss")});
  EXPECT_EQ(outcome.final_members, (std::vector{dial("2", "4712"), dial("1", "4799", "Boss")}));
  EXPECT_EQ(outcome.kept, std::vector{dial("2", "4712")});
}

TEST(Record, AnExactListTakesTheRestOutAndAnExcludedKeyGoesWhateverElseItSays) {
  const LiveDials live({dial("1", "4711", "Boss"), dial("2", "4712")});
  EXPECT_EQ(apply_wish(exactly({dial("2", "4712")}), live.cells(), dials()).removed,
            std::vector{dial("1", "4711", "Boss")});
  Record excluded;
  excluded.parts["index"] = "2";
  const SetOutcome outcome = apply_wish({false, {}, {record_text(excluded)}}, live.cells(), dials());
  EXPECT_EQ(outcome.removed, std::vector{dial("2", "4712")});
  EXPECT_EQ(outcome.final_members, std::vector{dial("1", "4711", "Boss")});
}

TEST(Record, TellsWhatANewOneLacks) {
  EXPECT_EQ(lacking_parts(dial("1", std::nullopt), dials()), "number");
  EXPECT_EQ(lacking_parts(dial("1", "4711"), dials()), "");
}

TEST(Record, IsShownByItsKeyAndNeverWithWhatFollowsAQuestionMark) {
  Record record = *parse_record(dial("1", "4711", "Boss"));
  record.parts["url"] = "http://x.example/y?pin=77";
  record.parts["device"] = "SEP1";
  EXPECT_EQ(shown_member(record_text(record), dials()),
            "1: number 4711, label Boss, url http://x.example/y?***, device SEP1");
}

// Completing what is asked with what is live, and asking for the same again, changes nothing any more.
TEST(Record, AWishOnItsOwnResultIsFulfilledForRandomLists) {
  std::mt19937 random(7);
  const auto any = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most)); };
  const auto maybe = [&](const char* text) {
    return any(2) == 0 ? std::optional<std::string>(text + std::to_string(any(3))) : std::nullopt;
  };
  for (int round = 0; round < 3000; ++round) {
    std::vector<std::string> live;
    std::vector<std::string> asked;
    SetWish wish;
    wish.exact = any(2) == 0;
    for (int index = 0; index < 5; ++index) {
      const std::string key = std::to_string(index);
      if (any(2) == 0) live.push_back(dial(key, "47" + std::to_string(any(3)), maybe("l")));
      if (any(2) == 0) {
        Record record = *parse_record(dial(key, maybe("47"), maybe("l")));
        if (any(4) == 0) record.parts["label"] = std::nullopt;
        wish.include.push_back(record_text(record));
      } else if (!wish.exact && any(3) == 0) {
        wish.exclude.push_back(dial(key, std::nullopt));
      }
    }
    const LiveDials before(live);
    const SetOutcome outcome = apply_wish(wish, before.cells(), dials());
    const LiveDials after(outcome.final_members);
    const SetOutcome again = apply_wish(wish, after.cells(), dials());
    EXPECT_TRUE(again.added.empty() && again.removed.empty()) << "round " << round;
    EXPECT_EQ(again.final_members.size(), outcome.final_members.size());
    for (const std::string& kept : outcome.kept) {
      EXPECT_NE(std::ranges::find(live, kept), live.end()) << "what nobody names is sent as it was read";
    }
  }
}

// !default that cannot be read as such: remembered together with what was seen after it.
class BlindDefault : public testing::Test {
 protected:
  BlindDefault() {
    FieldRule rule;
    rule.path = "doNotDisturb";
    rule.type = ValueType::boolean;
    rule.blind_default = true;
    entity_.fields = {rule};
  }

  static Table one_cell(std::string_view value, CellState state) {
    TableBuilder rows;
    rows.begin_row(0, "ada", "ada");
    rows.add(0, CellKind::boolean, value, state);
    return rows.finish();
  }

  [[nodiscard]] std::vector<AppliedField> applied(const Table* live, const InventoryEntry* before = nullptr) const {
    const SecretVersions none;
    AppliedInputs inputs{entity_, desired_.cells(desired_.rows()[0]), before, none};
    if (live != nullptr) inputs.live = live->cells(live->rows()[0]);
    return applied_fields(inputs);
  }

  EntitySpec entity_;
  Table desired_ = one_cell("", CellState::at_default);
};

TEST_F(BlindDefault, IsNeverFulfilledByWhatIsRead) {
  const Table live = one_cell("false", CellState::value);
  FieldWish wish;
  wish.kind = WishKind::at_default;
  EXPECT_FALSE(is_fulfilled(wish, live.cells(live.rows()[0]), entity_.fields[0]));
}

TEST_F(BlindDefault, IsRememberedWithWhatWasSeen) {
  const Table seen = one_cell("false", CellState::value);
  EXPECT_EQ(applied(&seen).at(0).wish, std::string("default") + kSeenAfter + "false");
  EXPECT_EQ(applied(nullptr).at(0).wish, "default");
  const Table at_default = one_cell("", CellState::at_default);
  EXPECT_EQ(applied(&at_default).at(0).wish, "default") << "or an adoption would be planned again and again";
  InventoryEntry before;
  before.applied = AppliedFields(applied(&seen));
  EXPECT_EQ(applied(nullptr, &before).at(0).wish, applied(&seen).at(0).wish) << "what is not seen now stays known";
}

TEST(AliasOfAScalar, EitherSpellingIsAsAsked) {
  FieldRule rule;
  rule.path = "userLocale";
  rule.compare = Compare::folded;
  TableBuilder rows;
  rows.begin_row(0, "ada", "ada");
  rows.add_option(0, "7", "German, Germany");
  const Table live = rows.finish();
  FieldWish wish;
  for (const auto& [value, fulfilled] : {std::pair("7", true), {"german, germany", true}, {"1", false}}) {
    wish.value = value;
    EXPECT_EQ(is_fulfilled(wish, live.cells(live.rows()[0]), rule), fulfilled) << value;
  }
}

}  // namespace
}  // namespace muster::core
