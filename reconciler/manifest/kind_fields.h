// Which fields one kind of document, or one item of a list of parts, may set on one vendor.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reconciler/core/catalog.h"
#include "reconciler/manifest/file_problems.h"

namespace muster::manifest {

// Each name once.
[[nodiscard]] std::vector<std::string_view> kind_names(const core::Catalog& catalog);
// What the variant field of a kind may say.
[[nodiscard]] std::vector<std::string_view> variants_of(const core::Catalog& catalog, const core::KindSpec& kind);
// "user" and "userLocale" are "user.userLocale"; with an empty one of them, the other.
[[nodiscard]] std::string joined(std::string_view map, std::string_view key);

class KindFields {
 public:
  // Both must outlive this. The kind's entity is one of the catalog's. `list`: of a part, the path of its list from the
  // document's spec ("devices.extensions").
  KindFields(const core::Catalog& catalog, const core::KindSpec& kind, std::string list = {});

  // The writable field of that path.
  [[nodiscard]] std::optional<core::FieldIndex> find(std::string_view path) const;
  // Whether fields stand in the map of that path: "user" where there is "user.userLocale".
  [[nodiscard]] bool is_map(std::string_view path) const;
  // The parts that are written in the list of that name.
  [[nodiscard]] std::optional<core::EntityIndex> find_part(std::string_view list) const;
  [[nodiscard]] std::vector<core::EntityIndex> parts() const;
  // Says why the key, of that path, cannot be set.
  void report(const Node& key, std::string_view path, FileProblems& problems) const;

  [[nodiscard]] const core::FieldRule& rule(core::FieldIndex field) const { return entity_.fields[field]; }
  [[nodiscard]] const core::EntitySpec& entity() const { return entity_; }
  [[nodiscard]] core::EntityIndex entity_index() const { return entity_index_; }
  [[nodiscard]] const core::Catalog& catalog() const { return catalog_; }
  [[nodiscard]] const core::KindSpec& kind() const { return kind_; }
  [[nodiscard]] const std::string& list() const { return list_; }
  // What manifests may write, in the catalog's order.
  [[nodiscard]] std::vector<core::FieldIndex> writable() const;
  // The keys of the map of that path (empty: the whole), in the catalog's order.
  [[nodiscard]] std::vector<std::string_view> keys_of(std::string_view map) const;

 private:
  [[nodiscard]] bool belongs(const core::FieldRule& rule) const;
  [[nodiscard]] std::string place_of(std::string_view map) const;
  [[nodiscard]] std::string_view own_key() const;
  void report_unknown(const Node& key, std::string_view path, FileProblems& problems) const;

  const core::Catalog& catalog_;
  const core::KindSpec& kind_;
  std::string list_;
  core::EntityIndex entity_index_;
  const core::EntitySpec& entity_;
};

// The kind of a part of an object; the catalog has one for each.
[[nodiscard]] const core::KindSpec& part_kind(const core::Catalog& catalog, core::EntityIndex entity);

}  // namespace muster::manifest
