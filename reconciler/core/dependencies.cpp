#include "reconciler/core/dependencies.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "reconciler/core/admins.h"

namespace muster::core {

namespace {

using ByKey = std::map<EntityKey, std::uint32_t>;

class References {
 public:
  References(const PlanningContext& context, const std::vector<Change>& changes)
      : context_(context), changes_(changes) {
    for (std::uint32_t i = 0; i < changes.size(); ++i) by_key_.emplace(changes[i].entity, i);
  }

  std::vector<Dependency> find() {
    for (std::uint32_t i = 0; i < changes_.size(); ++i) {
      for (const FieldDifference& difference : changes_[i].fields) add_field(i, difference);
      if (changes_[i].intended == Action::remove) add_removed_holder(i);
    }
    return std::move(found_);
  }

 private:
  void add_field(std::uint32_t i, const FieldDifference& difference) {
    const EntitySpec& entity = context_.entity(changes_[i]);
    const auto index = entity.find(difference.path);
    if (!index || !entity.fields[*index].reference || entity.fields[*index].reference->entity.empty()) return;
    const Reference& reference = *entity.fields[*index].reference;
    for (const std::string& member : members_added(difference)) add_joined(i, reference, member);
    for (const std::string& member : members_removed(difference)) add_left(i, reference, member);
  }

  // Removing an object releases everybody it names.
  void add_removed_holder(std::uint32_t i) {
    const EntitySpec& entity = context_.entity(changes_[i]);
    for (FieldIndex field = 0; field < entity.fields.size(); ++field) {
      const auto& reference = entity.fields[field].reference;
      if (!reference || reference->entity.empty()) continue;
      const auto members = context_.live_members(changes_[i].entity_index, changes_[i].entity.name, field);
      for (const std::string& member : members) add_left(i, *reference, member);
    }
  }

  [[nodiscard]] const std::uint32_t* change_of(const Reference& reference, const std::string& member) const {
    const auto target = context_.catalog.find_entity(reference.entity);
    if (!target) return nullptr;
    const EntitySpec& entity = context_.catalog.entities[*target];
    const auto at =
        by_key_.find({context_.desired.spec.name, std::string(entity.name), comparable(member, entity.name_compare)});
    return at == by_key_.end() ? nullptr : &at->second;
  }

  // Joining waits for the account, and until the role that the vendor asks for can be seen.
  void add_joined(std::uint32_t i, const Reference& reference, const std::string& member) {
    const std::uint32_t* on = change_of(reference, member);
    if (on == nullptr || *on == i) return;
    const bool needs_role = !reference.needs_role.empty() && gives_privilege(context_, changes_[*on]);
    if (!needs_role && !is_create(changes_[*on])) return;
    found_.push_back({i, *on, needs_role ? Until::verified : Until::accepted, false});
  }

  // Losing the account or the role waits until the member has left.
  void add_left(std::uint32_t i, const Reference& reference, const std::string& member) {
    const std::uint32_t* who = change_of(reference, member);
    if (who == nullptr || *who == i) return;
    if (takes_privilege(context_, changes_[*who])) found_.push_back({*who, i, Until::verified, false});
  }

  const PlanningContext& context_;
  const std::vector<Change>& changes_;
  ByKey by_key_;
  std::vector<Dependency> found_;
};

void sort_unique(std::vector<Dependency>& dependencies) {
  std::ranges::sort(dependencies);
  const auto repeated = std::ranges::unique(dependencies);
  dependencies.erase(repeated.begin(), repeated.end());
}

}  // namespace

std::vector<Dependency> find_dependencies(const PlanningContext& context, const std::vector<Change>& changes,
                                          const std::vector<Move>& moves) {
  std::vector<Dependency> dependencies = References(context, changes).find();
  for (const Move& move : moves) dependencies.push_back({move.to, move.from, Until::accepted, true});
  sort_unique(dependencies);
  return dependencies;
}

std::vector<Dependency> find_admin_order(const PlanningContext& context, const std::vector<Change>& changes) {
  std::vector<std::uint32_t> making;
  std::vector<std::uint32_t> unmaking;
  for (std::uint32_t i = 0; i < changes.size(); ++i) {
    if (is_blocked(changes[i]) || changes[i].entity_index != 0) continue;
    const bool before = is_admin_live(context, 0, changes[i].entity.name);
    const bool after = is_admin_after(context, changes[i]);
    if (after && !before) making.push_back(i);
    if (before && !after) unmaking.push_back(i);
  }
  std::vector<Dependency> order;
  const auto needed = static_cast<std::size_t>(std::max(context.guards.min_admins, 1));
  if (unmaking.empty() || count_admins(context) >= needed + unmaking.size()) return order;
  for (const std::uint32_t late : unmaking) {
    for (const std::uint32_t early : making) order.push_back({late, early, Until::verified, false});
  }
  return order;
}

bool block_dependants(const std::vector<Dependency>& dependencies, std::vector<Change>& changes) {
  bool any = false;
  for (bool again = true; again;) {
    again = false;
    for (const Dependency& dependency : dependencies) {
      Change& change = changes[dependency.change];
      const Change& on = changes[dependency.on];
      if (is_blocked(change) || !is_blocked(on)) continue;
      block(change, "waitsFor", fmt::format("it waits for {} {}, which is blocked", on.entity.entity, on.name));
      again = any = true;
    }
  }
  return any;
}

}  // namespace muster::core
