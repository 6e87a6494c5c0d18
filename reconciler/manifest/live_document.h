// One live object, with its parts, as the spec of a document.
#pragma once

#include <string>

#include "reconciler/core/table.h"
#include "reconciler/manifest/kind_fields.h"
#include "reconciler/manifest/live_values.h"

namespace muster::manifest {

class LiveDocument {
 public:
  // All must outlive this. `row` is a whole object, of the kind's entity.
  LiveDocument(const core::Catalog& catalog, const core::Table& table, const core::Row& row, SetStyle sets);

  // "spec:" and its lines.
  [[nodiscard]] std::string spec(const core::KindSpec& kind);

 private:
  void collect(const core::Row& whole);
  [[nodiscard]] bool can_be_set(const KindFields& fields, const core::FieldRule& rule, std::string_view name) const;
  [[nodiscard]] std::string_view parts_that_differ(const core::FieldRule& rule, std::span<const core::Cell> own) const;
  // Whether the field is written.
  bool field(YamlMap& out, const core::FieldRule& rule, std::span<const core::Cell> cells);
  void fields_of(YamlMap& out, const KindFields& fields, const core::Row& row);
  void parts_of(YamlMap& out, const KindFields& fields, const core::Row& row);
  void item(YamlEntry& list, const KindFields& fields, const core::Row& row, YamlMap& comments);

  const core::Catalog& catalog_;
  const core::Table& table_;
  const core::Row& row_;
  LiveStyle style_;
  std::vector<const core::Row*> below_;         // parts of any depth
  std::vector<std::string_view> wide_written_;  // fields of the whole that claim something of all parts
};

// The rows that are parts of this one, by key.
[[nodiscard]] std::span<const core::Row> part_rows(const core::Table& table, const core::Row& whole,
                                                   core::EntityIndex part);

// A name that a manifest can say.
[[nodiscard]] bool can_be_named(std::string_view name);

}  // namespace muster::manifest
