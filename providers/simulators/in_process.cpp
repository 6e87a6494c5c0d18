#include "providers/simulators/in_process.h"

#include <algorithm>
#include <string>

#include <fmt/core.h>

namespace muster::simulators {
namespace {

using core::Delivery;
using core::Error;
using core::ErrorKind;

Error lost(ErrorKind kind, Delivery delivery, const net::HttpRequest& request, std::string_view what) {
  return {kind, delivery, fmt::format("{} {}: {}", net::to_text(request.method), request.target, what)};
}

core::Result<net::HttpResponse> as_received(PlayedAnswer played, const net::HttpRequest& request) {
  using Transport = net::ServerAnswer::Transport;
  switch (played.server.transport) {
    case Transport::complete:
      return std::move(played.server.response);
    case Transport::reset_before_answer:
      return std::unexpected(lost(ErrorKind::unavailable, Delivery::maybe_applied, request,
                                  "the connection was closed before an answer came"));
    case Transport::truncated_body:
      break;
  }
  return std::unexpected(lost(ErrorKind::protocol, Delivery::maybe_applied, request,
                              "the connection was closed in the middle of the answer"));
}

}  // namespace

engine::Task<core::Result<net::HttpResponse>> InProcessClient::send(net::HttpRequest request) {
  const auto there = std::min(latency_ / 2, request.timeout);
  if (there.count() > 0) co_await clock_.sleep(there);
  auto played = answering_(request, clock_.wall_now());
  if (played.connection_refused) {
    co_return std::unexpected(lost(ErrorKind::unavailable, Delivery::not_sent, request, "the connection was refused"));
  }
  const auto back = (latency_ - latency_ / 2) + played.server.delay;
  const auto patience = request.timeout - there;
  const auto wait = std::min(back, patience);
  if (wait.count() > 0) co_await clock_.sleep(wait);
  if (back >= patience) {
    co_return std::unexpected(
        lost(ErrorKind::timeout, Delivery::maybe_applied, request, "no answer came within the time-out"));
  }
  co_return as_received(std::move(played), request);
}

}  // namespace muster::simulators
