// What happens in one seed, and when: everything is drawn from the seed before anything runs.
#include <fmt/format.h>

#include <algorithm>

#include "providers/simulators/genesys_gws/organisation.h"
#include "tests/simulation/play.h"

namespace muster::simulation {

namespace {

using engine::Duration;
using simulators::Draw;
using simulators::FaultKind;

constexpr Duration kSecond{1'000};
constexpr Duration kMinute{60'000};
constexpr Duration kTurmoil = 90 * kMinute;  // happenings begin before

// Streams of neighbouring seeds would be the same numbers, shifted.
Draw stream(std::uint64_t seed, std::uint64_t number) { return Draw(Draw(seed, number).next()); }

class Scenario {
 public:
  explicit Scenario(std::uint64_t seed, bool keeps_trace) : draw_(stream(seed, 1)), edits_(stream(seed, 2)) {
    Setting setting;
    setting.seed = seed;
    setting.keeps_trace = keeps_trace;
    setting.world = world(seed);
    Policy policy = draw_policy(setting.world);
    setting.interval = chance(50) ? 5 * kMinute : 10 * kMinute;
    interval_ = setting.interval;
    setting.manifests = first_manifests(setting.world, edits_, std::move(policy));
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
  Duration some_time() { return Duration(static_cast<std::int64_t>(draw_.below(kTurmoil.count()))); }
  Duration some_pause() { return Duration(static_cast<std::int64_t>(200 + draw_.below(chance(80) ? 5'000 : 90'000))); }

  void plan(Duration when, std::function<void()> happening) {
    last_ = std::max(last_, when);
    play_->happen_at(when, std::move(happening));
  }

  static gws::World world(std::uint64_t seed) {
    Draw draw = stream(seed, 3);
    gws::World world = gws::generated_organisation(8 + draw.below(30), seed);
    world.quirks.csrf = draw.below(4) == 0;
    world.quirks.sticky_cookie = draw.below(5) == 0;
    world.quirks.id_form = draw.below(2) == 0 ? gws::IdForm::hex : gws::IdForm::dashed;
    world.quirks.reordering = draw.below(2) == 0 ? gws::Reordering::none : gws::Reordering::within_page;
    world.quirks.page_cap = draw.below(5) == 0 ? 7 : 0;
    world.quirks.omits_defaults = draw.below(5) == 0;
    if (draw.below(4) == 0) world.quirks.visibility_lag = Duration(static_cast<std::int64_t>(draw.below(4'500)));
    if (draw.below(6) == 0) world.quirks.read_lag = Duration(static_cast<std::int64_t>(draw.below(4'500)));
    return world;
  }

  Policy draw_policy(const gws::World& world) {
    Policy policy;
    policy.corrects_drift = chance(70);
    if (chance(25)) policy.removals.number = static_cast<int>(draw_.below(3));
    if (chance(15)) policy.updates.number = static_cast<int>(1 + draw_.below(12));
    if (chance(20)) policy.member_removals.number = static_cast<int>(1 + draw_.below(6));
    policy.min_admins = static_cast<int>(1 + draw_.below(3));
    if (chance(40)) {
      for (const gws::User& user : world.users.slots()) {
        if (user.has_role("ROLE_ADMIN") && policy.required_admins.empty() && user.user_name != "svc-muster") {
          policy.required_admins.insert(user.user_name);
        }
      }
    }
    constexpr int kRates[] = {120, 300, 600, 6'000};
    policy.requests_per_minute = kRates[draw_.below(4)];
    policy.share = chance(50) ? 100 : 60;
    policy.concurrency = static_cast<int>(1 + draw_.below(6));
    return policy;
  }

  void plan_edit() {
    const bool is_broken = chance(12);
    plan(some_time(), [this, is_broken] {
      Manifests next = play_->manifests_in_force();
      if (is_broken) {
        next.broken = true;
      } else {
        edit_manifests(next, play_->wire().world(), edits_);
      }
      play_->push(std::move(next));
    });
    if (chance(10)) plan(some_time(), [this] { play_->change_password_of_joiners(); });
  }

  void plan_drift() {
    const std::uint64_t stream = draw_.next();
    plan(some_time(), [this, stream] {
      play_->drift([stream](gws::World& world, engine::WallTime now) {
        Draw draw(stream);
        gws::EditSettings settings;
        if (draw.below(4) == 0) settings.edits.push_back(gws::Edit::create_user);
        return gws::edit_at_random(world, now, draw, settings);
      });
    });
  }

  void plan_faults() {
    const Duration begin = chance(25) ? Duration(0) : some_time();
    const Duration length = chance(20) ? kMinute / 4 : Duration(static_cast<std::int64_t>(draw_.below(25 * 60'000)));
    simulators::FaultSettings settings = draw_faults();
    plan(begin, [this, settings] { play_->begin_faults(settings); });
    plan(begin + length, [this] { play_->end_faults(); });
  }

  simulators::FaultSettings draw_faults() {
    simulators::FaultSettings settings;
    settings.seed = draw_.next();
    settings.late = Duration(static_cast<std::int64_t>(200 + draw_.below(4'300)));
    if (chance(15)) {  // nothing works at all
      settings.set(chance(50) ? FaultKind::connection_refused : FaultKind::silence_before, 1.0);
      return settings;
    }
    auto kinds = simulators::every_fault();
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
    constexpr const char* kParts[] = {"", "", "begin", "close", "POST", "PUT", "DELETE", "record", "POST on its way"};
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
    play_->end_faults();
    play_->disarm();
    if (!play_->is_newest_usable()) play_->push(play_->manifests_in_force());
    play_->run_for(100 * kSecond);  // the longest pause before a new process
  }

  Draw draw_;
  Draw edits_;
  std::unique_ptr<Play> play_;
  Duration interval_{0};
  Duration last_{0};
};

}  // namespace

Verdict play_seed(std::uint64_t seed, bool keeps_trace) { return Scenario(seed, keeps_trace).run(); }

}  // namespace muster::simulation
