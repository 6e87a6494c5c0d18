#include "tests/simulation/play.h"

#include <fmt/format.h>

#include <algorithm>

#include "tests/simulation/held_back.h"

namespace muster::simulation {

using engine::Duration;

namespace {
constexpr Duration kStopTime{10'000};  // then the service manager kills it
}  // namespace

class Play::Recorder final : public engine::Events {
 public:
  explicit Recorder(Play& play) : play_(play) {}

  void pass_started(const std::string& name, engine::PassKind kind) override {
    System& system = play_.find(name);
    // A full pass may follow an edit's at once, with the same manifests.
    if (!system.was_edit || kind == engine::PassKind::edit) system.oldest_state = play_.taken_;
    system.was_edit = kind == engine::PassKind::edit;
    play_.findings_.note(name + (kind == engine::PassKind::full ? ": pass" : ": pass of an edit"));
    ++play_.findings_.counts.passes;
  }
  void pass_finished(const engine::PassSummary& pass) override {
    play_.find(pass.system).refusals.note(pass);
    play_.findings_.note(
        fmt::format("{}: pass over: {}", pass.system, pass.failure ? pass.failure->what : std::string("observed")));
  }
  void source_changed(const engine::SourceUpdate& update) override {
    if (update.desired) play_.taken_ = play_.history_.in_force();
    play_.findings_.note("manifests: " + update.commit);
  }
  void step_finished(const std::string& system, const core::Change& change, core::Outcome outcome) override {
    play_.findings_.note(
        fmt::format("{}: step: {} {} {}", system, core::to_text(change.intended), change.name, to_text(outcome)));
  }
  void settled(const std::string& system, const core::Closing& closing) override {
    play_.findings_.note(fmt::format("{}: settled: {} {}", system, closing.audit.name, to_text(closing.outcome)));
  }
  void circuit_changed(const std::string& system, bool open) override {
    play_.findings_.note(system + (open ? ": circuit opens" : ": circuit closes"));
  }
  void warned(const std::string& system, const std::string& sentence) override {
    play_.findings_.note(system + ": warned: " + sentence);
  }

 private:
  Play& play_;
};

Play::System::System(std::unique_ptr<Site> site, const Setting& setting, Play& play)
    : name(site->system()),
      policy(setting.manifests.policy(name)),
      wire(play.timeline_, std::move(site), setting.seed),
      judge(wire.site().judge(play.history_, play.findings_)),
      pace(policy, wire.site().longest_lag(), play.timeline_, play.findings_) {}

Play::Play(Setting setting)
    : seed_(setting.seed),
      interval_(setting.interval),
      findings_(timeline_, setting.keeps_trace),
      secrets_([this](const std::string& reference) { return secret_of_a_site(reference); }),
      events_(std::make_unique<Recorder>(*this)) {
  for (auto& site : setting.sites) install(std::move(site), setting);
  note_documents(Manifests(), setting.manifests);
  history_.push(std::move(setting.manifests));
  start_process();
}

void Play::install(std::unique_ptr<Site> site, const Setting& setting) {
  systems_.push_back(std::make_unique<System>(std::move(site), setting, *this));
  System& system = *systems_.back();
  system.wire.on_send = [&system](const Exchange& exchange) { system.pace.judge(exchange, system.wire.exchanges()); };
  system.wire.on_arrival = [this, &system](const Exchange& exchange) { note_arrival(system, exchange); };
}

void Play::note_arrival(System& system, const Exchange& exchange) {
  findings_.note(fmt::format("{} {} {} {}{}", exchange.process, system.name, net::to_text(exchange.method),
                             exchange.target, exchange.fault ? fmt::format(" ({})", to_text(*exchange.fault)) : ""));
  system.judge->judge_new(system.wire);
}

Play::System& Play::find(const std::string& system) {
  const auto is_it = [&](const auto& each) { return system.empty() || each->name == system; };
  return **std::ranges::find_if(systems_, is_it);
}

Play::~Play() { process_.reset(); }

Surroundings Play::surroundings() {
  Surroundings made;
  made.timeline = &timeline_;
  made.wall_error = &wall_error_;
  for (const auto& system : systems_) made.wires[system->name] = &system->wire;
  made.store = store_.get();
  made.leases = &leases_;
  made.secrets = &secrets_;
  made.events = events_.get();
  made.password_version = &password_version_;
  made.oldest_state = [this](const std::string& system) { return find(system).oldest_state; };
  return made;
}

void Play::start_process() {
  auto opened = disk_.open();
  if (!opened) return findings_.fail("the store does not open: " + opened.error().what);
  store_ = std::move(*opened);
  ++lives_;
  is_stopping_ = false;
  for (const auto& system : systems_) system->pace.process_started(lives_);
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
  for (const auto& system : systems_) system->pace.process_ended(lives_);
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
  const auto old = before.documents();
  const auto now = after.documents();
  for (const auto& [about, text] : now) {
    const auto at = old.find(about);
    if (at == old.end() || at->second != text) findings_.note("document: " + text);
  }
  for (const auto& [about, text] : old) {
    if (!now.contains(about)) findings_.note("document gone: " + about);
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

void Play::judge_audit(const System& system) {
  // Names of entities and of objects may hold spaces: one of the ways to read it is right.
  const auto audited = [&](const char* action, const std::string& object) {
    int times = 0;
    for (auto space = object.find(' '); space != std::string::npos; space = object.find(' ', space + 1)) {
      times += disk_.audited(action, {system.name, object.substr(0, space), object.substr(space + 1)});
    }
    return times;
  };
  for (const auto& [object, times] : system.judge->created()) {
    if (audited("create", object) + audited("restore", object) < times) {
      findings_.fail("the audit does not know of a create of " + object);
    }
  }
  for (const auto& [object, times] : system.judge->removed()) {
    if (audited("remove", object) < times) findings_.fail("the audit does not know of a removal of " + object);
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

void Play::drift(const std::string& name, const std::function<bool(engine::WallTime)>& change) {
  System& system = find(name);
  system.wire.let_late_ones_arrive();
  system.judge->judge_new(system.wire);
  if (change(timeline_.right_time())) ++findings_.counts.drifts;
  system.judge->judge_new(system.wire);
}

void Play::begin_faults(const std::string& system, simulators::FaultSettings settings) {
  findings_.note(system + ": faults begin");
  wire(system).site().faults().change(std::move(settings));
}

void Play::end_faults(const std::string& system) {
  findings_.note(system + ": faults end");
  wire(system).site().faults().stop();
}

void Play::change_secrets() {
  findings_.note("the secrets change");
  secrets_.change();
}

void Play::settle() {
  for (const auto& system : systems_) {
    system->wire.let_late_ones_arrive();
    system->wire.site().settle(timeline_.right_time());
    system->judge->judge_new(system->wire);
  }
}

std::optional<std::string> Play::secret_of_a_site(const std::string& reference) const {
  for (const auto& system : systems_) {
    if (auto value = system->wire.site().secret(reference)) return value;
  }
  return std::nullopt;
}

void Play::judge_end() {
  for (const auto& system : systems_) {
    system->wire.let_late_ones_arrive();
    system->judge->judge_new(system->wire);
  }
  if (!process_) return findings_.fail("no process runs at the end");
  const engine::Status status = process_->loop().status();
  note_plans(status, findings_);
  for (const auto& system : systems_) system->judge->judge_end({status, system->refusals}, secrets_.values());
}

Verdict Play::judge() {
  judge_end();
  process_.reset();
  store_.reset();
  const std::string wrong = disk_.check_audit();
  if (!wrong.empty()) findings_.fail("audit: " + wrong);
  for (const auto& system : systems_) {
    judge_audit(*system);
    findings_.counts.faults += system->wire.site().faults().played();
    for (const Exchange& exchange : system->wire.exchanges()) {
      if (is_write(exchange) && !exchange.told) ++findings_.counts.in_doubt;
    }
  }
  findings_.counts.minutes = static_cast<std::uint64_t>(timeline_.elapsed().count()) / 60'000;
  Verdict verdict;
  verdict.seed = seed_;
  verdict.digest = findings_.digest();
  verdict.failures = findings_.failures();
  verdict.counts = findings_.counts;
  verdict.trace = findings_.trace();
  return verdict;
}

}  // namespace muster::simulation
