// Which fields one kind of document may set on one vendor.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "reconciler/core/catalog.h"
#include "reconciler/manifest/file_problems.h"

namespace muster::manifest {

// Each name once.
[[nodiscard]] std::vector<std::string_view> kind_names(const core::Catalog& catalog);
// What the variant field of a kind may say.
[[nodiscard]] std::vector<std::string_view> variants_of(const core::Catalog& catalog, const core::KindSpec& kind);

class KindFields {
 public:
  // Both must outlive this. The kind's entity is one of the catalog's.
  KindFields(const core::Catalog& catalog, const core::KindSpec& kind);

  // The field a key names; otherwise reports why it cannot be set and gives nothing.
  [[nodiscard]] std::optional<core::FieldIndex> find(const Node& key, FileProblems& problems) const;
  [[nodiscard]] const core::FieldRule& rule(core::FieldIndex field) const { return entity_.fields[field]; }
  [[nodiscard]] const core::EntitySpec& entity() const { return entity_; }
  [[nodiscard]] core::EntityIndex entity_index() const { return entity_index_; }
  // What manifests may write, in the catalog's order.
  [[nodiscard]] std::vector<core::FieldIndex> writable() const;

 private:
  [[nodiscard]] bool belongs(const core::FieldRule& rule) const;
  void report(const Node& key, FileProblems& problems) const;

  const core::Catalog& catalog_;
  const core::KindSpec& kind_;
  core::EntityIndex entity_index_;
  const core::EntitySpec& entity_;
};

}  // namespace muster::manifest
