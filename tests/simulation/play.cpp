#include "tests/simulation/play.h"

#include <fmt/format.h>

#include "providers/simulators/genesys_gws/organisation.h"
#include "tests/simulation/end_judge.h"

namespace muster::simulation {

using engine::Duration;

namespace {
constexpr Duration kStopTime{10'000};  // then the service manager kills it
}  // namespace

class Play::Recorder final : public engine::Events {
 public:
  explicit Recorder(Play& play) : play_(play) {}

  void pass_started(const std::string&, engine::PassKind kind) override {
    // A full pass may follow an edit's at once, with the same manifests.
    if (!was_edit_ || kind == engine::PassKind::edit) play_.oldest_state_ = play_.taken_;
    was_edit_ = kind == engine::PassKind::edit;
    play_.findings_.note(kind == engine::PassKind::full ? "pass" : "pass of an edit");
    ++play_.findings_.counts.passes;
  }
  void pass_finished(const engine::PassSummary& pass) override {
    play_.findings_.note("pass over: " + (pass.failure ? pass.failure->what : std::string("observed")));
  }
  void source_changed(const engine::SourceUpdate& update) override {
    if (update.desired) play_.taken_ = play_.history_.in_force();
    play_.findings_.note("manifests: " + update.commit);
  }
  void step_finished(const std::string&, const core::Change& change, core::Outcome outcome) override {
    play_.findings_.note(fmt::format("step: {} {} {}", core::to_text(change.intended), change.name, to_text(outcome)));
  }
  void settled(const std::string&, const core::Closing& closing) override {
    play_.findings_.note(fmt::format("settled: {} {}", closing.audit.name, to_text(closing.outcome)));
  }
  void circuit_changed(const std::string&, bool open) override {
    play_.findings_.note(open ? "circuit opens" : "circuit closes");
  }
  void warned(const std::string&, const std::string& sentence) override { play_.findings_.note("warned: " + sentence); }

 private:
  Play& play_;
  bool was_edit_ = false;
};

Play::Play(Setting setting)
    : seed_(setting.seed),
      interval_(setting.interval),
      findings_(timeline_, setting.keeps_trace),
      wire_(std::make_unique<Wire>(timeline_, std::move(setting.world), setting.seed)),
      events_(std::make_unique<Recorder>(*this)),
      policy_(setting.manifests.policy) {
  effects_ = std::make_unique<EffectJudge>(wire_->world(), history_, findings_);
  pace_ = std::make_unique<PaceJudge>(policy_, wire_->world().quirks, timeline_, findings_);
  wire_->on_send = [this](const Exchange& exchange) { pace_->judge(exchange, wire_->exchanges()); };
  wire_->on_arrival = [this](const Exchange& exchange) {
    findings_.note(fmt::format("{} {} {}{}", exchange.process, net::to_text(exchange.method), exchange.target,
                               exchange.fault ? fmt::format(" ({})", to_text(*exchange.fault)) : ""));
    effects_->judge_new(wire_->exchanges());
  };
  secrets_.values = {{"env:GWS_PASSWORD", std::string(gws::kServicePassword)}, {"env:JOINER_PASSWORD", "joiner-1"}};
  findings_.note(setting.manifests.text().substr(0, setting.manifests.text().find("---")));
  note_documents(Manifests(), setting.manifests);
  history_.push(std::move(setting.manifests));
  start_process();
}

Play::~Play() { process_.reset(); }

Surroundings Play::surroundings() {
  Surroundings made;
  made.timeline = &timeline_;
  made.wall_error = &wall_error_;
  made.wire = wire_.get();
  made.store = store_.get();
  made.leases = &leases_;
  made.secrets = &secrets_;
  made.events = events_.get();
  made.password_version = &password_version_;
  made.oldest_state = [this] { return oldest_state_; };
  return made;
}

void Play::start_process() {
  auto opened = disk_.open();
  if (!opened) return findings_.fail("the store does not open: " + opened.error().what);
  store_ = std::move(*opened);
  ++lives_;
  is_stopping_ = false;
  pace_->process_started(lives_);
  findings_.note(fmt::format("process {} starts", lives_));
  process_ =
      std::make_unique<Process>(surroundings(), lives_, seed_ * 1'000 + static_cast<unsigned>(lives_), interval_);
  push_to_process();
}

void Play::push_to_process() {
  if (!process_) return;
  const ManifestState& newest = history_.newest();
  if (newest.desired) {
    process_->source().push(newest.desired);
  } else {
    process_->source().push_broken(fmt::format("commit-{}", history_.states().size() - 1), newest.problem);
  }
}

void Play::end_process(bool loses_power) {
  findings_.note(fmt::format("process {} is gone, {}", process_->number(), process_->kill_switch().where()));
  process_.reset();
  if (loses_power) lose_power();  // before the store could be closed in order
  store_.reset();
  if (!disk_.has_power()) lose_power();
  disk_.lose_power_after(~std::uint64_t{0});
  pace_->process_ended(lives_);
  const std::string wrong = disk_.check_audit();
  if (!wrong.empty()) findings_.fail("audit: " + wrong);
  timeline_.after(pause_, [this] { start_process(); });
}

void Play::lose_power() {
  disk_.lose_power(seed_ + static_cast<unsigned>(lives_));
  ++findings_.counts.power_losses;
}

// After everything that is ready has run.
void Play::look_at_process() {
  if (!process_) return;
  process_->poll();
  if (!disk_.has_power()) process_->kill_switch().kill();
  if (process_->has_died()) {
    ++findings_.counts.kills;
    end_process(loses_power_ || !disk_.has_power());
  } else if (process_->has_ended()) {
    if (!is_stopping_) findings_.fail("the daemon ended by itself: " + process_->failure());
    end_process(false);
  } else if (!process_->loop().is_alive()) {
    findings_.fail("the watchdog would end a process that works");
  }
}

void Play::run_for(Duration duration) {
  const auto end = timeline_.now() + duration;
  look_at_process();
  while (timeline_.next() && *timeline_.next() <= end) {
    timeline_.step();
    look_at_process();
  }
  timeline_.go_to(end);
}

void Play::happen_at(Duration since_start, std::function<void()> happening) {
  timeline_.after(since_start - timeline_.elapsed(), std::move(happening));
}

void Play::note_documents(const Manifests& before, const Manifests& after) {
  for (const auto& [login, wish] : after.people) {
    if (before.document(login) != after.document(login)) findings_.note("document: " + after.document(login));
  }
  for (const auto& [login, wish] : before.people) {
    if (!after.people.contains(login)) findings_.note("document gone: " + login);
  }
}

void Play::push(Manifests manifests) {
  note_documents(history_.newest().manifests, manifests);
  const ManifestState& state = history_.push(std::move(manifests));
  ++(state.desired ? findings_.counts.edits : findings_.counts.broken);
  findings_.note(fmt::format("commit {}{}{}", history_.states().size() - 1, state.desired ? "" : ": ", state.problem));
  push_to_process();
}

const Manifests& Play::manifests_in_force() const { return history_.states()[history_.in_force()].manifests; }

void Play::arm(std::uint64_t calls, std::string part, Duration pause, bool loses_power) {
  if (!process_) return;
  pause_ = pause;
  loses_power_ = loses_power;
  process_->kill_switch().count_only(std::move(part));
  process_->kill_switch().arm(calls);
}

void Play::kill_now(Duration pause, bool loses_power) {
  if (!process_) return;
  pause_ = pause;
  loses_power_ = loses_power;
  process_->kill_switch().kill();
}

void Play::lose_power_after(std::uint64_t operations, Duration pause) {
  pause_ = pause;
  disk_.lose_power_after(operations);
}

void Play::disarm() {
  disk_.lose_power_after(~std::uint64_t{0});
  if (process_) process_->kill_switch().arm(0);
}

void Play::judge_audit() {
  const std::string wrong = disk_.check_audit();
  if (!wrong.empty()) findings_.fail("audit: " + wrong);
  for (const auto& [login, times] : effects_->created()) {
    if (disk_.audited("create", login) + disk_.audited("restore", login) < times) {
      findings_.fail("the audit does not know of a create of " + login);
    }
  }
  for (const auto& [login, times] : effects_->removed()) {
    if (disk_.audited("remove", login) < times) findings_.fail("the audit does not know of a removal of " + login);
  }
}

void Play::stop(Duration pause) {
  if (!process_) return;
  pause_ = pause;
  loses_power_ = false;
  is_stopping_ = true;
  ++findings_.counts.stops;
  findings_.note("asked to stop");
  process_->loop().stop();
  timeline_.after(kStopTime, [this, life = lives_] {
    if (process_ && lives_ == life) process_->kill_switch().kill();
  });
}

void Play::jump(Duration by) {
  wall_error_ += by;
  ++findings_.counts.jumps;
  findings_.note(fmt::format("the clock jumps by {} s", by.count() / 1000));
}

void Play::drift(const std::function<bool(gws::World&, engine::WallTime)>& change) {
  wire_->let_late_ones_arrive();
  effects_->judge_new(wire_->exchanges());
  if (change(wire_->world(), timeline_.right_time())) ++findings_.counts.drifts;
  effects_->judge_new(wire_->exchanges());
}

void Play::begin_faults(simulators::FaultSettings settings) {
  findings_.note("faults begin");
  wire_->simulator().faults().change(std::move(settings));
}

void Play::end_faults() {
  findings_.note("faults end");
  wire_->simulator().faults().stop();
}

void Play::change_password_of_joiners() { secrets_.values["env:JOINER_PASSWORD"] += "+"; }

Verdict Play::judge() {
  wire_->let_late_ones_arrive();
  effects_->judge_new(wire_->exchanges());
  if (!process_) {
    findings_.fail("no process runs at the end");
  } else {
    const End end{wire_->world(), history_, effects_->shadow(), secrets_.values.at("env:JOINER_PASSWORD")};
    judge_end(end, process_->loop().status(), findings_);
  }
  process_.reset();
  store_.reset();
  judge_audit();
  findings_.counts.faults = wire_->simulator().faults().played();
  findings_.counts.minutes = static_cast<std::uint64_t>(timeline_.elapsed().count()) / 60'000;
  for (const Exchange& exchange : wire_->exchanges()) {
    if (is_write(exchange) && !exchange.told) ++findings_.counts.in_doubt;
  }
  Verdict verdict;
  verdict.seed = seed_;
  verdict.digest = findings_.digest();
  verdict.failures = findings_.failures();
  verdict.counts = findings_.counts;
  verdict.trace = findings_.trace();
  return verdict;
}

}  // namespace muster::simulation
