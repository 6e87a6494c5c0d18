#include "daemon/routes.h"

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "daemon/api_answers.h"
#include "daemon/api_commands.h"
#include "daemon/status_view.h"
#include "reconciler/core/time_text.h"

namespace muster::daemon {
namespace {

using net::HttpRequest;
using net::HttpResponse;
using net::Method;
using Json = nlohmann::ordered_json;

struct Target {
  std::string_view path;
  std::string_view query;
};

Target split(std::string_view target) {
  const auto mark = target.find('?');
  if (mark == std::string_view::npos) return {target, {}};
  return {target.substr(0, mark), target.substr(mark + 1)};
}

Reply just(HttpResponse response) { return {std::move(response), std::nullopt, {}}; }

Reply metrics(const HttpRequest&, const ApiState& state) { return just(metrics_answer(state.metrics())); }

Reply health(const HttpRequest&, const ApiState& state) {
  if (state.alive) return just(text_answer(200, "ok\n"));
  return just(text_answer(503, "a pass is under way and nothing moves\n"));
}

Reply readiness(const HttpRequest&, const ApiState& state) {
  if (is_ready(state.status)) return just(text_answer(200, "ok\n"));
  const bool loaded = state.status.desired != nullptr;
  return just(text_answer(503, loaded ? "the first pass is not over\n" : "no manifests were accepted yet\n"));
}

Reply status(const HttpRequest&, const ApiState& state) {
  return just(json_answer(200, to_json(make_status_view(state.status, state.now))));
}

// The value of `after`, 0 without one; nothing when the query is anything else.
std::optional<std::uint64_t> after_of(std::string_view query) {
  constexpr std::string_view kName = "after=";
  std::uint64_t id = 0;
  if (query.empty()) return id;
  if (!query.starts_with(kName)) return std::nullopt;
  query.remove_prefix(kName.size());
  const auto [end, failed] = std::from_chars(query.data(), query.data() + query.size(), id);
  if (query.empty() || failed != std::errc() || end != query.data() + query.size()) return std::nullopt;
  return id;
}

Json json_of(const KeptEvent& event) {
  Json fields = Json::object();
  for (const auto& [name, value] : event.record.fields) fields[name] = value;
  const std::string& system = event.record.system;
  return Json{{"id", event.id},
              {"at", core::to_iso8601(event.record.at)},
              {"severity", to_text(event.record.severity)},
              {"event", event.record.event},
              {"system", system.empty() ? Json(nullptr) : Json(system)},
              {"fields", std::move(fields)}};
}

Reply events(const HttpRequest& request, const ApiState& state) {
  const auto after = after_of(split(request.target).query);
  if (!after) return just(error_answer(400, "the query has to be nothing or after=ID, the id of the last event seen"));
  Json list = Json::array();
  for (const KeptEvent& event : state.events.after(*after)) list.push_back(json_of(event));
  const Json json{{"formatVersion", 1}, {"last", state.events.last()}, {"events", std::move(list)}};
  return just(json_answer(200, json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"));
}

Reply accepted(std::expected<ApiCommand, BadBody> command) {
  if (!command) return just(error_answer(command.error().status, command.error().sentence));
  return {json_answer(202, "{\n  \"accepted\": true\n}\n"), std::move(*command), {}};
}

Reply trigger(const HttpRequest& request, const ApiState& state) { return accepted(read_trigger(request, state)); }
Reply pause(const HttpRequest& request, const ApiState& state) { return accepted(read_pause(request, state)); }
Reply resume(const HttpRequest& request, const ApiState& state) { return accepted(read_resume(request, state)); }

Reply not_yet(const HttpRequest&, const ApiState&) {
  return just(error_answer(501, "plans made by the daemon are not available in this version; use muster plan"));
}

struct Route {
  std::string_view path;
  Method method;
  std::optional<Role> role;  // nothing: everybody
  Reply (*answer)(const HttpRequest& request, const ApiState& state);
};

constexpr std::array kRoutes = {
    Route{"/metrics", Method::get, std::nullopt, metrics},
    Route{"/healthz", Method::get, std::nullopt, health},
    Route{"/readyz", Method::get, std::nullopt, readiness},
    Route{"/api/v1/status", Method::get, Role::read, status},
    Route{"/api/v1/events", Method::get, Role::read, events},
    Route{"/api/v1/plan", Method::get, Role::plan, not_yet},
    Route{"/api/v1/plan", Method::post, Role::plan, not_yet},
    Route{"/api/v1/trigger", Method::post, Role::operate, trigger},
    Route{"/api/v1/pause", Method::post, Role::operate, pause},
    Route{"/api/v1/resume", Method::post, Role::operate, resume},
};

// "GET, POST"; empty: no such path.
std::string methods_of(std::string_view path) {
  std::string methods;
  for (const Route& route : kRoutes) {
    if (route.path != path) continue;
    methods.append(methods.empty() ? "" : ", ").append(net::to_text(route.method));
  }
  return methods;
}

const Route* find(std::string_view path, Method method) {
  for (const Route& route : kRoutes) {
    if (route.path == path && route.method == method) return &route;
  }
  return nullptr;
}

HttpResponse no_route(std::string_view path) {
  const std::string methods = methods_of(path);
  if (methods.empty())
    return error_answer(404, "there is nothing at this path; schemas/openapi.yaml lists what there is");
  HttpResponse refusal = error_answer(405, "this path takes only " + methods);
  refusal.headers.add("Allow", methods);
  return refusal;
}

HttpResponse unauthorised() {
  HttpResponse refusal = error_answer(401, "this needs a token of the configuration; send Authorization: Bearer TOKEN");
  refusal.headers.add("WWW-Authenticate", "Bearer realm=\"muster\"");
  return refusal;
}

std::expected<Caller, HttpResponse> admit(const HttpRequest& request, Door door, Role needed,
                                          const AccessRules& rules) {
  auto caller = identify(request, door, rules);
  if (!caller) return std::unexpected(unauthorised());
  if (caller->role >= needed) return std::move(*caller);
  const std::string role(to_text(needed));
  return std::unexpected(error_answer(403, "the token may not do this; it takes one with the role " + role));
}

}  // namespace

Reply respond(const HttpRequest& request, Door door, const ApiState& state) {
  if (!is_addressed_here(request, door, state.access)) {
    return just(error_answer(421, "the Host of this request is no name of this daemon; add it to listen.hosts"));
  }
  const std::string_view path = split(request.target).path;
  const Route* route = find(path, request.method);
  if (route == nullptr) return just(no_route(path));
  if (!route->role) return route->answer(request, state);
  auto caller = admit(request, door, *route->role, state.access);
  if (!caller) return just(std::move(caller).error());
  Reply reply = route->answer(request, state);
  reply.by = std::move(caller->name);
  return reply;
}

EventRecord record_of(const ApiCommand& command, const std::string& by, engine::WallTime at) {
  EventRecord record{at, Severity::info, "commanded", {}, {}};
  const auto note = [&](std::string what, const std::optional<std::string>& system) {
    record.system = system.value_or("");
    record.fields = {{"command", std::move(what)}, {"by", by}};
  };
  if (const auto* trigger = std::get_if<TriggerCommand>(&command)) note("trigger", trigger->system);
  if (const auto* resume = std::get_if<ResumeCommand>(&command)) note("resume", resume->system);
  if (const auto* pause = std::get_if<PauseCommand>(&command)) {
    note("pause", pause->system);
    if (pause->pause.until) record.fields.emplace_back("until", core::to_iso8601(*pause->pause.until));
    record.fields.emplace_back("reason", pause->pause.reason);
  }
  return record;
}

HttpResponse unknown_system_response() {
  return error_answer(404, "there is no such system; GET /api/v1/status lists them");
}

std::vector<RouteName> route_names() {
  std::vector<RouteName> names;
  for (const Route& route : kRoutes) names.push_back({route.path, route.method});
  return names;
}

}  // namespace muster::daemon
