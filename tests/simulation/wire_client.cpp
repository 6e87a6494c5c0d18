#include <fmt/format.h>

#include <algorithm>

#include "tests/simulation/wire.h"

namespace muster::simulation {

namespace {

using core::Delivery;
using core::ErrorKind;

std::unexpected<core::Error> lost(ErrorKind kind, Delivery delivery, const net::HttpRequest& request,
                                  std::string_view what) {
  return std::unexpected(
      core::Error(kind, delivery, fmt::format("{} {}: {}", net::to_text(request.method), request.target, what)));
}

core::Result<net::HttpResponse> received(simulators::PlayedAnswer played, const net::HttpRequest& request) {
  using Transport = net::ServerAnswer::Transport;
  if (played.server.transport == Transport::complete) return std::move(played.server.response);
  if (played.server.transport == Transport::reset_before_answer) {
    return lost(ErrorKind::unavailable, Delivery::maybe_applied, request,
                "the connection was closed without an answer");
  }
  return lost(ErrorKind::protocol, Delivery::maybe_applied, request, "the connection was closed inside the answer");
}

// What a fault of that kind leaves of the vendor's own words: whether they say what became of the request.
bool tells_the_outcome(const std::optional<simulators::FaultKind>& fault) {
  using simulators::FaultKind;
  if (!fault) return true;
  return *fault == FaultKind::latency || *fault == FaultKind::too_many_requests ||
         *fault == FaultKind::connection_refused || *fault == FaultKind::collection_not_found ||
         *fault == FaultKind::session_expired || *fault == FaultKind::vendor_error_before ||
         *fault == FaultKind::second_administrator;
}

}  // namespace

engine::Task<core::Result<net::HttpResponse>> WireClient::send(net::HttpRequest request) {
  const std::string verb = wire_.site().system() + " " + std::string(net::to_text(request.method));
  co_await kill_.pass(verb + " before send");
  const engine::Duration there = wire_.latency();
  const engine::Duration back = wire_.latency();
  Exchange sent;
  sent.process = sender_.process;
  sent.oldest_state = sender_.oldest_state();
  sent.muster_time = clock_.wall_now();
  Exchange& exchange = wire_.send(request, std::move(sent));  // a deque's elements stay where they are
  wire_.deliver(exchange.number, request, there);
  co_await kill_.pass(verb + " on its way");
  co_await clock_.sleep(there);
  co_await kill_.pass(verb + " after arrival");
  simulators::PlayedAnswer played = wire_.take_answer(exchange.number);
  if (played.connection_refused) {
    exchange.ended_at = clock_.now();
    exchange.told = true;
    co_return lost(ErrorKind::unavailable, Delivery::not_sent, request, "the connection was refused");
  }
  const engine::Duration due = back + played.server.delay;
  const engine::Duration patience = request.timeout - there;
  const engine::Duration wait = std::min(due, patience);
  co_await clock_.sleep(wait);
  exchange.ended_at = clock_.now();
  sender_.ended();
  if (due >= patience) {
    co_return lost(ErrorKind::timeout, Delivery::maybe_applied, request, "no answer came within the time-out");
  }
  // A refusal of the vendor's own is passed on as it is.
  const bool is_refusal = exchange.fault == simulators::FaultKind::vendor_error_after &&
                          played.server.response.status >= 300 && exchange.first_effect == exchange.end_effect;
  exchange.told = is_refusal || tells_the_outcome(exchange.fault);
  auto answer = received(std::move(played), request);
  if (answer) exchange.status = answer->status;
  co_await kill_.pass(verb + " answered");
  co_return answer;
}

}  // namespace muster::simulation
