// What the stages of planning share: one system's inputs, and the candidate changes they pass down.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reconciler/core/make_plan.h"

namespace muster::core {

// One system under planning. All members outlive the planning of that system.
struct PlanningContext {
  const Catalog& catalog;
  const DesiredSystem& desired;
  const ObservedSystem& observed;
  const Inventory& inventory;
  const SecretVersions& secret_versions;
  const Memory& memory;  // `inventory` is its part
  const PlanInputs& inputs;
  const EnforcedPolicy* judge = nullptr;  // the commit that was enforced before this one; null: none was
  Guards guards;                          // in force: the strictest of the System's, the judge's and musterd.yaml's

  [[nodiscard]] const EntitySpec& entity(const Change& change) const { return catalog.entities[change.entity_index]; }
  [[nodiscard]] const KindSpec& kind(const Change& change) const { return catalog.kinds[change.kind]; }
  [[nodiscard]] const Row* live(const Change& change) const {
    return observed.table->find(change.entity_index, change.entity.name);
  }
  [[nodiscard]] std::span<const Cell> live_cells(const Change& change, FieldIndex field) const;
  // Members of a live set; empty when there is no such object or the set is not known.
  [[nodiscard]] std::vector<std::string> live_members(EntityIndex entity, std::string_view key, FieldIndex field) const;
  [[nodiscard]] std::vector<std::string> admin_roles() const;  // settings.adminRoles, else the catalog's
};

// Whether a write of the object has been sent and its outcome is not known.
[[nodiscard]] bool is_settling(const PlanningContext& context, const EntityKey& key);

// The first field of an entity whose members are rights.
[[nodiscard]] std::optional<FieldIndex> privilege_field(const EntitySpec& entity);
// Whether a change takes rights away, as a removal does, or gives some.
[[nodiscard]] bool takes_privilege(const PlanningContext& context, const Change& change);
[[nodiscard]] bool gives_privilege(const PlanningContext& context, const Change& change);

void block(Change& change, std::string guard, std::string sentence);

// The members that a change adds to, or takes out of, one of its sets, as its difference shows them.
[[nodiscard]] const FieldDifference* find_difference(const Change& change, std::string_view path);
// Of a reference that is one value, the value is its member.
[[nodiscard]] std::vector<std::string> members_added(const FieldDifference& difference);
[[nodiscard]] std::vector<std::string> members_removed(const FieldDifference& difference);
[[nodiscard]] bool names_member(const Cell& cell);

}  // namespace muster::core
