#include "reconciler/core/diff.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "reconciler/core/absence.h"
#include "reconciler/core/applied.h"
#include "reconciler/core/expiry.h"
#include "reconciler/core/field_difference.h"
#include "reconciler/core/held_back.h"
#include "reconciler/core/wish.h"

namespace muster::core {

namespace {

struct Subject {
  const PlanningContext& context;
  const Row& row;
  const DesiredObject& object;
  const EntitySpec& entity;
  const KindSpec& kind;
  EntityKey key;
  Presence presence = Presence::unknown;
  const Row* live = nullptr;
  const InventoryEntry* applied = nullptr;
};

const InventoryEntry* find_applied(const PlanningContext& context, const EntityKey& key, const DesiredObject& object) {
  if (const InventoryEntry* entry = context.inventory.find(key)) return entry;
  for (const std::string& former : object.previously) {
    if (const InventoryEntry* entry = context.inventory.find({key.system, key.entity, former})) return entry;
  }
  return nullptr;
}

Subject make_subject(const PlanningContext& context, std::size_t index) {
  const Row& row = context.desired.table.rows()[index];
  const DesiredObject& object = context.desired.objects[index];
  const EntitySpec& entity = context.catalog.entities[row.entity];
  EntityKey key(context.desired.spec.name, std::string(entity.name), std::string(row.key.view()));
  Subject subject{context, row, object, entity, context.catalog.kinds[object.kind], std::move(key)};
  subject.live = context.observed.table->find(row.entity, row.key.view());
  subject.presence = context.observed.presence(row.entity, subject.key);
  subject.applied = find_applied(context, subject.key, object);
  return subject;
}

Change titled(const Subject& subject, Action action) {
  Change change;
  change.entity = subject.key;
  change.entity_index = subject.row.entity;
  change.kind = subject.object.kind;
  change.name = subject.live != nullptr ? subject.live->name.view() : subject.row.name.view();
  if (subject.live != nullptr) change.id = RemoteId(std::string(subject.live->remote_id.view()));
  change.action = action;
  change.intended = action;
  change.place = subject.object.place;
  change.labels = subject.object.labels;
  return change;
}

Expiry expiry_of(const Subject& subject) { return {subject.object.expiring, subject.context.inputs.wall_now}; }

// The wish of a field; for a RoleAssignment that shall be absent, exactly the roles listed are taken away.
std::optional<FieldWish> wish_of(const Subject& subject, FieldIndex field) {
  const auto cells = cells_of(subject.context.desired.table.cells(subject.row), field);
  std::optional<FieldWish> wish = read_wish(field, cells, expiry_of(subject));
  if (wish && subject.object.absent && wish->kind == WishKind::set) {
    auto& set = wish->set;
    set.exclude.insert(set.exclude.end(), set.include.begin(), set.include.end());
    set.include.clear();
    set.exact = false;
  }
  return wish;
}

bool is_secret_forced(const Subject& subject) {
  return std::ranges::any_of(subject.context.inputs.set_secrets, [&](const std::string& name) {
    return same(name, subject.key.name, subject.entity.name_compare);
  });
}

void compare_fields(const Subject& subject, Change& change) {
  for (FieldIndex field = 0; field < subject.entity.fields.size(); ++field) {
    const FieldRule& rule = subject.entity.fields[field];
    const bool exists = subject.live != nullptr;
    if (rule.owner == Owner::system || (rule.owner == Owner::write_once && exists)) continue;
    std::optional<FieldWish> wish = wish_of(subject, field);
    if (!wish) continue;
    FieldInputs inputs{rule, field, std::move(*wish), {}, subject.applied, exists, is_secret_forced(subject)};
    if (exists) inputs.live = cells_of(subject.context.observed.table->cells(*subject.live), field);
    ComparedField compared = compare_field(subject.context, inputs);
    if (compared.difference) note_expiry(expiry_of(subject), field, rule.compare, *compared.difference);
    add_field(subject.context, inputs, std::move(compared), change);
  }
}

// What no answer shows cannot be echoed, and a vendor that replaces the object would lose it with any other write.
void carry_unreadable(const Subject& subject, Change& change) {
  if (change.wishes.empty()) return;
  for (FieldIndex field = 0; field < subject.entity.fields.size(); ++field) {
    const FieldRule& rule = subject.entity.fields[field];
    const bool is_hidden = rule.readable == Readable::never && rule.owner == Owner::manifest;
    const bool is_there = std::ranges::find(change.wishes, field, &FieldWish::field) != change.wishes.end();
    std::optional<FieldWish> wish = is_hidden && !is_there ? wish_of(subject, field) : std::nullopt;
    if (wish && wish->kind == WishKind::value) change.wishes.push_back(std::move(*wish));
  }
  std::ranges::sort(change.wishes, {}, &FieldWish::field);
}

void require_fields_of_create(const Subject& subject, Change& change) {
  std::vector<std::string_view> needed;
  for (FieldIndex field = 0; field < subject.entity.fields.size(); ++field) {
    const auto has = [&](const FieldWish& wish) { return wish.field == field; };
    const FieldRule& rule = subject.entity.fields[field];
    if (rule.needed_at_create && std::ranges::none_of(change.wishes, has)) needed.push_back(rule.path);
  }
  if (needed.empty()) return;
  block(change, "unmetNeed",
        fmt::format("{} does not exist yet, and creating it needs {}: add it to the manifest", change.name,
                    fmt::join(needed, ", ")));
}

// The vendor could rename it, and this version of muster does not: a second object beside it is not what was meant.
void hold_renamed(const Subject& subject, Change& change) {
  if (!subject.entity.renamable) return;
  for (const std::string& former : subject.object.previously) {
    const Row* row = subject.context.observed.table->find(subject.row.entity, former);
    if (row == nullptr) continue;
    block(change, "unsupported",
          fmt::format("it is still there as {}: rename it at {}, and muster goes on with it", row->name.view(),
                      subject.context.catalog.title));
  }
}

Compared plan_create(const Subject& subject) {
  if (!subject.kind.creates) {
    Change change = titled(subject, Action::update);
    block(change, "unmetNeed",
          fmt::format("there is no {} {}, and a {} never creates one", subject.entity.name, subject.row.name.view(),
                      subject.kind.name));
    return change;
  }
  const bool known = subject.applied != nullptr;
  Change change = titled(subject, known ? Action::restore : Action::create);
  compare_fields(subject, change);
  require_fields_of_create(subject, change);
  if (!subject.entity.creatable) {
    block(change, "unsupported",
          fmt::format("{} has no call that creates a {}", subject.context.catalog.title, subject.entity.name));
  }
  hold_restore(subject.context, change);
  hold_renamed(subject, change);
  return change;
}

// `ensure: absent` with deleteAfter: disabled first where the vendor can, removed once the time has passed.
std::optional<Compared> plan_delay(const Subject& subject) {
  const auto& after = subject.context.desired.spec.delete_after;
  if (!after) return std::nullopt;
  if (can_still_be_disabled(subject.context, subject.key, *subject.live)) {
    Change change = titled(subject, Action::update);
    add_disabling(subject.context, change);
    change.notes.emplace_back("it is disabled first, and removed once deleteAfter has passed");
    return change;
  }
  if (absent_since(subject.context, subject.key) + *after <= subject.context.inputs.wall_now) return std::nullopt;
  return InSync{false, false, {"it is removed once deleteAfter has passed"}};
}

Compared plan_removal(const Subject& subject) {
  if (auto delayed = plan_delay(subject)) return std::move(*delayed);
  Change change = titled(subject, Action::remove);
  if (!subject.entity.removable) {
    block(change, "unsupported",
          fmt::format("{} has no call that removes a {}", subject.context.catalog.title, subject.entity.name));
  }
  return change;
}

bool is_known_as_asked(const Subject& subject) {
  const InventoryEntry* entry = subject.context.inventory.find(subject.key);
  const AppliedInputs inputs{
      subject.entity,     subject.context.desired.table.cells(subject.row),    entry, subject.context.secret_versions,
      expiry_of(subject), subject.context.observed.table->cells(*subject.live)};
  return entry != nullptr && entry->id.text == subject.live->remote_id.view() && is_recorded(inputs);
}

Compared plan_update(const Subject& subject) {
  Change change = titled(subject, Action::update);
  compare_fields(subject, change);
  block_if_all_is_left_out(change);
  if (change.wishes.empty() && !is_blocked(change))
    return InSync{false, !is_known_as_asked(subject), std::move(change.notes)};
  carry_unreadable(subject, change);
  const auto is_drift = [](const FieldDifference& field) { return field.drift; };
  change.by_drift = !change.fields.empty() && std::ranges::all_of(change.fields, is_drift);
  return change;
}

}  // namespace

namespace {

// The listing is seen to leave out people without a role: muster's own account lacks it and is not listed.
bool listing_leaves_out(const Subject& subject) {
  const auto& own = subject.context.observed.coverage.own_account;
  const std::string_view role = subject.entity.unlisted_without_role;
  if (role.empty() || !own || subject.context.observed.table->find(subject.row.entity, own->key) != nullptr)
    return false;
  return std::ranges::none_of(own->roles, [&](const std::string& held) { return same(held, role, Compare::folded); });
}

bool is_confirmed_absent(const Subject& subject) {
  return std::ranges::binary_search(subject.context.observed.confirmed_absent, subject.key);
}

}  // namespace

Compared compare_object(const PlanningContext& context, std::size_t index) {
  const Subject subject = make_subject(context, index);
  const bool removes = subject.object.absent && subject.kind.creates;
  if (subject.presence == Presence::unknown) {
    return NotKnown{
        fmt::format("whether {} {} exists could not be found out", subject.entity.name, subject.row.name.view())};
  }
  if (subject.presence == Presence::proven_absent) {
    if (removes && listing_leaves_out(subject) && !is_confirmed_absent(subject)) {
      return NotKnown{fmt::format("the list leaves out people without {}", subject.entity.unlisted_without_role)};
    }
    if (subject.object.absent) return InSync{subject.kind.creates, false, {}};
    return plan_create(subject);
  }
  if (context.observed.table->is_ambiguous(subject.live->entity, subject.live->key.view())) {
    Change change = titled(subject, removes ? Action::remove : Action::update);
    block(change, "ambiguous",
          fmt::format("more than one live {} is called {}: rename or remove one at {}", subject.entity.name,
                      subject.row.name.view(), context.catalog.title));
    return change;
  }
  return removes ? plan_removal(subject) : plan_update(subject);
}

}  // namespace muster::core
