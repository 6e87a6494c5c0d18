// No element, an empty element and a text: over random documents, in both directions, against a small model.
#include "providers/cucm_uds/bodies.h"
#include "providers/cucm_uds/convert.h"
#include "providers/kit/xml_write.h"
#include "reconciler/core/wish.h"
#include "tests/providers/uds_fixture.h"

namespace muster::cucm_uds {
namespace {

using core::FieldIndex;
using core::FieldRule;
using kit::XmlElement;

constexpr int kRounds = 1000;

enum class State { absent, at_default, value };

// What a document says of each field that it may say something of.
struct Said {
  State state = State::absent;
  std::string text;

  friend bool operator==(const Said&, const Said&) = default;
};
using Model = std::map<FieldIndex, Said>;

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : random_(seed) {}
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(random_.next() % limit); }
  std::string text() {
    const Names pieces = {"2907", "+49", "a&b", "<x>", "\xC3\xA4", "\"q\"", "]]>", "true", "0", "'"};
    std::string text = pieces[below(pieces.size())];
    for (std::size_t i = below(3); i > 0; --i) text += pieces[below(pieces.size())];
    return text;
  }

 private:
  tests::SeededRandom random_;
};

bool is_scalar(const FieldRule& rule) {
  return rule.type == core::ValueType::text || rule.type == core::ValueType::boolean;
}

std::string value_for(const FieldRule& rule, Chance& chance) {
  if (rule.type == core::ValueType::boolean) return chance.below(2) == 0 ? "true" : "false";
  return chance.text();
}

// Of the fields under the prefix that an answer has at the same place as a request.
Model some_model(core::EntityIndex entity, std::string_view prefix, Chance& chance) {
  Model model;
  const auto& fields = catalog().entities[entity].fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const bool elsewhere = fields[i].path == "user.enableCalendarPresence" || fields[i].path == "user.logMissedCalls";
    if (!is_scalar(fields[i]) || !fields[i].path.starts_with(prefix) || elsewhere) continue;
    Said said{static_cast<State>(chance.below(3)), {}};
    if (said.state == State::value) said.text = value_for(fields[i], chance);
    model[static_cast<FieldIndex>(i)] = said;
  }
  return model;
}

XmlElement& place(XmlElement& element, std::string_view path) {
  const auto dot = path.find('.');
  XmlElement& child = kit::child_of(element, path.substr(0, dot));
  return dot == std::string_view::npos ? child : place(child, path.substr(dot + 1));
}

void shuffle(XmlElement& element, Chance& chance) {
  for (std::size_t i = element.children.size(); i > 1; --i) {
    std::swap(element.children[i - 1], element.children[chance.below(i)]);
  }
  for (auto& child : element.children) shuffle(child, chance);
}

// An answer that says what the model says, in one of the ways in which servers do.
std::string answer_of(core::EntityIndex entity, std::string_view prefix, const Model& model, Chance& chance) {
  XmlElement root;
  root.name = "answer";
  for (const auto& [field, said] : model) {
    const FieldRule& rule = catalog().entities[entity].fields[field];
    if (said.state == State::absent) continue;
    XmlElement& at = place(root, rule.path.substr(prefix.size()));
    at.text = said.text;
    if (!rule.reference) continue;
    at.attributes = {{"value", said.text}};
    at.text = said.state == State::value ? "Label of " + said.text : "the default's label";
  }
  for (std::size_t i = chance.below(4); i > 0; --i) kit::add_child(root, "unknown" + std::to_string(i), chance.text());
  shuffle(root, chance);
  return kit::write_xml(root);
}

// What cells say, in the model's words.
Model model_of(core::EntityIndex entity, const Model& asked, const Cells& cells) {
  Model seen;
  for (const auto& [field, said] : asked) seen[field] = Said();
  for (const FieldCell& cell : cells) {
    const bool is_option = catalog().entities[entity].fields[cell.field].reference.has_value();
    const bool is_default = cell.state == core::CellState::at_default;
    seen[cell.field] = {is_default ? State::at_default : State::value, is_default  ? std::string()
                                                                       : is_option ? cell.element
                                                                                   : cell.value};
  }
  return seen;
}

TEST(UdsProperty, WhatAnAnswerSaysIsReadAsItIs) {
  struct Place {
    core::EntityIndex entity;
    const char* prefix;
  };
  int values = 0;
  for (const Place& one :
       {Place{kUser, "user."}, Place{kUser, "conferencing."}, Place{kExtension, ""}, Place{kRemoteDestination, ""}}) {
    Chance chance(one.entity + 1);
    for (int round = 0; round < kRounds; ++round) {
      const Model model = some_model(one.entity, one.prefix, chance);
      const auto root = kit::read_xml(answer_of(one.entity, one.prefix, model, chance)).value();
      Cells cells;
      add_cells(one.entity, one.prefix, root, cells);
      ASSERT_EQ(model_of(one.entity, model, cells), model) << kit::write_xml(root);
      values += static_cast<int>(cells.size());
    }
  }
  EXPECT_GT(values, kRounds);
}

// What a request's body says of each field: the element is not there, it is empty, or it has a text.
Model said_by(core::EntityIndex entity, std::string_view prefix, const Model& asked, const XmlElement& root) {
  Model said;
  for (const auto& [field, ignored] : asked) {
    std::string_view path = catalog().entities[entity].fields[field].path;
    path.remove_prefix(prefix.size());
    const XmlElement* at = &root;
    while (at != nullptr && !path.empty()) {
      const auto dot = std::min(path.find('.'), path.size());
      at = at->child(path.substr(0, dot));
      path.remove_prefix(std::min(dot + 1, path.size()));
    }
    if (at == nullptr) continue;
    said[field] = {at->text.empty() ? State::at_default : State::value, at->text};
  }
  for (const auto& [field, ignored] : asked) said.try_emplace(field);
  return said;
}

TEST(UdsProperty, WhatIsAskedForIsSaidAndNothingElse) {
  int said = 0;
  for (const core::EntityIndex entity : {kUser, kExtension}) {
    const std::string prefix = entity == kUser ? "user." : "";
    Chance chance(entity + 11);
    for (int round = 0; round < kRounds; ++round) {
      const Model model = some_model(entity, prefix, chance);
      std::vector<Asked> fields;
      for (const auto& [field, one] : model) {
        if (one.state != State::absent) fields.push_back({field, one.state == State::at_default, one.text});
      }
      const auto body = kit::read_xml(entity == kUser ? user_body(fields) : extension_body(fields)).value();
      ASSERT_EQ(said_by(entity, prefix, model, body), model) << kit::write_xml(body);
      said += static_cast<int>(fields.size());
    }
  }
  EXPECT_GT(said, kRounds);
}

// The whole way round: a wish is sent, the server merges it by its rules, and the answer fulfils the wish.
TEST(UdsProperty, AWishThatIsSentToAServerThatMergesIsFulfilled) {
  Chance chance(99);
  int wishes = 0;
  for (int round = 0; round < kRounds; ++round) {
    Model live = some_model(kUser, "user.", chance);
    for (auto& [field, one] : live) {
      if (one.state == State::absent) one.state = State::at_default;  // a server shows everything it has
    }
    const Model wished = some_model(kUser, "user.", chance);
    for (const auto& [field, one] : wished) {
      if (one.state != State::absent) live[field] = one;
    }
    const auto root = kit::read_xml(answer_of(kUser, "user.", live, chance)).value();
    Cells cells;
    add_cells(kUser, "user.", root, cells);
    core::TableBuilder rows;
    add_row({kUser, "mkos", "mkos", "mkos", cells}, rows);
    const auto table = rows.finish();
    for (const auto& [field, one] : wished) {
      if (one.state == State::absent) continue;
      core::FieldWish wish;
      wish.field = field;
      wish.kind = one.state == State::value ? core::WishKind::value : core::WishKind::at_default;
      wish.value = one.text;
      ASSERT_TRUE(core::is_fulfilled(wish, core::cells_of(table.cells(table.rows()[0]), field),
                                     catalog().entities[kUser].fields[field]))
          << catalog().entities[kUser].fields[field].path << " " << one.text;
      ++wishes;
    }
  }
  EXPECT_GT(wishes, kRounds);
}

}  // namespace
}  // namespace muster::cucm_uds
