// The shapes that every simulated vendor shares: a pure handler, and what a shell gets to play for one request.
#pragma once

#include <functional>

#include "providers/net/http.h"
#include "reconciler/engine/clock.h"

namespace muster::simulators {

// A vendor: the same world, request and time give the same answer.
using Handler = std::function<net::HttpResponse(const net::HttpRequest&, engine::WallTime)>;

// One answer with what the network does to it.
struct PlayedAnswer {
  net::ServerAnswer server;
  bool connection_refused = false;  // nothing was sent; over a real socket this is played as a reset

  PlayedAnswer() {}
  explicit PlayedAnswer(net::HttpResponse response) : server(std::move(response)) {}
};

// What shells serve: a bare handler, or one behind faults.
using Answering = std::function<PlayedAnswer(const net::HttpRequest&, engine::WallTime)>;

[[nodiscard]] inline Answering without_faults(Handler handler) {
  return [handler = std::move(handler)](const net::HttpRequest& request, engine::WallTime now) {
    return PlayedAnswer(handler(request, now));
  };
}

}  // namespace muster::simulators
