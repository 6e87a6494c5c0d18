#include "reconciler/core/needs.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <set>

#include "reconciler/core/known_holders.h"
#include "reconciler/core/uuid.h"
#include "reconciler/core/wish.h"

namespace muster::core {

namespace {

using Holders = std::map<std::string, const Row*, std::less<>>;  // comparable member -> who holds it live

struct FieldOf {
  EntityIndex entity;
  FieldIndex field;
  const FieldRule& rule;
  const Reference& reference;
};

class Needs {
 public:
  Needs(const PlanningContext& context, std::vector<Change>& changes) : context_(context), changes_(changes) {
    for (std::uint32_t i = 0; i < changes.size(); ++i) by_key_.emplace(changes[i].entity, i);
  }

  std::vector<Move> check() {
    for (EntityIndex entity = 0; entity < context_.catalog.entities.size(); ++entity) {
      const auto& fields = context_.catalog.entities[entity].fields;
      for (FieldIndex field = 0; field < fields.size(); ++field) {
        if (fields[field].reference) check_field({entity, field, fields[field], *fields[field].reference});
      }
    }
    check_names();
    return std::move(moves_);
  }

 private:
  void check_field(const FieldOf& of) {
    std::map<std::string, std::uint32_t, std::less<>> claims;
    for (std::uint32_t i = 0; i < changes_.size(); ++i) {
      for (const std::string& member : added(i, of)) claims.emplace(comparable(member, of.rule.compare), i);
    }
    const bool holders_known = !of.reference.exclusive || are_holders_known(context_, {of.entity, of.field});
    const Holders holders = claims.empty() || !of.reference.exclusive ? Holders() : live_holders(of);
    for (std::uint32_t i = 0; i < changes_.size(); ++i) {
      if (changes_[i].entity_index != of.entity) continue;
      settle_removals(i, of, claims);
      for (const std::string& member : added(i, of)) {
        const bool is_held = holders.contains(comparable(member, of.rule.compare));
        if (!holders_known && !is_held) block_unknown_holder(i, of, member);
        check_member(i, of, member, holders);
      }
    }
    if (!of.reference.entity.empty()) check_leavers(of);
  }

  // Whoever is removed, or loses the role that a membership needs, has to be out of every object that names them.
  void check_leavers(const FieldOf& of) {
    const auto target = context_.catalog.find_entity(of.reference.entity);
    if (!target) return;
    std::multimap<std::string, std::uint32_t, std::less<>> leavers;
    for (std::uint32_t i = 0; i < changes_.size(); ++i) {
      if (changes_[i].entity_index == *target && leaves(changes_[i], of)) leavers.emplace(changes_[i].entity.name, i);
    }
    if (leavers.empty()) return;
    if (!are_named_known(context_, {of.entity, of.field})) {
      for (const auto& [name, i] : leavers) block_unknown_leaver(i, of);
    }
    const Compare compare = context_.catalog.entities[*target].name_compare;
    for (const Row& row : context_.observed.table->rows(of.entity)) {
      for (const Cell& cell : cells_of(context_.observed.table->cells(row), of.field)) {
        if (!names_member(cell)) continue;
        const auto leaver = leavers.find(comparable(cell.value.view(), compare));
        if (leaver != leavers.end() && !releases(of, row, cell.value.view())) block_leaver(leaver->second, of, row);
      }
    }
  }

  [[nodiscard]] bool leaves(const Change& change, const FieldOf& of) const {
    if (change.intended == Action::remove) return true;
    if (of.reference.needs_role.empty()) return false;
    const auto lacks = [&](const std::vector<std::string>& roles) {
      return std::ranges::none_of(
          roles, [&](const std::string& role) { return same(role, of.reference.needs_role, Compare::folded); });
    };
    const auto field = privilege_field(context_.entity(change));
    return field && !lacks(context_.live_members(change.entity_index, change.entity.name, *field)) &&
           lacks(final_members(context_, change, *field));
  }

  [[nodiscard]] EntityKey key_of(const FieldOf& of, const Row& holder) const {
    return {context_.desired.spec.name, std::string(context_.catalog.entities[of.entity].name),
            std::string(holder.key.view())};
  }

  [[nodiscard]] bool releases(const FieldOf& of, const Row& holder, std::string_view member) const {
    const Change* change = change_of(key_of(of, holder));
    if (change == nullptr) return false;
    return change->intended == Action::remove || removes(find_difference(*change, of.rule.path), member, of);
  }

  [[nodiscard]] static bool removes(const FieldDifference* difference, std::string_view member, const FieldOf& of) {
    if (difference == nullptr) return false;
    return std::ranges::any_of(members_removed(*difference),
                               [&](const std::string& removed) { return same(removed, member, of.rule.compare); });
  }

  void block_unknown_leaver(std::uint32_t i, const FieldOf& of) {
    block(changes_[i], "presence",
          fmt::format("{} may still be named in {} of a {} that could not be read", changes_[i].name, of.rule.path,
                      context_.catalog.entities[of.entity].name));
  }

  void block_leaver(std::uint32_t i, const FieldOf& of, const Row& holder) {
    block(changes_[i], "unmetNeed",
          fmt::format("{} is still named in {} of {}: take it out there first", changes_[i].name, of.rule.path,
                      holder.name.view()));
  }

  [[nodiscard]] std::vector<std::string> added(std::uint32_t i, const FieldOf& of) const {
    if (changes_[i].entity_index != of.entity) return {};
    const FieldDifference* difference = find_difference(changes_[i], of.rule.path);
    return difference == nullptr ? std::vector<std::string>() : members_added(*difference);
  }

  [[nodiscard]] Holders live_holders(const FieldOf& of) const {
    Holders holders;
    for (const Row& row : context_.observed.table->rows(of.entity)) {
      for (const Cell& cell : cells_of(context_.observed.table->cells(row), of.field)) {
        if (names_member(cell)) holders.emplace(comparable(cell.value.view(), of.rule.compare), &row);
      }
    }
    return holders;
  }

  void block_unknown_holder(std::uint32_t i, const FieldOf& of, const std::string& member) {
    block(changes_[i], "presence",
          fmt::format("{} {} may belong to another {} whose {} could not be read", of.rule.path, member,
                      context_.catalog.entities[of.entity].name, of.rule.path));
  }

  // Where the vendor moves a member by itself, the loser has nothing to send; where it cannot take one out, say so.
  void settle_removals(std::uint32_t i, const FieldOf& of,
                       const std::map<std::string, std::uint32_t, std::less<>>& claims) {
    Change& change = changes_[i];
    const auto difference = std::ranges::find(change.fields, of.rule.path, &FieldDifference::path);
    if (difference == change.fields.end()) return;
    std::vector<std::string> stuck;
    for (const std::string& member : members_removed(*difference)) {
      const auto claim = claims.find(comparable(member, of.rule.compare));
      if (of.reference.exclusive && claim != claims.end() && claim->second != i) {
        if (!of.reference.steals) moves_.push_back({i, claim->second});
        change.notes.push_back(fmt::format("{} {} goes to {}", of.rule.path, member, changes_[claim->second].name));
      } else if (!of.reference.removable) {
        stuck.push_back(member);
      }
    }
    for (const std::string& member : stuck) {
      block(change, "unsupported",
            fmt::format("{} has no call that takes {} out of {}: do it there, or name it in the manifest",
                        context_.catalog.title, member, of.rule.path));
    }
    if (stuck.empty() && !of.reference.removable && !difference->removed.empty()) leave_to_takers(change, of);
  }

  // Everything that was to go is taken by other changes, and there is no call to take it out: only additions are sent.
  static void leave_to_takers(Change& change, const FieldOf& of) {
    const auto difference = std::ranges::find(change.fields, of.rule.path, &FieldDifference::path);
    const auto wish = std::ranges::find(change.wishes, of.field, &FieldWish::field);
    difference->removed.clear();
    wish->set.exact = false;
    if (!difference->added.empty()) return;
    change.fields.erase(difference);
    change.wishes.erase(wish);
  }

  void check_member(std::uint32_t i, const FieldOf& of, const std::string& member, const Holders& holders) {
    if (!of.reference.entity.empty()) check_exists(i, of, member);
    if (!of.reference.needs_role.empty()) check_role(i, of, member);
    const auto holder = holders.find(comparable(member, of.rule.compare));
    if (holder != holders.end() && holder->second->key.view() != changes_[i].entity.name) {
      check_holder(i, of, member, *holder->second);
    }
  }

  [[nodiscard]] const Change* change_of(const EntityKey& key) const {
    const auto at = by_key_.find(key);
    return at == by_key_.end() ? nullptr : &changes_[at->second];
  }

  void check_exists(std::uint32_t i, const FieldOf& of, const std::string& member) {
    const auto target = context_.catalog.find_entity(of.reference.entity);
    if (target && !(of.reference.or_id && uuid_of(member))) check_present(i, *target, of.rule.path, member);
  }

  void check_present(std::uint32_t i, EntityIndex target, std::string_view path, const std::string& member) {
    const EntitySpec& entity = context_.catalog.entities[target];
    const EntityKey key(context_.desired.spec.name, std::string(entity.name), comparable(member, entity.name_compare));
    const Change* change = change_of(key);
    if (change != nullptr && is_create(*change)) return;
    if (change != nullptr && change->intended == Action::remove) {
      block(changes_[i], "unmetNeed", fmt::format("{} names {}, which this plan removes", path, member));
      return;
    }
    const Presence presence = context_.observed.presence(target, key);
    if (presence == Presence::found) return;
    if (presence == Presence::unknown) {
      return block(
          changes_[i], "presence",
          fmt::format("{} names {}, and whether that {} exists could not be found out", path, member, called(entity)));
    }
    block(changes_[i], "unmetNeed",
          fmt::format("{} names {}, and there is no such {}: {}", path, member, called(entity), way_to(entity)));
  }

  [[nodiscard]] static std::string_view called(const EntitySpec& entity) {
    return entity.lookup_only ? entity.name : "account";
  }

  [[nodiscard]] std::string way_to(const EntitySpec& entity) const {
    if (entity.creatable && !entity.lookup_only) return "create it first";
    return fmt::format("look at its spelling, or create it at {}", context_.catalog.title);
  }

  // Objects that are named after an account: it has to exist, and to hold what the vendor asks for.
  void check_names() {
    for (std::uint32_t i = 0; i < changes_.size(); ++i) {
      const auto& account = context_.entity(changes_[i]).account;
      if (!account || !is_create(changes_[i])) continue;
      const auto target = context_.catalog.find_entity(account->entity);
      if (!target) continue;
      check_present(i, *target, "metadata.name", changes_[i].name);
      if (!account->holds.empty()) check_holds(i, *target, *account);
    }
  }

  void check_holds(std::uint32_t i, EntityIndex target, const NameReference& account) {
    const EntitySpec& entity = context_.catalog.entities[target];
    const auto field = entity.find(account.holds);
    const Row* row = context_.observed.table->find(target, comparable(changes_[i].name, entity.name_compare));
    if (!field || row == nullptr) return;
    const auto held = cells_of(context_.observed.table->cells(*row), *field);
    if (held.empty()) return;  // not known: the vendor will say
    const std::vector<std::string> wanted = context_.desired.spec.list(account.any_of_setting);
    const auto is_wanted = [&](const Cell& cell) {
      return std::ranges::any_of(wanted, [&](const std::string& name) {
        return same(cell.value.view(), name, entity.fields[*field].compare);
      });
    };
    if (std::ranges::any_of(held, is_wanted)) return;
    block(changes_[i], "unmetNeed",
          fmt::format("{} holds none of the {} that this needs ({}): assign one at {}", changes_[i].name, account.holds,
                      fmt::join(wanted, ", "), context_.catalog.title));
  }

  [[nodiscard]] std::vector<std::string> roles_after(EntityIndex entity, const EntityKey& key) const {
    auto field = privilege_field(context_.catalog.entities[entity]);
    if (!field) return {};
    if (const Change* change = change_of(key)) return final_members(context_, *change, *field);
    if (const auto other = rights_shown_elsewhere(entity, key, *field)) field.emplace(*other);
    return context_.live_members(entity, key.name, *field);
  }

  // Where the rights themselves cannot be read, another field may show some of them.
  [[nodiscard]] std::optional<FieldIndex> rights_shown_elsewhere(EntityIndex entity, const EntityKey& key,
                                                                 FieldIndex rights) const {
    const EntitySpec& spec = context_.catalog.entities[entity];
    const Row* row = context_.observed.table->find(entity, key.name);
    if (row == nullptr || spec.rights_shown_by.empty()) return std::nullopt;
    if (!cells_of(context_.observed.table->cells(*row), rights).empty()) return std::nullopt;
    return spec.find(spec.rights_shown_by);
  }

  void check_role(std::uint32_t i, const FieldOf& of, const std::string& member) {
    EntityIndex who_entity = of.entity;
    EntityKey who = changes_[i].entity;
    std::string name = changes_[i].name;
    if (!of.reference.entity.empty()) {
      const auto target = context_.catalog.find_entity(of.reference.entity);
      if (!target) return;
      const EntitySpec& entity = context_.catalog.entities[*target];
      who_entity = *target;
      who = EntityKey(who.system, std::string(entity.name), comparable(member, entity.name_compare));
      name = member;
    }
    const auto roles = roles_after(who_entity, who);
    const auto is_needed = [&](const std::string& role) {
      return same(role, of.reference.needs_role, Compare::folded);
    };
    if (std::ranges::any_of(roles, is_needed)) return;
    block(changes_[i], "unmetNeed",
          fmt::format("{} {} needs the role {}, which {} does not have: grant it in the manifest", of.rule.path, member,
                      of.reference.needs_role, name));
  }

  void check_holder(std::uint32_t i, const FieldOf& of, const std::string& member, const Row& holder) {
    const DesiredObject* object = context_.desired.find(of.entity, holder.key.view());
    if (object == nullptr || object->protect) {
      block(changes_[i], object == nullptr ? "unmanaged" : "protect",
            fmt::format("{} {} belongs to {}, which {}: release it there first", of.rule.path, member,
                        holder.name.view(), object == nullptr ? "no manifest names" : "is protected"));
      return;
    }
    if (!releases(of, holder, member) && !of.reference.steals) {
      block(changes_[i], "unmetNeed",
            fmt::format("{} {} still belongs to {}: take it out of that manifest", of.rule.path, member,
                        holder.name.view()));
      return;
    }
    const auto removal = by_key_.find(key_of(of, holder));
    if (removal != by_key_.end() && changes_[removal->second].intended == Action::remove && !of.reference.steals) {
      moves_.push_back({removal->second, i});
    }
    changes_[i].notes.push_back(fmt::format("{} {} is taken from {}", of.rule.path, member, holder.name.view()));
  }

  const PlanningContext& context_;
  std::vector<Change>& changes_;
  std::map<EntityKey, std::uint32_t> by_key_;
  std::vector<Move> moves_;
};

}  // namespace

std::vector<std::string> final_members(const PlanningContext& context, const Change& change, FieldIndex field) {
  const auto wish = std::ranges::find(change.wishes, field, &FieldWish::field);
  if (wish == change.wishes.end()) return context.live_members(change.entity_index, change.entity.name, field);
  const FieldRule& rule = context.entity(change).fields[field];
  return apply_wish(wish->set, context.live_cells(change, field), rule).final_members;
}

std::vector<Move> check_needs(const PlanningContext& context, std::vector<Change>& changes) {
  return Needs(context, changes).check();
}

}  // namespace muster::core
