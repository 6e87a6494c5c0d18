// What an answer shows of single fields: no element, an empty element and a text are three different things. Pure.
#pragma once

#include <string>
#include <vector>

#include "providers/cucm_uds/catalog.h"
#include "providers/kit/xml_read.h"
#include "reconciler/core/record.h"

namespace muster::cucm_uds {

struct FieldCell {
  core::FieldIndex field = 0;
  core::CellKind kind = core::CellKind::text;
  core::CellState state = core::CellState::value;
  std::string element;  // of members; of options the value behind the name
  std::string value;
  bool mixed = false;  // the value is of some devices or lines alone

  friend bool operator==(const FieldCell&, const FieldCell&) = default;
};
using Cells = std::vector<FieldCell>;

// One row of the table.
struct Item {
  core::EntityIndex entity = 0;
  std::string key;
  std::string name;
  std::string id;
  Cells cells;
};
void add_row(const Item& item, core::TableBuilder& rows);

// One field from its element. No cell: the element does not tell. At the default: it is empty, or has value="". An
// option shows its name, whether as text or in the list of what is allowed; at the default, what it is called there is
// known besides. `mixed`: the devices or lines differ, so that no single value is right.
void add_cell(core::EntityIndex entity, core::FieldIndex field, const kit::XmlElement& element, bool mixed,
              Cells& cells);
void add_text(core::FieldIndex field, std::string_view text, Cells& cells);
// Whether the element says that it does not apply to all devices, lines or appearances of a line.
[[nodiscard]] bool says_mixed(const kit::XmlElement& element);
// What a value is called that is not the same everywhere; it equals no value that can be asked for.
[[nodiscard]] std::string mixed_text(std::string_view value);

// Every scalar field of the entity whose path starts with `prefix`, from the element at the rest of its path.
void add_cells(core::EntityIndex entity, std::string_view prefix, const kit::XmlElement& root, Cells& cells);

[[nodiscard]] bool shows(const Cells& cells, core::FieldIndex field);
// Of fields that are not shown yet.
void append_missing(Cells& cells, const Cells& more);
[[nodiscard]] bool shows_mixed(const Cells& cells, core::FieldIndex field);
// What `more` knows of fields that are shown as mixed takes their place.
void replace_mixed(Cells& cells, const Cells& more);
// What all parts show alike; what only some do, or not alike, is mixed.
[[nodiscard]] Cells shown_by_all(const std::vector<Cells>& parts);

// A keyed list that is known. Records that only one device has stay apart by its name.
void add_list(core::EntityIndex entity, core::FieldIndex field, const std::vector<core::Record>& records, Cells& cells);

[[nodiscard]] std::string trimmed(std::string_view text);

}  // namespace muster::cucm_uds
