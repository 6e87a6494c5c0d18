#include "reconciler/core/plan_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "reconciler/core/make_plan.h"
#include "reconciler/core/time_text.h"

namespace muster::core {

std::string shown_name(const std::string& name, const std::string& variant) {
  return variant.empty() ? name : fmt::format("{} ({})", name, variant);
}

namespace {

struct Sources {
  const Plan& plan;
  const Desired& desired;
  const Catalog* catalog;  // of the system at hand; null when the provider is not known
};

std::string kind_name(const Sources& from, const Change& change) {
  if (from.catalog == nullptr || change.kind >= from.catalog->kinds.size()) return change.entity.entity;
  return std::string(from.catalog->kinds[change.kind].name);
}

std::string variant_of(const Sources& from, const Change& change) {
  if (from.catalog == nullptr || change.kind >= from.catalog->kinds.size()) return {};
  return std::string(from.catalog->kinds[change.kind].variant);
}

std::string change_title(const Sources& from, const Change& change) {
  const Action action = change.action == Action::blocked ? change.intended : change.action;
  return fmt::format("{} {} {}", to_text(action), kind_name(from, change),
                     shown_name(change.name, variant_of(from, change)));
}

// A Place without a line belongs to no document.
WhyView why_of(const Sources& from, const Change& change) {
  WhyView why;
  why.drift = change.by_drift;
  if (change.place.line != 0) why.place = from.desired.place_text(change.place);
  why.commit = from.plan.commit;
  return why;
}

ChangeView view_of(const Sources& from, const Change& change, std::uint32_t index) {
  ChangeView view;
  view.change = index;
  view.kind = kind_name(from, change);
  view.entity = change.entity;
  view.name = change.name;
  view.variant = variant_of(from, change);
  view.id = change.id.text;
  view.action = change.action;
  view.intended = change.action == Action::blocked ? change.intended : change.action;
  view.fields = change.fields;
  view.left_out = change.left_out;
  view.why = why_of(from, change);
  view.blocked = change.blocked;
  view.notes = change.notes;
  view.requests = change.requests;
  view.fingerprint = change.fingerprint;
  view.wish_digest = wish_digest(change);
  view.labels = change.labels;
  return view;
}

// Waits between steps of one change (its own release before its acquire) are not shown.
std::vector<std::vector<WaitView>> waits_of(const Sources& from, const SystemPlan& system) {
  std::vector<std::vector<WaitView>> waits(system.changes.size());
  std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
  for (const Wait& wait : system.schedule.waits) {
    const std::uint32_t waiting = system.schedule.steps[wait.step].change;
    const std::uint32_t on = system.schedule.steps[wait.on].change;
    if (waiting == on || !seen.emplace(waiting, on).second) continue;
    waits[waiting].push_back(WaitView{change_title(from, system.changes[on]), wait.until});
  }
  return waits;
}

std::size_t rank_of(const Sources& from, const ChangeView& view) {
  if (from.catalog == nullptr) return 0;
  const auto& kinds = from.catalog->kinds;
  return static_cast<std::size_t>(std::ranges::find(kinds, view.kind, &KindSpec::name) - kinds.begin());
}

void add_change(SystemView& system, ChangeView change) {
  auto kind = std::ranges::find(system.kinds, change.kind, &KindView::kind);
  if (kind == system.kinds.end()) kind = system.kinds.insert(kind, KindView{change.kind, {}, {}});
  kind->counts.count(change.action);
  system.counts.count(change.action);
  kind->changes.push_back(std::move(change));
}

void add_changes(const Sources& from, const SystemPlan& plan, SystemView& view) {
  auto waits = waits_of(from, plan);
  for (std::uint32_t i = 0; i < plan.changes.size(); ++i) {
    ChangeView change = view_of(from, plan.changes[i], i);
    change.waits = std::move(waits[i]);
    add_change(view, std::move(change));
  }
  std::ranges::stable_sort(view.kinds, {}, [&](const KindView& kind) { return rank_of(from, kind.changes.front()); });
}

void describe(const Sources& from, const DesiredSystem* desired, SystemView& view) {
  if (from.catalog != nullptr) view.title = from.catalog->title;
  if (desired == nullptr) return;
  view.provider = desired->spec.provider;
  view.url = desired->spec.url;
  const Budget& budget = desired->spec.budget;
  view.requests_per_minute = budget.requests_per_minute * budget.share_percent / 100;
}

SystemView system_view(const Sources& from, const SystemPlan& plan, std::uint32_t index) {
  SystemView view;
  view.system = index;
  view.name = plan.system;
  describe(from, from.desired.find(plan.system), view);
  view.managed = plan.managed;
  view.live = plan.live;
  view.in_sync = plan.in_sync;
  view.refused = plan.refused;
  view.unmanaged = plan.unmanaged;
  for (const Adoption& each : plan.adopted) view.adopted.push_back(each.entity);
  view.consequences = plan.consequences;
  view.warnings = plan.warnings;
  view.requests = plan.requests;
  view.seconds = plan.duration.count();
  add_changes(from, plan, view);
  return view;
}

void add_to_totals(PlanDocument& document, const SystemView& system) {
  document.counts.create += system.counts.create;
  document.counts.update += system.counts.update;
  document.counts.remove += system.counts.remove;
  document.counts.restore += system.counts.restore;
  document.counts.rename += system.counts.rename;
  document.counts.blocked += system.counts.blocked;
  document.requests += system.requests;
  document.seconds = std::max(document.seconds, system.seconds);
}

std::vector<PersonView> people_of(const std::vector<SystemView>& systems) {
  std::map<std::string, PersonView> people;
  for (const SystemView& system : systems) {
    for (const KindView& kind : system.kinds) {
      for (const ChangeView& change : kind.changes) {
        const std::string person = person_of(change.labels);
        if (person.empty()) continue;
        people[person].parts.push_back(
            {system.name, change.action,
             fmt::format("{} {} {}", to_text(change.intended), kind.kind, shown_name(change.name, change.variant))});
      }
    }
  }
  std::vector<PersonView> several;
  for (auto& [name, person] : people) {
    const auto elsewhere = [&](const PersonView::Part& part) { return part.system != person.parts.front().system; };
    if (std::ranges::none_of(person.parts, elsewhere)) continue;
    person.person = name;
    several.push_back(std::move(person));
  }
  return several;
}

}  // namespace

void ActionCounts::count(Action action) {
  switch (action) {
    case Action::create:
      ++create;
      break;
    case Action::update:
      ++update;
      break;
    case Action::remove:
      ++remove;
      break;
    case Action::restore:
      ++restore;
      break;
    case Action::rename:
      ++rename;
      break;
    case Action::blocked:
      ++blocked;
      break;
  }
}

PlanDocument make_plan_document(const Plan& plan, const Desired& desired, Catalogs catalogs) {
  PlanDocument document;
  document.id = plan.id;
  document.commit = plan.commit;
  document.made_at = to_iso8601(plan.made_at);
  document.missing = plan.missing;
  document.warnings = plan.warnings;
  for (std::uint32_t i = 0; i < plan.systems.size(); ++i) {
    const DesiredSystem* system = desired.find(plan.systems[i].system);
    const Catalog* catalog = system == nullptr ? nullptr : find_catalog(catalogs, system->spec.provider);
    document.systems.push_back(system_view(Sources{plan, desired, catalog}, plan.systems[i], i));
    add_to_totals(document, document.systems.back());
  }
  document.people = people_of(document.systems);
  return document;
}

const ChangeView* find_change(const PlanDocument& document, std::uint32_t system, std::uint32_t change) {
  const auto owner = std::ranges::find(document.systems, system, &SystemView::system);
  if (owner == document.systems.end()) return nullptr;
  for (const KindView& kind : owner->kinds) {
    // Changes keep their plan order within a kind, so each kind is sorted by index.
    const auto found = std::ranges::lower_bound(kind.changes, change, {}, &ChangeView::change);
    if (found != kind.changes.end() && found->change == change) return &*found;
  }
  return nullptr;
}

}  // namespace muster::core
