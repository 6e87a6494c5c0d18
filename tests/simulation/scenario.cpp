#include "tests/simulation/scenario.h"

#include <fmt/format.h>

#include <algorithm>

#include "tests/simulation/installation.h"
#include "tests/simulation/streams.h"

namespace muster::simulation {

namespace {

using engine::Duration;
using simulators::Draw;
using simulators::FaultKind;

constexpr Duration kSecond{1'000};
constexpr Duration kMinute{60'000};
constexpr Duration kTurmoil = 90 * kMinute;  // happenings begin before

class Scenario {
 public:
  Scenario(std::uint64_t seed, const std::vector<Vendor>& vendors, bool keeps_trace)
      : draw_(stream(seed, 1)), installation_(seed, draw_) {
    Setting setting;
    setting.seed = seed;
    setting.keeps_trace = keeps_trace;
    setting.manifests.gws.is_used = false;
    for (const Vendor vendor : vendors) systems_.push_back(installation_.add(vendor, setting));
    setting.interval = chance(50) ? 5 * kMinute : 10 * kMinute;
    interval_ = setting.interval;
    play_ = std::make_unique<Play>(std::move(setting));
  }

  Verdict run() {
    for (auto count = 2 + draw_.below(5); count > 0; --count) plan_edit();
    for (auto count = draw_.below(5); count > 0; --count) plan_drift();
    for (auto count = draw_.below(4); count > 0; --count) plan_faults();
    for (auto count = draw_.below(6); count > 0; --count) plan_kill();
    if (chance(25)) plan_stop();
    for (auto count = draw_.below(3); count > 0; --count) plan_jump();
    play_->run_for(last_ + kSecond);
    finish_turmoil();
    play_->run_for(2 * interval_ + interval_ / 5 + kMinute);
    return play_->judge();
  }

 private:
  bool chance(std::uint64_t percent) { return draw_.below(100) < percent; }
  const std::string& some_system() { return systems_[draw_.below(systems_.size())]; }
  Duration some_time() { return Duration(static_cast<std::int64_t>(draw_.below(kTurmoil.count()))); }
  Duration some_pause() { return Duration(static_cast<std::int64_t>(200 + draw_.below(chance(80) ? 5'000 : 90'000))); }

  void plan(Duration when, std::function<void()> happening) {
    last_ = std::max(last_, when);
    play_->happen_at(when, std::move(happening));
  }

  void plan_edit() {
    const bool is_broken = chance(12);
    const std::string system = some_system();
    plan(some_time(), [this, is_broken, system] {
      Manifests next = play_->manifests_in_force();
      if (is_broken) {
        next.broken = true;
      } else {
        installation_.edit(next, system, *play_);
      }
      play_->push(std::move(next));
    });
    if (chance(10)) plan(some_time(), [this] { play_->change_secrets(); });
  }

  void plan_drift() {
    const std::uint64_t number = draw_.next();
    const std::string system = some_system();
    plan(some_time(), [this, number, system] {
      play_->drift(system, [this, number, &system](engine::WallTime now) {
        Draw draw(number);
        return play_->wire(system).site().drift(draw, now);
      });
    });
  }

  void plan_faults() {
    const std::string system = some_system();
    const Duration begin = chance(25) ? Duration(0) : some_time();
    const Duration length = chance(20) ? kMinute / 4 : Duration(static_cast<std::int64_t>(draw_.below(25 * 60'000)));
    simulators::FaultSettings settings = draw_faults(play_->wire(system).site().passing_faults());
    plan(begin, [this, system, settings] { play_->begin_faults(system, settings); });
    plan(begin + length, [this, system] { play_->end_faults(system); });
  }

  simulators::FaultSettings draw_faults(std::vector<FaultKind> kinds) {
    simulators::FaultSettings settings;
    settings.seed = draw_.next();
    settings.late = Duration(static_cast<std::int64_t>(200 + draw_.below(4'300)));
    if (chance(15)) {  // nothing works at all
      settings.set(chance(50) ? FaultKind::connection_refused : FaultKind::silence_before, 1.0);
      return settings;
    }
    if (chance(60)) {
      std::erase_if(kinds, [&](FaultKind) { return chance(70); });
      if (kinds.empty()) kinds.push_back(FaultKind::reset_after);
    }
    settings.share(kinds, 0.05 + 0.35 * draw_.unit());
    return settings;
  }

  void plan_kill() {
    const Duration pause = some_pause();
    const bool loses_power = chance(40);
    if (chance(30)) return plan(some_time(), [=, this] { play_->kill_now(pause, loses_power); });
    if (chance(15)) {
      const auto operations = draw_.below(400);
      return plan(some_time(), [=, this] { play_->lose_power_after(operations, pause); });
    }
    constexpr const char* kParts[] = {"",       "",       "begin", "close", "POST",           "PUT",
                                      "DELETE", "record", "PATCH", "keep",  "POST on its way"};
    const std::string part = kParts[draw_.below(std::size(kParts))];
    const auto calls = 1 + draw_.below(part.empty() ? 80 : 6);
    plan(some_time(), [=, this] { play_->arm(calls, part, pause, loses_power); });
  }

  void plan_stop() {
    const Duration pause = some_pause();
    plan(some_time(), [=, this] { play_->stop(pause); });
  }

  void plan_jump() {
    const auto reach = chance(15) ? 26 * 60 : 120;
    const auto minutes = static_cast<std::int64_t>(draw_.below(static_cast<std::uint64_t>(2 * reach))) - reach;
    plan(some_time(), [this, minutes] { play_->jump(minutes * kMinute); });
  }

  // From here on all is well: nobody kills, what is broken is mended, and a process runs.
  void finish_turmoil() {
    for (const std::string& system : systems_) play_->end_faults(system);
    play_->disarm();
    play_->settle();
    if (!play_->is_newest_usable()) play_->push(play_->manifests_in_force());
    play_->run_for(100 * kSecond);  // the longest pause before a new process
  }

  Draw draw_;
  Installation installation_;
  std::vector<std::string> systems_;
  std::unique_ptr<Play> play_;
  Duration interval_{0};
  Duration last_{0};
};

}  // namespace

namespace {

struct NamedVendor {
  std::string_view name;
  Vendor vendor;
};

constexpr NamedVendor kAll[] = {{"genesys-gws", Vendor::genesys_gws},
                                {"webex", Vendor::webex},
                                {"uccx", Vendor::uccx},
                                {"ameyo", Vendor::ameyo},
                                {"cucm-uds", Vendor::cucm_uds}};
constexpr std::uint64_t kNeighbours = 16;  // the last of them plays all vendors at once

std::vector<Vendor> all_vendors() {
  std::vector<Vendor> vendors;
  for (const auto& [name, vendor] : kAll) vendors.push_back(vendor);
  return vendors;
}

}  // namespace

std::optional<std::vector<Vendor>> vendors_named(std::string_view text) {
  if (text == "all") return all_vendors();
  for (const auto& [name, vendor] : kAll) {
    if (name == text) return std::vector{vendor};
  }
  return std::nullopt;
}

std::vector<Vendor> vendors_of(std::uint64_t seed) {
  const std::uint64_t place = seed % kNeighbours;
  if (place == kNeighbours - 1) return all_vendors();
  return {kAll[seed % std::size(kAll)].vendor};
}

Verdict play_seed(std::uint64_t seed, const std::vector<Vendor>& vendors, bool keeps_trace) {
  return Scenario(seed, vendors, keeps_trace).run();
}

Verdict play_seed(std::uint64_t seed, bool keeps_trace) { return play_seed(seed, vendors_of(seed), keeps_trace); }

}  // namespace muster::simulation
