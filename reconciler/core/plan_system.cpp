#include "reconciler/core/plan_system.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "reconciler/core/absence.h"
#include "reconciler/core/admins.h"
#include "reconciler/core/approval.h"
#include "reconciler/core/binding.h"
#include "reconciler/core/consequences.h"
#include "reconciler/core/cost.h"
#include "reconciler/core/dependencies.h"
#include "reconciler/core/diff.h"
#include "reconciler/core/guard.h"
#include "reconciler/core/guard_time.h"
#include "reconciler/core/needs.h"
#include "reconciler/core/order.h"
#include "reconciler/core/override_force.h"
#include "reconciler/core/pass_record.h"
#include "reconciler/core/selection.h"
#include "reconciler/core/short_source.h"

namespace muster::core {

namespace {

constexpr std::size_t kNamesShown = 5;

class SystemPlanning {
 public:
  SystemPlanning(const PlanningContext& context, const PlanInputs& inputs) : context_(context), inputs_(inputs) {
    plan_.system = context.desired.spec.name;
    guards_.managed_live.resize(context.catalog.kinds.size());
    guards_.managed_members.resize(context.catalog.kinds.size());
  }

  SystemPlan run(std::vector<Missing>& missing) {
    judge_source();
    compare_all();
    judge_absences();
    std::ranges::sort(plan_.changes, {}, &Change::entity);
    std::vector<Move> moves = check_needs(context_, plan_.changes);
    drop_empty();
    if (dropped_) moves = check_needs_again();
    block_unapproved(context_, plan_.changes);
    block_what_cannot_be_written();
    block_refused();
    apply_guards(guards_, plan_.changes);
    order(moves);
    drop_unapproved(plan_);
    list_unmanaged();
    remember();
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
      if (!is_touched(context_.desired.table.rows()[i])) continue;
      take(compare_object(context_, i), context_.desired.table.rows()[i]);
      if (auto mark = mark_of_document(context_, i)) marks_.push_back(std::move(*mark));
    }
  }

  // A refused source says nothing about what is absent from it.
  void judge_absences() {
    if (!inputs_.source_complete || !is_whole(inputs_.selection) || plan_.refused) return;
    Absences absences = plan_absences(context_);
    for (Change& change : absences.changes) plan_.changes.push_back(std::move(change));
    for (AbsenceMark& mark : absences.marks) marks_.push_back(std::move(mark));
    for (EntityKey& key : absences.gone) plan_.gone.push_back(std::move(key));
    for (std::string& warning : absences.warnings) plan_.warnings.push_back(std::move(warning));
    for (std::size_t kind = 0; kind < absences.managed_live.size(); ++kind) {
      guards_.managed_live[kind] += absences.managed_live[kind];
    }
  }

  [[nodiscard]] bool is_touched(const Row& row) const {
    const auto& only = inputs_.selection.only;
    return !only || std::ranges::binary_search(*only, key_of(row));
  }

  void count_managed(std::size_t index) {
    const Row& row = context_.desired.table.rows()[index];
    const Row* live = context_.observed.table->find(row.entity, row.key.view());
    if (live == nullptr) return;
    const std::uint16_t kind = context_.desired.objects[index].kind;
    ++guards_.managed_live[kind];
    for (const Cell& cell : context_.desired.table.cells(row)) {
      const bool is_set = cell.kind == CellKind::set || cell.kind == CellKind::partial;
      const auto type = context_.catalog.entities[row.entity].fields[cell.field].type;
      if (!is_set || type == ValueType::records) continue;  // records are no memberships
      const auto members = cells_of(context_.observed.table->cells(*live), cell.field);
      if (!members.empty()) guards_.managed_members[kind] += members.size() - 1;
    }
  }

  void take(Compared compared, const Row& row) {
    if (auto* change = std::get_if<Change>(&compared)) {
      plan_.changes.push_back(std::move(*change));
    } else if (auto* in_sync = std::get_if<InSync>(&compared)) {
      ++plan_.in_sync;
      if (in_sync->adopted && !is_settling(context_, key_of(row))) plan_.adopted.push_back({key_of(row), id_of(row)});
      const bool is_forgotten = in_sync->gone && !is_settling(context_, key_of(row));
      if (is_forgotten && context_.inventory.find(key_of(row)) != nullptr) plan_.gone.push_back(key_of(row));
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

  // Another installation, or manifests that lost too much at once.
  void judge_source() {
    plan_.refused = check_binding(context_);
    const Selection& selection = inputs_.selection;
    if (plan_.refused || !selection.kinds.empty() || !selection.labels.empty()) return;
    plan_.refused = check_source(context_, plan_.warnings);
  }

  void block_refused() {
    if (!plan_.refused) return;
    for (Change& change : plan_.changes) block(change, plan_.refused->guard, plan_.refused->sentence);
  }

  // What is refused leaves no trace: neither what it would take over nor what it finds gone.
  void remember() {
    if (plan_.refused) {
      plan_.adopted.clear();
      plan_.gone.clear();
      return;
    }
    plan_.record = make_pass_record(context_, plan_.changes, std::move(marks_));
  }

  void block_what_cannot_be_written() {
    if (context_.observed.coverage.cannot.empty()) return;
    const std::string why = fmt::format("{}", fmt::join(context_.observed.coverage.cannot, "; "));
    for (Change& change : plan_.changes) block(change, "unsupported", why);
  }

  void order(const std::vector<Move>& moves) {
    std::vector<Dependency> dependencies = find_dependencies(context_, plan_.changes, moves);
    guard_time(context_, dependencies, plan_.changes);
    do {
      guard_min_admins(context_, plan_.changes);
    } while (block_dependants(dependencies, plan_.changes) || guard_time(context_, dependencies, plan_.changes));
    note_time(context_, plan_.changes);
    plan_.start_before = start_before(context_);
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
      change.fingerprint = shown_fingerprint(context_, change);
      change.requests = requests_of(context_, change);
      if (!is_blocked(change)) plan_.requests += change.requests;
    }
    plan_.listing_requests = context_.observed.coverage.requests;
    plan_.requests += read_back_requests(context_, plan_.changes);
    plan_.duration = duration_of(context_.desired.spec.budget, plan_.requests);
    plan_.consequences = describe_consequences(context_, plan_.changes);
    for (const std::string& note : context_.observed.coverage.notes) plan_.warnings.push_back(note);
    for (std::string& sentence : overrides_not_in_force(context_)) plan_.warnings.push_back(std::move(sentence));
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
  std::vector<AbsenceMark> marks_;
  bool dropped_ = false;
};

}  // namespace

SystemPlan plan_system(const PlanningContext& context, const PlanInputs& inputs, std::vector<Missing>& missing) {
  return SystemPlanning(context, inputs).run(missing);
}

}  // namespace muster::core
