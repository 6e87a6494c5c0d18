#include "reconciler/core/plan_system.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "reconciler/core/admins.h"
#include "reconciler/core/consequences.h"
#include "reconciler/core/cost.h"
#include "reconciler/core/dependencies.h"
#include "reconciler/core/diff.h"
#include "reconciler/core/fingerprint.h"
#include "reconciler/core/guard.h"
#include "reconciler/core/needs.h"
#include "reconciler/core/order.h"
#include "reconciler/core/selection.h"

namespace muster::core {

namespace {

constexpr std::size_t kNamesShown = 5;
constexpr std::string_view kNotApproved = "notApproved";

class SystemPlanning {
 public:
  SystemPlanning(const PlanningContext& context, const PlanInputs& inputs) : context_(context), inputs_(inputs) {
    plan_.system = context.desired.spec.name;
    guards_.managed_live.resize(context.catalog.kinds.size());
    guards_.managed_members.resize(context.catalog.kinds.size());
  }

  SystemPlan run(std::vector<Missing>& missing) {
    compare_all();
    std::vector<Move> moves = check_needs(context_, plan_.changes);
    drop_empty();
    if (dropped_) moves = check_needs_again();
    block_unapproved();
    block_what_cannot_be_written();
    apply_guards(guards_, plan_.changes);
    order(moves);
    drop_unapproved();
    list_unmanaged();
    summarise();
    report_missing(missing);
    return std::move(plan_);
  }

 private:
  void compare_all() {
    plan_.managed = context_.desired.objects.size();
    plan_.live = context_.observed.table->rows().size();
    for (std::size_t i = 0; i < context_.desired.objects.size(); ++i) {
      count_managed(i);
      if (!is_selected(inputs_.selection, context_.catalog, context_.desired.objects[i])) continue;
      take(compare_object(context_, i), context_.desired.table.rows()[i]);
    }
    std::ranges::sort(plan_.changes, {}, &Change::entity);
  }

  void count_managed(std::size_t index) {
    const Row& row = context_.desired.table.rows()[index];
    const Row* live = context_.observed.table->find(row.entity, row.key.view());
    if (live == nullptr) return;
    const std::uint16_t kind = context_.desired.objects[index].kind;
    ++guards_.managed_live[kind];
    for (const Cell& cell : context_.desired.table.cells(row)) {
      if (cell.kind != CellKind::set && cell.kind != CellKind::partial) continue;
      const auto members = cells_of(context_.observed.table->cells(*live), cell.field);
      if (!members.empty()) guards_.managed_members[kind] += members.size() - 1;
    }
  }

  void take(Compared compared, const Row& row) {
    if (auto* change = std::get_if<Change>(&compared)) {
      plan_.changes.push_back(std::move(*change));
    } else if (auto* in_sync = std::get_if<InSync>(&compared)) {
      ++plan_.in_sync;
      if (in_sync->adopted) plan_.adopted.push_back({key_of(row), id_of(row)});
      if (in_sync->gone && context_.inventory.find(key_of(row)) != nullptr) plan_.gone.push_back(key_of(row));
      for (const std::string& note : in_sync->notes) {
        plan_.warnings.push_back(fmt::format("{}: {}", row.name.view(), note));
      }
    } else {
      unknown_.push_back(std::string(row.name.view()));
    }
  }

  [[nodiscard]] EntityKey key_of(const Row& row) const {
    return {plan_.system, std::string(context_.catalog.entities[row.entity].name), std::string(row.key.view())};
  }

  [[nodiscard]] RemoteId id_of(const Row& row) const {
    return RemoteId(std::string(context_.observed.table->find(row.entity, row.key.view())->remote_id.view()));
  }

  // A saved plan approves changes one by one. What it does not name takes part in planning, since what a change writes
  // can depend on the others, and is blocked and left out at the end.
  void block_unapproved() {
    if (!inputs_.approved) return;
    for (Change& change : plan_.changes) {
      const auto at = std::ranges::lower_bound(*inputs_.approved, change.entity, {}, &ApprovedChange::entity);
      if (at == inputs_.approved->end() || at->entity != change.entity) {
        block(change, std::string(kNotApproved), "the saved plan does not name it");
      } else if (!fits(*at, change)) {
        block(change, "stale", "the live object is no longer as the saved plan showed it: plan again");
      }
    }
  }

  void drop_unapproved() {
    std::vector<std::uint32_t> position(plan_.changes.size(), 0);
    std::vector<Change> kept;
    for (std::size_t i = 0; i < plan_.changes.size(); ++i) {
      position[i] = static_cast<std::uint32_t>(kept.size());
      const auto is_unapproved = [](const BlockReason& reason) { return reason.guard == kNotApproved; };
      if (std::ranges::none_of(plan_.changes[i].blocked, is_unapproved)) kept.push_back(std::move(plan_.changes[i]));
    }
    plan_.changes = std::move(kept);
    for (Step& step : plan_.schedule.steps) step.change = position[step.change];
  }

  [[nodiscard]] bool fits(const ApprovedChange& approved, Change& change) const {
    fingerprint_change(change);
    return approved.action == to_text(change.intended) && approved.fingerprint == change.fingerprint &&
           approved.wish_digest == wish_digest(change);
  }

  void fingerprint_change(Change& change) const {
    const EntitySpec& entity = context_.entity(change);
    const Row* row = context_.live(change);
    change.fingerprint = change.intended == Action::remove
                             ? removal_fingerprint(entity, *context_.observed.table, row)
                             : fingerprint(entity, *context_.observed.table, row, change.wishes);
  }

  void drop_empty() {
    const std::size_t before = plan_.changes.size();
    std::erase_if(plan_.changes, [&](const Change& change) {
      const bool empty = change.intended == Action::update && change.wishes.empty() && !is_blocked(change);
      if (!empty) return false;
      ++plan_.in_sync;
      for (const std::string& note : change.notes) {
        plan_.warnings.push_back(fmt::format("{}: {}", change.name, note));
      }
      return true;
    });
    dropped_ = plan_.changes.size() != before;
  }

  // Indexes moved: look again, without repeating what was said.
  std::vector<Move> check_needs_again() {
    std::vector<Change> copy = plan_.changes;
    return check_needs(context_, copy);
  }

  void block_what_cannot_be_written() {
    if (context_.observed.coverage.cannot.empty()) return;
    const std::string why = fmt::format("{}", fmt::join(context_.observed.coverage.cannot, "; "));
    for (Change& change : plan_.changes) block(change, "unsupported", why);
  }

  void order(const std::vector<Move>& moves) {
    std::vector<Dependency> dependencies = find_dependencies(context_, plan_.changes, moves);
    do {
      guard_min_admins(context_, plan_.changes);
    } while (block_dependants(dependencies, plan_.changes));
    const std::vector<Dependency> admins = find_admin_order(context_, plan_.changes);
    dependencies.insert(dependencies.end(), admins.begin(), admins.end());
    plan_.schedule = make_schedule(context_, plan_.changes, dependencies);
  }

  void list_unmanaged() {
    if (context_.desired.spec.unmanaged_action == UnmanagedAction::ignore) return;
    for (const Row& row : context_.observed.table->rows()) {
      if (is_unmanaged(context_, row)) plan_.unmanaged.push_back(key_of(row));
    }
  }

  void summarise() {
    for (Change& change : plan_.changes) {
      fingerprint_change(change);
      change.requests = requests_of(context_, change);
      if (!is_blocked(change)) plan_.requests += change.requests;
    }
    plan_.listing_requests = context_.observed.coverage.requests;
    plan_.requests += read_back_requests(context_, plan_.changes);
    plan_.duration = duration_of(context_.desired.spec.budget, plan_.requests);
    plan_.consequences = describe_consequences(context_, plan_.changes);
    for (const std::string& note : context_.observed.coverage.notes) plan_.warnings.push_back(note);
    std::ranges::sort(plan_.adopted);
    std::ranges::sort(plan_.unmanaged);
    std::ranges::sort(plan_.warnings);
  }

  void report_missing(std::vector<Missing>& missing) const {
    const Coverage& coverage = context_.observed.coverage;
    for (std::size_t i = 0; i < coverage.entities.size(); ++i) {
      if (coverage.entities[i].complete) continue;
      missing.push_back({plan_.system, fmt::format("the list of {} is not complete: {}",
                                                   context_.catalog.entities[i].plural, coverage.entities[i].why_not)});
    }
    for (const Error& error : coverage.unreadable) missing.push_back({plan_.system, error.what});
    if (unknown_.empty()) return;
    const auto shown = static_cast<std::ptrdiff_t>(std::min(unknown_.size(), kNamesShown));
    std::string names = fmt::format("{}", fmt::join(unknown_.begin(), unknown_.begin() + shown, ", "));
    if (unknown_.size() > kNamesShown) names += fmt::format(" and {} more", unknown_.size() - kNamesShown);
    missing.push_back({plan_.system, fmt::format("not known to exist or not: {}", names)});
  }

  const PlanningContext& context_;
  const PlanInputs& inputs_;
  SystemPlan plan_;
  GuardInputs guards_{context_, {}, {}};
  std::vector<std::string> unknown_;
  bool dropped_ = false;
};

}  // namespace

SystemPlan plan_system(const PlanningContext& context, const PlanInputs& inputs, std::vector<Missing>& missing) {
  return SystemPlanning(context, inputs).run(missing);
}

}  // namespace muster::core
