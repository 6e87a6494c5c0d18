// Records as rows of small cells: what manifests desire and what a system shows, in the same form.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "reconciler/core/text.h"

namespace muster::core {

using FieldIndex = std::uint16_t;   // into EntitySpec::fields
using EntityIndex = std::uint16_t;  // into Catalog::entities

// Desired: no cell = unmanaged. Observed: no cell = not known, never empty.
enum class CellState : std::uint8_t { value, at_default };

enum class CellKind : std::uint8_t {
  text,
  boolean,   // value is "true" or "false"
  integer,   // value is canonical decimal
  secret,    // desired only: value is a SecretReference in canonical text
  set,       // header of a set or list that is present, so that [] differs from absent
  partial,   // desired only: header of a set in include/exclude mode
  member,    // element = comparable form, value = spelling; in a partial set: an include
  excluded,  // desired only, in a partial set
};

struct Cell {
  FieldIndex field = 0;
  CellKind kind = CellKind::text;
  CellState state = CellState::value;
  std::uint32_t line = 0;  // desired: line of the manifest (file is the row's); observed: 0
  Text element;            // comparable member or key of a keyed list; of a scalar a second spelling, or empty
  Text value;
};

struct Row {
  Text key;        // comparable natural key
  Text name;       // as spelled by the source
  Text remote_id;  // observed only, as the vendor spelled it
  EntityIndex entity = 0;
  std::uint32_t first_cell = 0;
  std::uint32_t cell_count = 0;
};

// Rows sorted by (entity, key); the cells of a row by (field, element). Immutable once built.
class Table {
 public:
  [[nodiscard]] std::span<const Row> rows() const { return rows_; }
  [[nodiscard]] std::span<const Row> rows(EntityIndex entity) const;
  [[nodiscard]] std::span<const Cell> cells(const Row& row) const {
    return std::span<const Cell>(cells_).subspan(row.first_cell, row.cell_count);
  }
  [[nodiscard]] const Row* find(EntityIndex entity, std::string_view key) const;
  // Rows that share (entity, key) with another row: two live objects that one manifest would name.
  [[nodiscard]] bool is_ambiguous(EntityIndex entity, std::string_view key) const;

 private:
  friend class TableBuilder;
  std::shared_ptr<const TextPool> pool_;
  std::vector<Row> rows_;
  std::vector<Cell> cells_;
};

// The cells of one field within the cells of a row (scalar: at most one; set: header, then members).
[[nodiscard]] std::span<const Cell> cells_of(std::span<const Cell> cells, FieldIndex field);

// Rows may be added in any order, and their cells too: finish() sorts. A builder serves once.
class TableBuilder {
 public:
  TableBuilder();
  void begin_row(EntityIndex entity, std::string_view key, std::string_view name, std::string_view remote_id = {});
  void add(FieldIndex field, CellKind kind, std::string_view value, CellState state = CellState::value,
           std::uint32_t line = 0);
  // A text that has a second spelling, which a wish may name as well (the value behind an option's name).
  void add_option(FieldIndex field, std::string_view element, std::string_view value);
  void add_member(FieldIndex field, std::string_view element, std::string_view spelling,
                  CellKind kind = CellKind::member, std::uint32_t line = 0);
  [[nodiscard]] std::size_t row_count() const { return table_.rows_.size(); }
  [[nodiscard]] Table finish();

 private:
  std::shared_ptr<TextPool> pool_;
  Table table_;
};

}  // namespace muster::core
