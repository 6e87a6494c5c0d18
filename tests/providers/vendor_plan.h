// Plans over a vendor's real catalog: manifests as text, and what is live as rows.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "providers/registry.h"
#include "reconciler/core/make_plan.h"
#include "reconciler/core/plan_document.h"
#include "reconciler/core/render_text.h"
#include "reconciler/manifest/loader.h"

namespace muster::tests {

class VendorPlan : public testing::Test {
 protected:
  explicit VendorPlan(std::string system_spec) : spec_(std::move(system_spec)) {}

  void want(const std::string& kind, const std::string& name, const std::string& spec,
            const std::string& metadata = "") {
    text_ += "---\napiVersion: muster/v1\nkind: " + kind + "\nmetadata: {system: here, name: \"" + name + "\"" +
             metadata + "}\nspec: " + spec + "\n";
  }
  [[nodiscard]] manifest::Loaded load() const {
    manifest::Loader loader(providers::all_catalogs());
    loader.add("a.yaml", "apiVersion: muster/v1\nkind: System\nmetadata: {name: here}\nspec:\n" + spec_ + text_, "m");
    return loader.finish("tree:0");
  }
  [[nodiscard]] std::string problems() const { return manifest::render_problems(load().problems, {}); }

  // One live object; cells follow with set() and value().
  void live(core::EntityIndex entity, const std::string& name, core::Compare compare = core::Compare::folded) {
    rows_.begin_row(entity, core::comparable(name, compare), name, "id-of-" + name);
  }
  void set(core::FieldIndex field, const std::vector<std::string>& members,
           core::Compare compare = core::Compare::folded) {
    rows_.add(field, core::CellKind::set, "");
    for (const auto& member : members) rows_.add_member(field, core::comparable(member, compare), member);
  }
  void value(core::FieldIndex field, const std::string& text) {
    rows_.add(field, core::CellKind::text, text, text.empty() ? core::CellState::at_default : core::CellState::value);
  }

  // One of what the vendor offers: a name, and the value behind it.
  void option(core::FieldIndex field, const std::string& element, const std::string& name) {
    rows_.add_option(field, element, name);
  }

  // The inventory knows the object, and what was last applied to it.
  void remember(const std::string& entity, const std::string& name, std::vector<core::AppliedField> applied) {
    core::InventoryEntry entry;
    entry.key = {"here", entity, core::comparable(name, core::Compare::folded)};
    entry.id = core::RemoteId("id-of-" + name);
    entry.applied = core::AppliedFields(applied);
    remembered_.push_back(std::move(entry));
  }

  core::SystemPlan plan() { return whole_plan().systems.at(0); }
  // As a terminal shows it, without colours.
  std::string shown() {
    const auto planned = whole_plan();
    return core::render_text(core::make_plan_document(planned, *load().desired, providers::all_catalogs()), {});
  }

  core::Plan whole_plan() {
    const auto loaded = load();
    EXPECT_EQ(manifest::render_problems(loaded.problems, {}), "");
    core::PlanInputs inputs;
    inputs.desired = loaded.desired;
    inputs.catalogs = providers::all_catalogs();
    core::ObservedSystem observed;
    observed.system = "here";
    observed.table = std::make_shared<const core::Table>(rows_.finish());
    const auto* catalog = core::find_catalog(inputs.catalogs, loaded.desired->systems.at(0).spec.provider);
    observed.coverage.entities.assign(catalog->entities.size(), core::EntityCoverage{true, {}});
    observed.coverage.own_account = own_;
    inputs.observed = {observed};
    auto memory = std::make_shared<core::Memory>();
    memory->inventory.exists = true;
    memory->inventory.entries = remembered_;
    inputs.memories["here"] = memory;
    return core::make_plan(inputs);
  }

  static const core::Change* find(const core::SystemPlan& plan, const std::string& entity, const std::string& name) {
    const auto at = std::ranges::find_if(plan.changes, [&](const core::Change& change) {
      return change.entity.entity == entity && change.name == name;
    });
    return at == plan.changes.end() ? nullptr : &*at;
  }
  static std::string why_blocked(const core::SystemPlan& plan, const std::string& entity, const std::string& name) {
    const auto* change = find(plan, entity, name);
    if (change == nullptr) return "no such change";
    return change->blocked.empty() ? "" : change->blocked.front().sentence;
  }
  // Position of a change's first step in the schedule.
  static std::size_t position(const core::SystemPlan& plan, const std::string& entity, const std::string& name) {
    const auto change = static_cast<std::size_t>(find(plan, entity, name) - plan.changes.data());
    const auto at = std::ranges::find(plan.schedule.steps, change, &core::Step::change);
    return static_cast<std::size_t>(at - plan.schedule.steps.begin());
  }

  core::OwnAccount own_;

 private:
  std::string spec_;
  std::string text_;
  std::vector<core::InventoryEntry> remembered_;
  core::TableBuilder rows_;
};

}  // namespace muster::tests
