#include "reconciler/core/absence.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "reconciler/core/field_difference.h"
#include "reconciler/core/selection.h"
#include "reconciler/core/wish.h"

namespace muster::core {

namespace {

constexpr int kObservations = 2;
constexpr std::size_t kNamesShown = 5;

// An entry of the inventory that no document names, and the live object it speaks of.
struct Left {
  const InventoryEntry& entry;
  EntityIndex entity_index = 0;
  const EntitySpec& entity;
  const Row* live = nullptr;
  AbsenceMark mark;
};

// Its documents only ever set fields of a kind that never creates: the account itself is somebody else's.
const KindSpec* assigning_kind(const PlanningContext& context, const Left& left) {
  const std::vector<AppliedField> applied = left.entry.applied.list();
  if (left.entry.created || applied.empty()) return nullptr;
  for (const KindSpec& kind : context.catalog.kinds) {
    if (kind.creates || kind.entity != left.entity.name || kind.fields.empty()) continue;
    const auto is_of_kind = [&](const AppliedField& field) {
      return std::ranges::find(kind.fields, field.path) != kind.fields.end();
    };
    if (std::ranges::all_of(applied, is_of_kind)) return &kind;
  }
  return nullptr;
}

std::uint16_t kind_of(const PlanningContext& context, const Left& left) {
  const auto& kinds = context.catalog.kinds;
  const KindSpec* assigning = assigning_kind(context, left);
  const auto at = std::ranges::find_if(kinds, [&](const KindSpec& kind) {
    return assigning != nullptr ? &kind == assigning : kind.creates && kind.entity == left.entity.name;
  });
  return static_cast<std::uint16_t>(at == kinds.end() ? 0 : at - kinds.begin());
}

bool is_known_disabled(const PlanningContext& context, const EntitySpec& entity, const Row& live) {
  const auto field = entity.enabled_field ? entity.find(*entity.enabled_field) : std::nullopt;
  if (!field) return false;
  const auto cells = cells_of(context.observed.table->cells(live), *field);
  return live_scalar(cells, entity.fields[*field]) == "false";
}

bool is_unreadable(const PlanningContext& context, const EntitySpec& entity, const Row& live) {
  return !is_known(cells_of(context.observed.table->cells(live), *entity.find(*entity.enabled_field)));
}

AbsenceMark mark_of(const InventoryEntry& entry) {
  return {entry.key, entry.id, entry.absent_since, entry.absent_seen, entry.disabled};
}

class AbsencePlanning {
 public:
  explicit AbsencePlanning(const PlanningContext& context) : context_(context) {
    found_.managed_live.resize(context.catalog.kinds.size());
    find_former_names();
  }

  Absences run() {
    for (const InventoryEntry& entry : context_.inventory.entries) {
      const auto entity = context_.catalog.find_entity(entry.key.entity);
      if (entity && is_left(*entity, entry)) judge({entry, *entity, context_.catalog.entities[*entity], nullptr, {}});
    }
    warn(soon_, "no document names {} any more: it is acted on once another complete observation finds the same");
    warn(later_, "no document names {} any more: it is deleted once deleteAfter has passed");
    return std::move(found_);
  }

 private:
  void find_former_names() {
    const auto rows = context_.desired.table.rows();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      for (const std::string& name : context_.desired.objects[i].previously) former_.emplace_back(rows[i].entity, name);
    }
    std::ranges::sort(former_);
  }

  [[nodiscard]] bool is_left(EntityIndex entity, const InventoryEntry& entry) const {
    if (context_.catalog.by_name) return false;  // what nobody names is not read
    const auto& entities = context_.observed.coverage.entities;
    if (entity >= entities.size() || !entities[entity].complete) return false;
    if (context_.desired.find(entity, entry.key.name) != nullptr) return false;
    if (std::ranges::binary_search(former_, std::pair(entity, entry.key.name))) return false;
    return !is_settling(context_, entry.key);
  }

  void judge(Left left) {
    left.live = context_.observed.table->find(left.entity_index, left.entry.key.name);
    left.mark = mark_of(left.entry);
    if (!left.mark.since) left.mark.since = context_.inputs.wall_now;
    left.mark.seen = std::min(left.mark.seen + 1, kObservations);
    act(left);
    if (left.mark != mark_of(left.entry)) found_.marks.push_back(left.mark);
  }

  void act(Left& left) {
    if (left.live == nullptr) {
      if (left.mark.seen >= kObservations && is_confirmed_gone(left)) found_.gone.push_back(left.entry.key);
      return;
    }
    if (!is_ours(left)) return;
    ++found_.managed_live[kind_of(context_, left)];
    Change change = plan(left);
    const bool removes = change.intended == Action::remove;
    if (!removes && change.wishes.empty() && !is_blocked(change)) return;
    if (left.mark.seen < kObservations) return soon_.push_back(change.name);
    found_.changes.push_back(std::move(change));
  }

  [[nodiscard]] bool is_confirmed_gone(const Left& left) const {
    return std::ranges::binary_search(context_.observed.confirmed_absent, left.entry.key);
  }

  // Not excepted, not muster's own account, and the very object that the inventory speaks of.
  [[nodiscard]] bool is_ours(const Left& left) const {
    return is_unmanaged(context_, *left.live) && left.entry.id.text == left.live->remote_id.view() &&
           !context_.observed.table->is_ambiguous(left.entity_index, left.entry.key.name);
  }

  [[nodiscard]] Change titled(const Left& left) const {
    Change change;
    change.entity = left.entry.key;
    change.entity_index = left.entity_index;
    change.kind = kind_of(context_, left);
    change.name = left.live->name.view();
    change.id = left.entry.id;
    return change;
  }

  Change plan(const Left& left) {
    const UnmanagedAction action = context_.desired.spec.unmanaged_action;
    const bool acts = action == UnmanagedAction::disable || action == UnmanagedAction::remove;
    const bool owns = acts && assigning_kind(context_, left) == nullptr;
    Change change = titled(left);
    const bool disables = owns && can_still_be_disabled(context_, left.entry.key, *left.live);
    if (owns && action == UnmanagedAction::remove && !disables && may_be_removed(left)) {
      change.action = change.intended = Action::remove;
      return change;
    }
    if (disables) {
      add_disabling(context_, change);
      change.notes.emplace_back("it is disabled because no document names it any more");
    }
    take_members_out(left, change);
    return change;
  }

  bool may_be_removed(const Left& left) {
    if (!left.entry.created || !left.entity.removable) return false;
    const auto wait = context_.desired.spec.delete_after.value_or(kDeleteAfter);
    if (*left.mark.since + wait <= context_.inputs.wall_now) return true;
    later_.emplace_back(left.live->name.view());
    return false;
  }

  // As if a document named none of the members: what muster added goes, what was there before stays.
  void take_members_out(const Left& left, Change& change) const {
    for (const AppliedField& applied : left.entry.applied.list()) {
      const auto field = left.entity.find(applied.path);
      if (applied.added.empty() || !field || left.entity.fields[*field].type != ValueType::text_set) continue;
      const auto live = cells_of(context_.observed.table->cells(*left.live), *field);
      if (!is_known(live)) continue;
      FieldInputs inputs{left.entity.fields[*field], *field, {}, live, &left.entry, true};
      inputs.wish.field = *field;
      inputs.wish.kind = WishKind::set;
      inputs.wish.set.exact = false;
      add_field(change, compare_field(context_, inputs));
    }
  }

  // Where nothing would be left, disabling has to do.
  static void add_field(Change& change, ComparedField field) {
    if (!field.wish) return;
    if (field.blocked && !change.wishes.empty()) {
      change.notes.push_back(fmt::format("{} is left as it is: nothing would be left of it", field.difference->path));
      return;
    }
    change.wishes.push_back(std::move(*field.wish));
    change.fields.push_back(std::move(*field.difference));
    std::ranges::sort(change.wishes, {}, &FieldWish::field);
    if (field.blocked) block(change, std::move(field.blocked->guard), std::move(field.blocked->sentence));
  }

  void warn(const std::vector<std::string>& names, std::string_view sentence) {
    if (names.empty()) return;
    const auto shown = static_cast<std::ptrdiff_t>(std::min(names.size(), kNamesShown));
    std::string text = fmt::format("{}", fmt::join(names.begin(), names.begin() + shown, ", "));
    if (names.size() > kNamesShown) text += fmt::format(" and {} more", names.size() - kNamesShown);
    found_.warnings.push_back(fmt::format(fmt::runtime(sentence), text));
  }

  const PlanningContext& context_;
  Absences found_;
  std::vector<std::pair<EntityIndex, std::string>> former_;
  std::vector<std::string> soon_;
  std::vector<std::string> later_;
};

}  // namespace

Absences plan_absences(const PlanningContext& context) { return AbsencePlanning(context).run(); }

std::vector<AbsenceMark> cleared_marks(const PlanningContext& context) {
  std::vector<AbsenceMark> marks;
  for (const InventoryEntry& entry : context.inventory.entries) {
    const auto entity = context.catalog.find_entity(entry.key.entity);
    const DesiredObject* object = entity ? context.desired.find(*entity, entry.key.name) : nullptr;
    if (object == nullptr || object->absent || mark_of(entry) == AbsenceMark{entry.key, entry.id, {}, 0, false})
      continue;
    marks.push_back({entry.key, entry.id, {}, 0, false});
  }
  return marks;
}

WallMillis absent_since(const PlanningContext& context, const EntityKey& key) {
  const InventoryEntry* entry = context.inventory.find(key);
  return entry != nullptr && entry->absent_since ? *entry->absent_since : context.inputs.wall_now;
}

std::optional<AbsenceMark> mark_of_document(const PlanningContext& context, std::size_t index) {
  const DesiredObject& object = context.desired.objects[index];
  const Row& row = context.desired.table.rows()[index];
  const Row* live = context.observed.table->find(row.entity, row.key.view());
  if (!object.absent || !context.catalog.kinds[object.kind].creates) return std::nullopt;
  if (!context.desired.spec.delete_after || live == nullptr) return std::nullopt;
  const EntityKey key(context.desired.spec.name, std::string(context.catalog.entities[row.entity].name),
                      std::string(row.key.view()));
  const InventoryEntry* entry = context.inventory.find(key);
  if (entry != nullptr && entry->absent_since) return std::nullopt;
  return AbsenceMark{key, RemoteId(std::string(live->remote_id.view())), context.inputs.wall_now, 1, false};
}

bool can_still_be_disabled(const PlanningContext& context, const EntityKey& key, const Row& live) {
  const EntitySpec& entity = context.catalog.entities[live.entity];
  if (!entity.enabled_field || is_known_disabled(context, entity, live)) return false;
  const InventoryEntry* entry = context.inventory.find(key);
  return !(is_unreadable(context, entity, live) && entry != nullptr && entry->disabled);
}

void add_disabling(const PlanningContext& context, Change& change) {
  const EntitySpec& entity = context.entity(change);
  FieldWish wish;
  wish.field = *entity.find(*entity.enabled_field);
  wish.value = "false";
  const FieldRule& rule = entity.fields[wish.field];
  FieldDifference difference;
  difference.path = rule.path;
  difference.before = live_scalar(context.live_cells(change, wish.field), rule);
  difference.after = "false";
  difference.unverifiable = rule.readable == Readable::never;
  change.wishes.push_back(std::move(wish));
  change.fields.push_back(std::move(difference));
}

}  // namespace muster::core
