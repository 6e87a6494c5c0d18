#include "tests/simulation/wire.h"

#include <algorithm>

namespace muster::simulation {

using simulators::FaultKind;

namespace {

using PlayedCounts = std::array<std::size_t, simulators::kFaultKinds>;

PlayedCounts counts_of(const simulators::Faults& faults) {
  PlayedCounts counts{};
  for (std::size_t i = 0; i < counts.size(); ++i) counts[i] = faults.played(static_cast<FaultKind>(i));
  return counts;
}

// The vendor never saw the request, or will only see it later.
bool is_kept_from_vendor(FaultKind kind) {
  return kind == FaultKind::too_many_requests || kind == FaultKind::server_error_before ||
         kind == FaultKind::reset_before || kind == FaultKind::connection_refused ||
         kind == FaultKind::silence_before || kind == FaultKind::applied_late || kind == FaultKind::html_page ||
         kind == FaultKind::vendor_error_before || kind == FaultKind::collection_not_found;
}

}  // namespace

bool is_write(const Exchange& exchange) { return !exchange.objects.empty(); }

Wire::Wire(Timeline& timeline, std::unique_ptr<Site> site, std::uint64_t seed)
    : timeline_(timeline), site_(std::move(site)), answering_(site_->answering()), draw_(seed, 77) {}

engine::Duration Wire::latency() { return engine::Duration(3 + draw_.below(20)); }

Exchange& Wire::send(const net::HttpRequest& request, Exchange exchange) {
  exchange.number = exchanges_.size();
  exchange.method = request.method;
  exchange.target = request.target;
  exchange.objects = site_->objects_of(request);
  exchange.authorization = request.headers.find("Authorization").value_or("");
  exchange.sent_at = timeline_.now();
  if (on_send) on_send(exchange);
  exchanges_.push_back(std::move(exchange));
  return exchanges_.back();
}

// Within the exchange that is being dealt with, or of one that arrived late.
const Exchange* Wire::cause_of(std::size_t effect) const {
  for (auto at = exchanges_.rbegin(); at != exchanges_.rend(); ++at) {
    if (!is_write(*at)) continue;
    if (at->first_effect <= effect && effect < at->end_effect) return &*at;
    if (at->fault == FaultKind::applied_late && site_->may_follow(effect, at->objects)) return &*at;
  }
  return nullptr;
}

void Wire::deliver(std::size_t number, net::HttpRequest request, engine::Duration there) {
  timeline_.after(there, [this, number, request = std::move(request)] { arrive(number, request); });
}

void Wire::arrive(std::size_t number, const net::HttpRequest& request) {
  Exchange& exchange = exchanges_[number];
  let_late_ones_arrive();
  const auto before = counts_of(site_->faults());
  exchange.first_effect = site_->effects();
  simulators::PlayedAnswer answer = answering_(request, timeline_.right_time());
  exchange.end_effect = site_->effects();
  exchange.arrived_at = timeline_.now();
  note_fault(exchange, before);
  exchange.carried_out = !exchange.fault || !is_kept_from_vendor(*exchange.fault);
  answers_[number] = std::move(answer);
  if (on_arrival) on_arrival(exchange);
}

void Wire::note_fault(Exchange& exchange, const PlayedCounts& before) {
  const auto after = counts_of(site_->faults());
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (after[i] != before[i]) exchange.fault = static_cast<FaultKind>(i);
  }
}

// A request that nobody sent, which meets no fault of its own.
void Wire::let_late_ones_arrive() {
  const std::size_t first = site_->effects();
  auto& faults = site_->faults();
  const auto settings = faults.settings();
  auto quiet = settings;
  quiet.rates = {};
  faults.change(std::move(quiet));
  (void)answering_(site_->idle_request(), timeline_.right_time());
  faults.change(settings);
  for (std::size_t i = first; i < site_->effects(); ++i) note_late(i);
}

void Wire::note_late(std::size_t effect) {
  const auto is_it = [&](const Exchange& exchange) {
    return exchange.fault == FaultKind::applied_late && !exchange.carried_out &&
           site_->may_follow(effect, exchange.objects);
  };
  const auto at = std::ranges::find_if(exchanges_, is_it);
  if (at == exchanges_.end()) return;
  at->carried_out = true;
  at->arrived_at = timeline_.now();
}

simulators::PlayedAnswer Wire::take_answer(std::size_t number) {
  auto taken = answers_.extract(number);
  return taken.empty() ? simulators::PlayedAnswer() : std::move(taken.mapped());
}

}  // namespace muster::simulation
