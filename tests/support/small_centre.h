// A centre of the toy vendor that a test describes person by person.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "reconciler/core/make_plan.h"
#include "tests/support/model_world.h"
#include "tests/support/toy_catalog.h"

namespace muster::support {

// live() says what is there, want() what the manifests ask, plan() plans.
class SmallCentre : public ::testing::Test {
 protected:
  void live(const std::string& name, std::vector<std::string> roles, bool enabled = true) {
    ModelObject user{name, {}, {}};
    user.fields[toy::kRoles] = {true, {}, std::move(roles)};
    user.fields[toy::kEnabled] = {false, enabled ? "true" : "false", {}};
    world_.put(toy::kUser, user);
  }

  void want_roles(const std::string& name, const std::vector<std::string>& roles,
                  core::CellKind mode = core::CellKind::set) {
    rows_.begin_row(toy::kUser, name, name);
    rows_.add(toy::kRoles, mode, "");
    for (const std::string& role : roles)
      rows_.add_member(toy::kRoles, core::comparable(role, core::Compare::folded), role);
    objects_[name] = {};
  }

  void want_name(const std::string& name, const std::string& shown) {
    rows_.begin_row(toy::kUser, name, name);
    rows_.add(toy::kDisplayName, core::CellKind::text, shown);
    objects_[name] = {};
  }

  // The document of `name` so far; cells are added to rows_ by the test.
  void want(const std::string& name) {
    rows_.begin_row(toy::kUser, name, name);
    objects_[name] = {};
  }

  void remember(const std::string& name, core::AppliedFields applied, bool created = false) {
    core::InventoryEntry entry;
    entry.key = core::EntityKey("toy-1", "user", name);
    entry.id = core::RemoteId(world_.find(toy::kUser, name) ? world_.find(toy::kUser, name)->id : "gone");
    entry.applied = std::move(applied);
    entry.created = created;
    inventory_.entries.push_back(std::move(entry));
    std::ranges::sort(inventory_.entries, {}, &core::InventoryEntry::key);
  }

  void want_disabled(const std::string& name) {
    rows_.begin_row(toy::kUser, name, name);
    rows_.add(toy::kEnabled, core::CellKind::boolean, "false");
    objects_[name] = {};
  }

  void want_absent(const std::string& name) {
    rows_.begin_row(toy::kUser, name, name);
    objects_[name].absent = true;
  }

  core::Plan plan() {
    auto desired = std::make_shared<core::Desired>();
    core::DesiredSystem system;
    system.spec = spec_;
    system.spec.name = "toy-1";
    system.spec.provider = "toy";
    system.table = rows_.finish();
    for (const core::Row& row : system.table.rows()) system.objects.push_back(objects_[std::string(row.key.view())]);
    desired->systems.push_back(std::move(system));
    desired->commit = commit_;
    desired->overrides = overrides_;
    core::PlanInputs inputs = more_;
    inputs.desired = desired;
    desired_ = desired;
    inputs.observed = {observed()};
    inputs.observed[0].coverage.own_account = own_;
    inputs.observed[0].coverage.organisation = organisation_;
    inputs.observed[0].confirmed_absent = confirmed_absent_;
    core::Memory memory = memory_;
    memory.inventory = inventory_;
    memory.enforced = enforced_;
    inputs.memories["toy-1"] = std::make_shared<const core::Memory>(std::move(memory));
    inputs.secret_versions = versions_;
    inputs.catalogs = support::toy_catalogs();
    inputs.wall_now = now_;
    return core::make_plan(inputs);
  }

  static const core::Change& change_of(const core::Plan& plan, const std::string& name) {
    const auto& changes = plan.systems.at(0).changes;
    const auto at = std::ranges::find_if(changes, [&](const core::Change& c) { return c.entity.name == name; });
    if (at == changes.end()) throw std::runtime_error("no change of " + name);
    return *at;
  }

  static std::string guard_of(const core::Plan& plan, const std::string& name) {
    const core::Change& change = change_of(plan, name);
    return change.blocked.empty() ? "" : change.blocked.front().guard;
  }

  // Rows without the cells of hide_, as a vendor that does not show a field.
  [[nodiscard]] core::ObservedSystem observed() const {
    core::ObservedSystem seen = observe_world(world_, "toy-1");
    if (incomplete_) {
      for (core::EntityCoverage& entity : seen.coverage.entities) entity = {false, *incomplete_};
    }
    if (unreadable_) {
      core::Error error(core::ErrorKind::protocol, "it could not be read");
      error.where = *unreadable_;
      seen.coverage.unreadable.push_back(std::move(error));
    }
    if (hidden_) seen.coverage.entities[*hidden_] = {false, "a page failed"};
    if (!hide_) return seen;
    core::TableBuilder rows;
    for (const core::Row& row : seen.table->rows()) {
      rows.begin_row(row.entity, row.key.view(), row.name.view(), row.remote_id.view());
      for (const core::Cell& cell : seen.table->cells(row)) {
        if (cell.field != *hide_ && cell.element.empty()) rows.add(cell.field, cell.kind, cell.value.view());
      }
    }
    seen.table = std::make_shared<const core::Table>(rows.finish());
    return seen;
  }

  std::optional<core::EntityKey> unreadable_;
  std::optional<core::EntityIndex> hidden_;  // of which the listing proves nothing
  std::optional<core::FieldIndex> hide_;
  std::optional<std::string> incomplete_;  // why listings prove nothing
  core::SystemSpec spec_;
  ModelWorld world_;
  core::Inventory inventory_{true, {}};
  core::SecretVersions versions_;
  core::WallMillis now_{};
  std::vector<core::Override> overrides_;
  core::EnforcedRecord enforced_;  // by earlier commits
  core::Memory memory_;            // binding, open intents and history
  core::PlanInputs more_;          // selection, and what else a pass is told
  std::string commit_ = "tree:0";
  std::string organisation_;
  std::vector<core::EntityKey> confirmed_absent_;
  std::shared_ptr<const core::Desired> desired_;  // of the last plan
  std::optional<core::OwnAccount> own_;
  core::TableBuilder rows_;
  std::map<std::string, core::DesiredObject> objects_;
};

}  // namespace muster::support
