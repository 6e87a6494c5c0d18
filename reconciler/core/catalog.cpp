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

const Catalog* find_catalog(Catalogs catalogs, std::string_view provider) {
  const auto at = std::ranges::find(catalogs, provider, [](const Catalog* catalog) { return catalog->provider; });
  return at == catalogs.end() ? nullptr : *at;
}

}  // namespace muster::core
