#include "providers/cucm_uds/cells.h"

#include <fmt/format.h>

#include <algorithm>

#include "providers/cucm_uds/lists.h"
#include "reconciler/core/name.h"

namespace muster::cucm_uds {

using core::CellKind;
using core::CellState;
using core::FieldIndex;
using core::FieldRule;
using core::ValueType;
using kit::XmlElement;

namespace {

FieldCell cell_of(FieldIndex field, CellKind kind, std::string_view value) {
  FieldCell cell;
  cell.field = field;
  cell.kind = kind;
  cell.value = value;
  return cell;
}

FieldCell mixed_cell(FieldIndex field, std::string_view value) {
  FieldCell cell = cell_of(field, CellKind::text, mixed_text(value));
  cell.mixed = true;
  return cell;
}

FieldCell default_cell(FieldIndex field, CellKind kind) {
  FieldCell cell = cell_of(field, kind, {});
  cell.state = CellState::at_default;
  return cell;
}

// The name of the option with that value, from the list that some answers have instead of the name.
std::string name_within(const XmlElement& element, std::string_view value) {
  for (const auto& option : element.children) {
    if (option.name == "option" && option.attribute("value") == value) return trimmed(option.text);
  }
  return {};
}

void add_option(FieldIndex field, const XmlElement& element, bool mixed, Cells& cells) {
  const std::string label = trimmed(element.text);
  const auto value = element.attribute("value");
  if (!value && label.empty() && !element.children.empty()) return;  // what is allowed, and not what is set
  const std::string set = value ? std::string(core::trim(*value)) : label;
  if (mixed) return cells.push_back(mixed_cell(field, label.empty() ? set : label));
  if (set.empty()) {
    cells.push_back(default_cell(field, CellKind::text));
    cells.back().element = label;  // whoever asks for the default by its name has it
    return;
  }
  std::string name = label.empty() ? name_within(element, set) : label;
  FieldCell cell = cell_of(field, CellKind::text, name.empty() ? set : name);
  if (value) cell.element = set;
  cells.push_back(std::move(cell));
}

void add_flag(FieldIndex field, const XmlElement& element, bool mixed, Cells& cells) {
  const std::string text = core::comparable(element.text, core::Compare::folded);
  if (mixed) return cells.push_back(mixed_cell(field, text));
  if (text.empty()) return cells.push_back(default_cell(field, CellKind::boolean));
  const bool is_true = text == "true" || text == "1";  // XML has two spellings
  const bool is_false = text == "false" || text == "0";
  if (is_true || is_false) cells.push_back(cell_of(field, CellKind::boolean, is_true ? "true" : "false"));
}

struct Place {
  const XmlElement* element = nullptr;  // null: not in the answer
  bool mixed = false;
};

Place place_of(const XmlElement& root, std::string_view path) {
  Place place{&root, false};
  while (!path.empty() && place.element != nullptr) {
    const auto dot = std::min(path.find('.'), path.size());
    place.element = place.element->child(path.substr(0, dot));
    if (place.element != nullptr) place.mixed = place.mixed || says_mixed(*place.element);
    path.remove_prefix(std::min(dot + 1, path.size()));
  }
  return place;
}

}  // namespace

std::string trimmed(std::string_view text) { return std::string(core::trim(text)); }

bool says_mixed(const XmlElement& element) {
  return std::ranges::any_of(element.attributes, [](const auto& attribute) {
    return attribute.first.starts_with("appliesToAll") && core::same(attribute.second, "false", core::Compare::folded);
  });
}

std::string mixed_text(std::string_view value) {
  return value.empty() ? "(not the same on all devices)" : fmt::format("{} (not on all devices)", value);
}

void add_text(FieldIndex field, std::string_view text, Cells& cells) {
  const auto value = core::trim(text);
  cells.push_back(value.empty() ? default_cell(field, CellKind::text) : cell_of(field, CellKind::text, value));
}

void add_cell(core::EntityIndex entity, FieldIndex field, const XmlElement& element, bool mixed, Cells& cells) {
  const FieldRule& rule = catalog().entities[entity].fields[field];
  if (rule.type == ValueType::boolean) return add_flag(field, element, mixed, cells);
  if (rule.reference) return add_option(field, element, mixed, cells);
  if (mixed) return cells.push_back(mixed_cell(field, trimmed(element.text)));
  add_text(field, element.text, cells);
}

void add_cells(core::EntityIndex entity, std::string_view prefix, const XmlElement& root, Cells& cells) {
  const auto& fields = catalog().entities[entity].fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const FieldRule& rule = fields[i];
    const bool is_scalar = rule.type == ValueType::text || rule.type == ValueType::boolean;
    if (!is_scalar || !rule.path.starts_with(prefix)) continue;
    const Place place = place_of(root, rule.path.substr(prefix.size()));
    const bool mixed = entity == kUser && place.mixed;  // a part speaks for itself
    if (place.element != nullptr) add_cell(entity, static_cast<FieldIndex>(i), *place.element, mixed, cells);
  }
}

bool shows(const Cells& cells, FieldIndex field) {
  return std::ranges::find(cells, field, &FieldCell::field) != cells.end();
}

void append_missing(Cells& cells, const Cells& more) {
  const Cells shown = cells;
  for (const FieldCell& cell : more) {
    if (!shows(shown, cell.field)) cells.push_back(cell);
  }
}

bool shows_mixed(const Cells& cells, FieldIndex field) {
  const auto cell = std::ranges::find(cells, field, &FieldCell::field);
  return cell != cells.end() && cell->mixed;
}

void replace_mixed(Cells& cells, const Cells& more) {
  for (FieldCell& cell : cells) {
    const auto known = std::ranges::find(more, cell.field, &FieldCell::field);
    if (cell.mixed && known != more.end()) cell = *known;
  }
}

Cells shown_by_all(const std::vector<Cells>& parts) {
  Cells all;
  for (const Cells& part : parts) {
    for (const FieldCell& cell : part) {
      const auto first = std::ranges::find(all, cell.field, &FieldCell::field);
      if (first == all.end()) {
        all.push_back(cell);
      } else if (!(*first == cell)) {
        *first = mixed_cell(cell.field, {});  // whichever came first: parts have no order
      }
    }
  }
  return all;
}

void add_list(core::EntityIndex entity, FieldIndex field, const std::vector<core::Record>& records, Cells& cells) {
  const FieldRule& rule = catalog().entities[entity].fields[field];
  cells.push_back(cell_of(field, CellKind::set, {}));
  for (const auto& record : records) {
    FieldCell cell = cell_of(field, CellKind::member, core::record_text(record));
    cell.element = core::member_key(cell.value, rule);
    const auto device = record.parts.find(kDevicePart);
    if (device != record.parts.end()) cell.element += "\x1f" + device->second.value_or("");
    cells.push_back(std::move(cell));
  }
}

void add_row(const Item& item, core::TableBuilder& rows) {
  rows.begin_row(item.entity, item.key, item.name, item.id);
  for (const FieldCell& cell : item.cells) {
    if (cell.kind == CellKind::member) {
      rows.add_member(cell.field, cell.element, cell.value);
    } else if (!cell.element.empty()) {
      rows.add_option(cell.field, cell.element, cell.value);
    } else {
      rows.add(cell.field, cell.kind, cell.value, cell.state);
    }
  }
}

}  // namespace muster::cucm_uds
