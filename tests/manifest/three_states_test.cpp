// Absent, !default and a value stay what they are, at every level of any document.
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "reconciler/core/record.h"
#include "tests/manifest/loading.h"
#include "tests/support/gadget_catalog.h"

namespace muster::manifest {
namespace {

using support::gadget_catalog;
using support::gadget_catalogs;
namespace gadgets = support::gadgets;

using core::ValueType;

// Keys in maps, as flow YAML.
struct Tree {
  std::map<std::string, Tree> maps;
  std::string scalar;

  void put(const std::string& path, const std::string& value) {
    const auto dot = path.find('.');
    auto& inner = maps[path.substr(0, dot)];
    dot == std::string::npos ? void(inner.scalar = value) : inner.put(path.substr(dot + 1), value);
  }
  [[nodiscard]] std::string yaml() const {
    if (maps.empty() && !scalar.empty()) return scalar;
    std::string text = "{";
    for (const auto& [key, inner] : maps) text += key + ": " + inner.yaml() + " , ";
    return text + "}";
  }
};

using Cells = std::map<std::string, std::string>;  // "key path element" to what the cell says

// A document of a household, and the cells that it has to become.
class RandomDocument {
 public:
  explicit RandomDocument(unsigned seed) : random_(seed) {}

  std::string spec() {
    auto tree = object(gadgets::kHousehold, "h");
    std::string items;
    for (int i = 0; i < 2; ++i) items += gadget("g" + std::to_string(i)) + ", ";
    tree.put("gadgets", "[" + items + "]");
    if (chance()) tree.put("contacts", "[" + item(gadgets::kContact, "h", "mail", "c@acme.example").yaml() + "]");
    return tree.yaml();
  }
  [[nodiscard]] const Cells& expected() const { return expected_; }

 private:
  bool chance() { return random_() % 2 == 0; }
  void expect(const std::string& key, const core::FieldRule& rule, const std::string& element,
              const std::string& says) {
    expected_[key + " " + std::string(rule.path) + " " + element] = says;
  }

  std::string gadget(const std::string& name) {
    auto tree = item(gadgets::kGadget, "h", "id", name);
    if (chance()) tree.put("lines", "[" + item(gadgets::kLine, "h/" + name, "number", "1-0").yaml() + "]");
    return tree.yaml();
  }

  Tree item(core::EntityIndex entity, const std::string& whole, const std::string& key, const std::string& name) {
    auto tree = object(entity, whole + "/" + (name == "1-0" ? "10" : name));
    tree.put(key, "\"" + name + "\"");
    return tree;
  }

  // A value as it is written, and as a cell has it.
  std::pair<std::string, std::string> value(ValueType type) {
    if (type == ValueType::boolean) return chance() ? std::pair("true", "true") : std::pair("false", "false");
    if (type == ValueType::integer) return {std::to_string(random_() % 9), {}};
    static constexpr std::string_view kTexts[] = {"", "!default", "null", "true", "7", "a b"};
    const std::string text(kTexts[random_() % std::size(kTexts)]);
    return {"\"" + text + "\"", text};
  }

  std::string records(const std::string& key, const core::FieldRule& rule) {
    expect(key, rule, "", "header");
    std::string list;
    for (int slot = 0; slot < 2; ++slot) {
      core::Record record;
      record.parts["slot"] = std::to_string(slot);
      list += "{slot: " + std::to_string(slot);
      for (const auto& part : rule.parts) {
        if (part.name == "slot" || part.name == "number" || chance()) continue;
        auto [written, says] = value(part.type);
        if (says.empty() && part.type == ValueType::integer) says = written;
        const bool at_default = chance();
        list += ", " + std::string(part.name) + ": " + (at_default ? "!default " : written);
        record.parts[std::string(part.name)] = at_default ? std::nullopt : std::optional(says);
      }
      list += "}, ";
      expect(key, rule, std::to_string(slot), core::record_text(record));
    }
    return "[" + list + "]";
  }

  std::string set(const std::string& key, const core::FieldRule& rule) {
    expect(key, rule, "", "header");
    if (!rule.one_member && chance()) return "[]";
    expect(key, rule, core::comparable("Owner", rule.compare), "Owner");
    return "[Owner]";
  }

  // The text of a field that is stated.
  std::string stated(const std::string& key, const core::FieldRule& rule) {
    if (rule.may_be_default() && chance()) {
      expect(key, rule, "", "default");
      return "!default ";
    }
    if (rule.type == ValueType::records) return records(key, rule);
    if (rule.type == ValueType::text_set) return set(key, rule);
    if (rule.compare == core::Compare::dialled) return expect(key, rule, "", "=12"), "\"12\"";
    auto [written, says] = value(rule.type);
    expect(key, rule, "", "=" + (rule.type == ValueType::integer ? written : says));
    return written;
  }

  Tree object(core::EntityIndex entity, const std::string& key) {
    Tree tree;
    for (const auto& rule : gadget_catalog().entities[entity].fields) {
      if (rule.type == ValueType::secret || !rule.wide.empty() || chance()) continue;
      tree.put(std::string(rule.path), stated(key, rule));
    }
    return tree;
  }

  std::mt19937 random_;
  Cells expected_;
};

std::string said(const core::Cell& cell) {
  if (cell.kind == core::CellKind::set) return "header";
  if (cell.kind == core::CellKind::member) return std::string(cell.value.view());
  if (cell.state == core::CellState::at_default)
    return cell.value.view().empty() ? "default" : "a default with a value";
  return "=" + std::string(cell.value.view());
}

Cells cells_of(const core::Table& table) {
  Cells cells;
  for (const auto& row : table.rows()) {
    for (const auto& cell : table.cells(row)) {
      const auto& rule = gadget_catalog().entities[row.entity].fields[cell.field];
      cells[std::string(row.key.view()) + " " + std::string(rule.path) + " " + std::string(cell.element.view())] =
          said(cell);
    }
  }
  return cells;
}

TEST(ThreeStates, StayApartFromAnyDocumentToItsCells) {
  std::size_t defaults = 0;
  for (unsigned seed = 0; seed < 500; ++seed) {
    RandomDocument document(seed);
    const auto spec = document.spec();
    const auto loaded =
        load({{"a.yaml",
               "apiVersion: muster/v1\nkind: System\nmetadata: {name: g}\nspec: {provider: gadgets, url: "
               "https://g.example}\n---\napiVersion: muster/v1\nkind: UdsSettings\nmetadata: {system: g, name: H}\n"
               "spec: " +
                   spec + "\n"}},
             gadget_catalogs());
    ASSERT_EQ(render_problems(loaded.problems, {}), "") << spec;
    ASSERT_EQ(cells_of(loaded.desired->systems.at(0).table), document.expected()) << seed << "\n" << spec;
    for (const auto& [place, says] : document.expected()) defaults += says == "default" ? 1U : 0U;
  }
  EXPECT_GT(defaults, 250U);
}

}  // namespace
}  // namespace muster::manifest
