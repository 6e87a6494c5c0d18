// The daemon's HTTP interface: a pure function from a request to an answer or a command. schemas/openapi.yaml says the
// same for people and programs outside.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "daemon/access.h"
#include "daemon/event_ring.h"
#include "providers/net/http.h"
#include "reconciler/engine/status_board.h"

namespace muster::daemon {

inline constexpr std::size_t kLargestRequestBody = 64 * 1024;

struct TriggerCommand {
  std::optional<std::string> system;  // nothing: all
};
struct PauseCommand {
  std::optional<std::string> system;
  core::Pause pause;
};
struct ResumeCommand {
  std::optional<std::string> system;
};
using ApiCommand = std::variant<TriggerCommand, PauseCommand, ResumeCommand>;

// How things are at the moment of the request. Not owned; `metrics` makes the text of /metrics.
struct ApiState {
  const engine::Status& status;
  const AccessRules& access;
  const EventRing& events;
  std::function<std::string()> metrics;
  engine::WallTime now{};
  bool alive = true;
};

// `response` is sent once `command`, if there is one, was carried out.
struct Reply {
  net::HttpResponse response;
  std::optional<ApiCommand> command;
  std::string by;  // who commands
};

[[nodiscard]] Reply respond(const net::HttpRequest& request, Door door, const ApiState& state);

// What the log says of a command: "commanded", with what, on which system, and by whom.
[[nodiscard]] EventRecord record_of(const ApiCommand& command, const std::string& by, engine::WallTime at);

// For a command that the loop did not know the system of after all.
[[nodiscard]] net::HttpResponse unknown_system_response();

// Every path and method that is answered, for the test of the OpenAPI document.
struct RouteName {
  std::string_view path;
  net::Method method;
};
[[nodiscard]] std::vector<RouteName> route_names();

}  // namespace muster::daemon
