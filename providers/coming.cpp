#include "providers/coming.h"

#include <utility>

namespace muster::providers {

namespace {

struct KnownKind {
  std::string_view kind;
  std::string_view entity;
  std::string_view plural;
  std::string_view name_help;
};

void add_kind(core::Catalog& catalog, const KnownKind& known) {
  core::KindSpec kind;
  kind.name = known.kind;
  kind.entity = known.entity;
  kind.name_help = known.name_help;
  catalog.kinds.push_back(std::move(kind));
  for (const auto& present : catalog.entities) {
    if (present.name == known.entity) return;
  }
  core::EntitySpec entity;
  entity.name = known.entity;
  entity.plural = known.plural;
  catalog.entities.push_back(std::move(entity));
}

core::Catalog known_words(std::string_view provider, std::string_view title, std::string_view base_path,
                          std::initializer_list<KnownKind> kinds) {
  core::Catalog catalog;
  catalog.provider = provider;
  catalog.title = title;
  catalog.available = false;
  catalog.base_path = base_path;
  for (const auto& kind : kinds) add_kind(catalog, kind);
  return catalog;
}

}  // namespace

const core::Catalog& ameyo_catalog() {
  static const core::Catalog kCatalog =
      known_words("ameyo", "Ameyo / Exotel", "/ameyorestapi",
                  {{"User", "user", "users", "userId"}, {"Team", "group", "groups", "group name"}});
  return kCatalog;
}

const core::Catalog& cucm_uds_catalog() {
  static const core::Catalog kCatalog = known_words("cucm-uds", "Cisco Unified CM User Data Services", "/cucm-uds",
                                                    {{"UdsSettings", "user", "users", "user id"}});
  return kCatalog;
}

}  // namespace muster::providers
