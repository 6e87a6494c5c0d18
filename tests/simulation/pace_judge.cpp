#include "tests/simulation/pace_judge.h"

#include <fmt/format.h>

#include <algorithm>

#include "reconciler/core/intent.h"

namespace muster::simulation {

namespace {
constexpr engine::Duration kWindow{60'000};

// Empty: they are about different objects, or one of them writes nothing.
std::string shared_object(const Exchange& one, const Exchange& other) {
  for (const std::string& object : one.objects) {
    if (other.objects.contains(object)) return object;
  }
  return {};
}
}  // namespace

void PaceJudge::judge(const Exchange& exchange, const std::deque<Exchange>& exchanges) {
  ++findings_.counts.requests;
  judge_budget(exchange, exchanges);
  if (!is_write(exchange)) return;
  ++findings_.counts.writes;
  judge_doubt(exchange, exchanges);
}

void PaceJudge::judge_budget(const Exchange& exchange, const std::deque<Exchange>& exchanges) {
  int in_window = 1;
  int under_way = 1;
  for (auto at = exchanges.rbegin(); at != exchanges.rend() && at->sent_at > timeline_.now() - kWindow; ++at) {
    if (at->process != exchange.process) break;
    ++in_window;
    if (!at->ended_at) ++under_way;
  }
  const int allowed = std::max(1, policy_.requests_per_minute * policy_.share / 100);
  if (in_window > allowed)
    findings_.fail(fmt::format("{} requests within a minute, {} are allowed", in_window, allowed));
  if (under_way > policy_.concurrency) {
    findings_.fail(fmt::format("{} requests at a time, {} are allowed", under_way, policy_.concurrency));
  }
}

void PaceJudge::judge_doubt(const Exchange& exchange, const std::deque<Exchange>& exchanges) {
  for (const Exchange& earlier : exchanges) {
    const std::string shared = shared_object(earlier, exchange);
    if (shared.empty() || earlier.told) continue;
    if (is_settled(earlier)) continue;
    findings_.fail(
        fmt::format("{} {} was sent while the {} sent at {:.3f} s could still arrive or be hidden",
                    net::to_text(exchange.method), shared, net::to_text(earlier.method),
                    static_cast<double>((earlier.sent_at - timeline_.now() + timeline_.elapsed()).count()) / 1e3));
  }
}

// Its outcome could be known, or enough time has passed since it was given up.
bool PaceJudge::is_settled(const Exchange& earlier) const {
  const bool has_died = !earlier.ended_at && ended_.contains(earlier.process);
  if (!earlier.ended_at && !has_died) return false;
  if (earlier.carried_out && *earlier.arrived_at + hidden_ <= timeline_.now()) return true;
  const auto wait = core::kWriteTimeout + std::chrono::seconds(policy_.visibility_delay_s);
  const auto next = started_.upper_bound(earlier.process);
  const auto given_up = earlier.ended_at         ? *earlier.ended_at
                        : next == started_.end() ? ended_.at(earlier.process)
                                                 : next->second;
  return timeline_.now() >= given_up + wait;
}

}  // namespace muster::simulation
