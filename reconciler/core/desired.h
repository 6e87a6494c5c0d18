// What the manifests ask for. Built by reconciler/manifest, read by everything else; immutable and shared.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "reconciler/core/override.h"
#include "reconciler/core/system_spec.h"
#include "reconciler/core/table.h"

namespace muster::core {

// A member of a set that a manifest asks for until a date.
struct ExpiringMember {
  FieldIndex field = 0;
  std::string member;  // comparable
  WallMillis until{};  // from then on it is not asked for any more
};

// One document that claims an entity. Its cells are those of `row` in DesiredSystem::table; a document with
// `ensure: absent` may have none. Rows and objects are in the same order: objects[i] belongs to table.rows()[i].
struct DesiredObject {
  std::uint16_t kind = 0;  // into Catalog::kinds
  bool absent = false;     // ensure: absent
  bool protect = false;
  bool urgent = false;  // a removal that neither window nor pause holds back
  Place place;
  std::map<std::string, std::string, std::less<>> labels;
  std::vector<std::string> previously;  // comparable former names
  std::vector<ExpiringMember> expiring;
};

struct DesiredSystem {
  SystemSpec spec;
  Table table;
  std::vector<DesiredObject> objects;

  [[nodiscard]] const DesiredObject* find(EntityIndex entity, std::string_view key) const;
};

struct Desired {
  std::vector<DesiredSystem> systems;  // sorted by name
  std::vector<Override> overrides;     // sorted by name
  std::vector<std::string> files;      // as shown to people: relative to the given path
  std::string commit;                  // "tree:<12 hex>" for a plain folder

  [[nodiscard]] const DesiredSystem* find(std::string_view system) const;
  [[nodiscard]] std::string place_text(const Place& place) const;  // "users/billing.yaml:12"
};

}  // namespace muster::core
