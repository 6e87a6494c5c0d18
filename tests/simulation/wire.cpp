#include "tests/simulation/wire.h"

#include <algorithm>
#include <nlohmann/json.hpp>

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

std::string path_of(const std::string& target) { return target.substr(0, target.find('?')); }

}  // namespace

bool is_write(const Exchange& exchange) { return exchange.method != net::Method::get; }

Wire::Wire(Timeline& timeline, gws::World world, std::uint64_t seed)
    : timeline_(timeline), simulator_(std::move(world)), answering_(simulator_.answering()), draw_(seed, 77) {
  for (const gws::User& user : this->world().users.slots()) logins_[user.id] = user.user_name;
}

engine::Duration Wire::latency() { return engine::Duration(3 + draw_.below(20)); }

Exchange& Wire::send(const net::HttpRequest& request, Exchange exchange) {
  exchange.number = exchanges_.size();
  exchange.method = request.method;
  exchange.target = request.target;
  exchange.login = request.method == net::Method::get ? "" : login_of(request);
  exchange.sent_at = timeline_.now();
  if (on_send) on_send(exchange);
  exchanges_.push_back(std::move(exchange));
  return exchanges_.back();
}

std::string Wire::login_of(const net::HttpRequest& request) {
  const std::string path = path_of(request.target);
  if (path.ends_with("/users")) {
    const auto body = nlohmann::json::parse(request.body, nullptr, false);
    return body.is_object() ? gws::fold_login(body.value("userName", "")) : "";
  }
  const auto begin = path.find("/users/");
  if (begin == std::string::npos) return path;
  const std::string id = path.substr(begin + 7, path.find('/', begin + 7) - begin - 7);
  const gws::User* user = world().users.find(id);
  if (user != nullptr) logins_[id] = user->user_name;
  return gws::fold_login(logins_.contains(id) ? logins_[id] : id);
}

void Wire::deliver(std::size_t number, net::HttpRequest request, engine::Duration there) {
  timeline_.after(there, [this, number, request = std::move(request)] { arrive(number, request); });
}

void Wire::arrive(std::size_t number, const net::HttpRequest& request) {
  Exchange& exchange = exchanges_[number];
  let_late_ones_arrive();
  const auto before = counts_of(simulator_.faults());
  exchange.first_effect = world().log.size();
  simulators::PlayedAnswer answer = answering_(request, timeline_.right_time());
  exchange.end_effect = world().log.size();
  exchange.arrived_at = timeline_.now();
  note_fault(exchange, before);
  exchange.carried_out = !exchange.fault || !is_kept_from_vendor(*exchange.fault);
  answers_[number] = std::move(answer);
  if (on_arrival) on_arrival(exchange);
}

void Wire::note_fault(Exchange& exchange, const PlayedCounts& before) {
  const auto after = counts_of(simulator_.faults());
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (after[i] != before[i]) exchange.fault = static_cast<FaultKind>(i);
  }
}

// A request that nobody sent, which meets no fault of its own.
void Wire::let_late_ones_arrive() {
  const std::size_t first = world().log.size();
  auto& faults = simulator_.faults();
  const auto settings = faults.settings();
  auto quiet = settings;
  quiet.rates = {};
  faults.change(std::move(quiet));
  (void)answering_(net::HttpRequest(net::Method::get, "/api/v2/diagnostics/version"), timeline_.right_time());
  faults.change(settings);
  for (std::size_t i = first; i < world().log.size(); ++i) note_late(gws::fold_login(world().log[i].user_name));
}

void Wire::note_late(const std::string& login) {
  const auto is_it = [&](const Exchange& exchange) {
    return exchange.fault == FaultKind::applied_late && exchange.login == login && !exchange.carried_out;
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
