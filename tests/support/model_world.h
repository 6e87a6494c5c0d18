// A small model of the toy vendor: it keeps the rules that plans must respect, and refuses what a real one would.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "reconciler/core/change.h"
#include "reconciler/engine/clock.h"

namespace muster::support {

struct ModelValue {
  bool is_set = false;
  std::string text;
  std::vector<std::string> members;

  friend bool operator==(const ModelValue&, const ModelValue&) = default;
};

struct ModelObject {
  std::string name;
  std::string id;
  std::map<core::FieldIndex, ModelValue> fields;

  friend bool operator==(const ModelObject&, const ModelObject&) = default;
};

// Keyed by (entity index, comparable name). Refuses: a create over an existing object, an agent in two teams, a
// supervisor without the role, a device for a user without ROLE_AGENT, removing a user that a team still names.
struct ModelWorld {
  std::map<std::pair<core::EntityIndex, std::string>, ModelObject> objects;
  int next_id = 1;

  [[nodiscard]] core::Result<core::Receipt> apply(const core::Write& write);
  [[nodiscard]] std::shared_ptr<const core::Table> table() const;
  [[nodiscard]] core::Fresh fresh(const core::EntityKey& key) const;  // no row when absent
  [[nodiscard]] const ModelObject* find(core::EntityIndex entity, const std::string& key) const;
  [[nodiscard]] std::vector<std::string> members(core::EntityIndex entity, const std::string& key,
                                                 core::FieldIndex field) const;
  [[nodiscard]] bool has_role(const std::string& user, std::string_view role) const;
  [[nodiscard]] std::size_t admins() const;  // enabled users with ROLE_ADMIN
  void put(core::EntityIndex entity, ModelObject object);

  friend bool operator==(const ModelWorld&, const ModelWorld&) = default;
};

[[nodiscard]] core::ObservedSystem observe_world(const ModelWorld& world, std::string system);

}  // namespace muster::support
