#include "reconciler/engine/runner.h"

#include <algorithm>
#include <iterator>

#include "reconciler/core/edit.h"
#include "reconciler/engine/standing.h"

namespace muster::engine {

namespace {

constexpr Duration kFirstRetry{5'000};    // after a pass that left work, doubled each time up to the interval
constexpr Duration kLeaseRetry{15'000};   // while somebody else holds the lease
constexpr Duration kAfterInstant{1'000};  // past the moment when a window opens or a member expires
constexpr Duration kLongestWait{24 * 3600'000};

Duration until(WallTime then, WallTime now) { return std::max(then - now, Duration(0)) + kAfterInstant; }

// When the manifests ask for something else by themselves.
std::optional<WallTime> next_expiry(const core::DesiredSystem& system, WallTime now) {
  std::optional<WallTime> next;
  for (const core::DesiredObject& object : system.objects) {
    for (const core::ExpiringMember& member : object.expiring) {
      if (member.until > now && (!next || member.until < *next)) next = member.until;
    }
  }
  return next;
}

bool same_overrides(const core::Desired& one, const core::Desired& other) {
  return std::ranges::equal(one.overrides, other.overrides,
                            [](const core::Override& a, const core::Override& b) { return a.says_the_same_as(b); });
}

core::Edit edit_between(const core::Desired& before, const core::Desired& after, const std::string& name,
                        core::Catalogs catalogs) {
  const core::DesiredSystem& system = *after.find(name);
  core::Edit edit = core::compare_desired(*before.find(name), system, *find_catalog(catalogs, system.spec.provider));
  edit.changes_policy |= !same_overrides(before, after);
  return edit;
}

}  // namespace

SystemRunner::SystemRunner(const boost::asio::any_io_executor& executor, const LoopPorts& ports,
                           const LoopSettings& settings, std::string system)
    : ports_(&ports),
      settings_(&settings),
      system_(std::move(system)),
      alarm_(executor, *ports.clock),
      passes_(ports, system_),
      due_(ports.clock->now()),
      pass_began_(due_),
      moved_at_(due_) {
  status_.system = system_;
}

Task<void> SystemRunner::run() {
  while (!stopping_ && !retired_) {
    const Duration wait = until_due();
    if (wait > Duration(0)) co_await alarm_.wait(wait);
    if (stopping_ || retired_) break;
    co_await turn();
  }
  if (retired_ && !stopping_) co_await forget();
  lease_.reset();
  ended_ = true;
}

Duration SystemRunner::until_due() const {
  if (next_desired_) return Duration(0);
  if (!desired_) return kLongestWait;
  if (needs_full_ && status_.last_pass == std::nullopt) return Duration(0);
  return std::max(due_ - ports_->clock->now(), Duration(0));
}

Task<void> SystemRunner::turn() {
  const bool edited = co_await take_desired();
  if (!desired_) co_return;
  co_await take_lease();
  if (edited && !needs_full_) {
    const bool is_done = co_await run_edit();
    if (!is_done) needs_full_ = true;
  }
  if (edited && status_.state == SystemState::converged && !needs_full_) status_.applied_commit = desired_->commit;
  if (needs_full_ || ports_->clock->now() >= due_) co_await run_full();
}

// True: the manifests say something else than at the last pass.
Task<bool> SystemRunner::take_desired() {
  if (!next_desired_) co_return false;
  const std::shared_ptr<const core::Desired> next = std::move(next_desired_);
  next_desired_.reset();
  core::Edit edit;
  if (desired_) {
    const std::shared_ptr<const core::Desired> before = desired_;
    const core::Catalogs catalogs = ports_->catalogs;
    const std::string& name = system_;
    co_await ports_->compute->run([&] { edit = edit_between(*before, *next, name, catalogs); });
  }
  needs_full_ |= !desired_ || edit.changes_connection || edit.changes_policy || edit.removes_documents || edit.widens;
  if (edit.changes_connection) passes_.disconnect();
  desired_ = next;
  status_.desired_commit = next->commit;
  status_.provider = next->find(system_)->spec.provider;
  std::vector<core::EntityKey> touched;
  std::ranges::set_union(touched_, edit.touched, std::back_inserter(touched));
  touched_ = std::move(touched);
  co_return true;
}

Task<void> SystemRunner::take_lease() {
  if (settings_->mode == Mode::observe) {
    lease_.reset();
    status_.lease_holder.clear();
    co_return;
  }
  if (lease_ && lease_->is_held()) co_return;
  auto taken = co_await ports_->leases->take(system_, settings_->holder);
  if (taken) {
    lease_ = std::move(*taken);
    status_.lease_holder.clear();
    co_return;
  }
  lease_.reset();
  status_.lease_holder = taken.error().what;
  ports_->events->warned(system_, taken.error().what);
}

bool SystemRunner::is_paused() const { return core::is_paused(status_.pause, ports_->clock->wall_now()); }

PassOrder SystemRunner::make_order() const {
  PassOrder order;
  order.desired = desired_;
  order.lease = lease_;
  order.writes = lease_ != nullptr && !is_paused() && (!circuit_.is_open() || probed_);
  order.ceiling = settings_->ceiling;
  return order;
}

void SystemRunner::begin_pass(PassKind kind) {
  pass_began_ = ports_->clock->now();
  moved_at_ = pass_began_;
  status_.in_pass = true;
  ports_->events->pass_started(system_, kind);
}

Task<void> SystemRunner::run_full() {
  needs_full_ = false;
  touched_.clear();
  PassOrder order = make_order();
  begin_pass(PassKind::full);
  PassSummary pass = co_await passes_.full(std::move(order));
  end_pass(std::move(pass));
}

// False: a full pass has to follow.
Task<bool> SystemRunner::run_edit() {
  if (touched_.empty()) co_return true;
  std::vector<core::EntityKey> touched = std::move(touched_);
  touched_.clear();
  PassOrder order = make_order();
  begin_pass(PassKind::edit);
  EditSummary summary = co_await passes_.edit(std::move(order), std::move(touched));
  needs_full_ |= summary.needs_full;
  if (summary.pass.plan) {
    end_pass(std::move(summary.pass));
  } else {
    status_.in_pass = false;
  }
  co_return !needs_full_;
}

void SystemRunner::end_pass(PassSummary pass) {
  pass.duration = ports_->clock->now() - pass_began_;
  status_.in_pass = false;
  note_pass(status_, pass, ports_->clock->wall_now());
  judge_circuit(pass);
  schedule_next(pass);
  ports_->events->pass_finished(pass);
}

void SystemRunner::judge_circuit(const PassSummary& pass) {
  const bool was_open = circuit_.is_open();
  if (is_failure(pass)) {
    circuit_.failed();
    probed_ = false;
  } else if (was_open && !pass.report && lease_ && !is_paused()) {
    probed_ = true;  // it can be read again; whether it can be written shows the next pass
  } else {
    circuit_.succeeded();
    probed_ = false;
  }
  status_.circuit_open = circuit_.is_open();
  if (was_open != circuit_.is_open()) ports_->events->circuit_changed(system_, circuit_.is_open());
}

void SystemRunner::schedule_next(const PassSummary& pass) {
  unfinished_ = leaves_work(pass) ? unfinished_ + 1 : 0;
  const Duration wait = wait_after_pass();
  // An edit does not put off the full pass that is due.
  if (pass.kind == PassKind::full || ports_->clock->now() + wait < due_) due_ = ports_->clock->now() + wait;
  status_.next_pass = ports_->clock->wall_now() + (due_ - ports_->clock->now());
}

Duration SystemRunner::wait_after_pass() {
  const auto tenth = std::max<std::int64_t>(settings_->interval.count() / 10, 1);
  const auto jitter = static_cast<std::int64_t>(ports_->random->next() % static_cast<std::uint64_t>(2 * tenth + 1));
  Duration wait = settings_->interval - Duration(tenth) + Duration(jitter);
  if (circuit_.is_open() && !probed_) return std::min(circuit_.pause(), wait);  // never seen later than otherwise
  if (probed_) return kFirstRetry;
  const WallTime now = ports_->clock->wall_now();
  const core::DesiredSystem& system = *desired_->find(system_);
  if (unfinished_ > 0) wait = std::min(wait, kFirstRetry * (1 << std::min(unfinished_ - 1, 10)));
  if (const auto settles = passes_.settle_delay()) wait = std::min(wait, *settles + kAfterInstant);
  if (!status_.lease_holder.empty()) wait = std::min(wait, kLeaseRetry);
  if (const auto opens = core::opens_at(system.spec.windows, now)) wait = std::min(wait, until(*opens, now));
  if (const auto expiry = next_expiry(system, now)) wait = std::min(wait, until(*expiry, now));
  if (core::is_paused(system.spec.pause, now) && system.spec.pause->until) {
    wait = std::min(wait, until(*system.spec.pause->until, now));
  }
  return wait;
}

Task<void> SystemRunner::forget() {
  if (settings_->mode == Mode::observe) co_return;
  co_await take_lease();
  if (!lease_) co_return;
  core::AuditRecord record;
  record.system = system_;
  record.at = ports_->clock->wall_now();
  record.event = core::AuditEvent::forgotten;
  record.sentence = "its System document is gone, so nothing is known of it any more";
  auto forgotten = co_await ports_->store->forget_system(system_, std::move(record));
  if (!forgotten) ports_->events->warned(system_, forgotten.error().what);
}

void SystemRunner::stop() {
  stopping_ = true;
  passes_.stop();
  alarm_.ring();
}

void SystemRunner::retire() {
  retired_ = true;
  passes_.stop();
  alarm_.ring();
}

void SystemRunner::desire(std::shared_ptr<const core::Desired> desired) {
  next_desired_ = std::move(desired);
  alarm_.ring();
}

void SystemRunner::trigger() {
  needs_full_ = true;
  due_ = ports_->clock->now();
  alarm_.ring();
}

void SystemRunner::pause(const core::Pause& pause) { status_.pause = pause; }

void SystemRunner::resume() {
  status_.pause.reset();
  trigger();
}

void SystemRunner::note_progress() { moved_at_ = ports_->clock->now(); }

bool SystemRunner::is_alive() const { return !status_.in_pass || ports_->clock->now() - moved_at_ < kStall; }

}  // namespace muster::engine
