#include "reconciler/core/catalog.h"

#include <algorithm>

namespace muster::core {

namespace {

template <typename Range, typename Projection>
[[nodiscard]] std::optional<std::uint16_t> position(const Range& range, std::string_view wanted, Projection name) {
  const auto at = std::ranges::find(range, wanted, name);
  if (at == range.end()) return std::nullopt;
  return static_cast<std::uint16_t>(at - range.begin());
}

}  // namespace

std::optional<FieldIndex> EntitySpec::find(std::string_view path) const {
  return position(fields, path, &FieldRule::path);
}

const KindSpec* Catalog::find_kind(std::string_view wanted) const {
  const auto at = position(kinds, wanted, &KindSpec::name);
  return at ? &kinds[*at] : nullptr;
}

const KindSpec* Catalog::find_kind(std::string_view wanted, std::string_view variant) const {
  const auto at =
      std::ranges::find_if(kinds, [&](const KindSpec& kind) { return kind.name == wanted && kind.variant == variant; });
  return at == kinds.end() ? nullptr : &*at;
}

std::optional<EntityIndex> Catalog::find_entity(std::string_view wanted) const {
  return position(entities, wanted, &EntitySpec::name);
}

const KindSpec* Catalog::kind_of(EntityIndex entity) const {
  const KindSpec* best = nullptr;
  for (const KindSpec& kind : kinds) {
    if (kind.entity != entities[entity].name) continue;
    if (best == nullptr || (kind.creates && !best->creates)) best = &kind;
  }
  return best;
}

std::vector<EntityIndex> Catalog::parts_of(std::string_view entity) const {
  std::vector<EntityIndex> parts;
  for (std::size_t i = 0; i < entities.size(); ++i) {
    if (entities[i].part_of == entity) parts.push_back(static_cast<EntityIndex>(i));
  }
  return parts;
}

const Catalog* find_catalog(Catalogs catalogs, std::string_view provider) {
  const auto at = std::ranges::find(catalogs, provider, [](const Catalog* catalog) { return catalog->provider; });
  return at == catalogs.end() ? nullptr : *at;
}

}  // namespace muster::core
