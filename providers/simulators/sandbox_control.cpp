#include "providers/simulators/sandbox_control.h"

#include <fmt/core.h>

#include <nlohmann/json.hpp>

namespace muster::simulators {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kRoot = "/_sandbox";

net::HttpResponse json_answer(int status, const Json& body) {
  net::HttpResponse response(status, body.dump(2) + "\n");
  response.headers.add("Content-Type", "application/json");
  return response;
}

net::HttpResponse wrong(int status, std::string sentence) {
  return json_answer(status, Json{{"error", std::move(sentence)}});
}

std::string action_name(const net::HttpRequest& request) {
  auto path = std::string_view(request.target).substr(kRoot.size());
  path = path.substr(0, path.find('?'));
  if (path.starts_with('/')) path.remove_prefix(1);
  return fmt::format("{} {}", net::to_text(request.method), path);
}

net::HttpResponse endpoints(const Controls& controls, int status) {
  Json list = Json::array();
  for (const auto& [name, action] : controls) {
    const auto space = name.find(' ');
    list.push_back(fmt::format("{} {}/{}", name.substr(0, space), kRoot, name.substr(space + 1)));
  }
  return json_answer(status, Json{{"endpoints", std::move(list)}});
}

bool declares_json(const net::HttpRequest& request) {
  const auto type = request.headers.find("Content-Type");
  return type && type->starts_with("application/json");
}

}  // namespace

bool is_control(const net::HttpRequest& request) {
  const std::string_view target = request.target;
  return target.starts_with(kRoot) && (target.size() == kRoot.size() || target[kRoot.size()] == '/');
}

net::HttpResponse control(const Controls& controls, const net::HttpRequest& request, engine::WallTime now) {
  const auto name = action_name(request);
  if (name == "GET ") return endpoints(controls, 200);
  const auto found = controls.find(name);
  if (found == controls.end()) return endpoints(controls, 404);
  Json body = Json::object();
  if (request.method != net::Method::get) {
    if (!declares_json(request)) return wrong(415, "The content type must be application/json.");
    if (!request.body.empty()) body = Json::parse(request.body, nullptr, false);
    if (!body.is_object()) return wrong(400, "The body must be a JSON object.");
  }
  auto answer = found->second(body, now);
  return answer ? json_answer(200, *answer) : wrong(400, answer.error());
}

std::expected<FaultSettings, std::string> read_faults(const Json& body) {
  FaultSettings settings;
  const auto rate = body.find("rate");
  if (rate == body.end() || !rate->is_number() || rate->get<double>() < 0 || rate->get<double>() > 1) {
    return std::unexpected("rate must be a number from 0 to 1.");
  }
  const auto seed = body.find("seed");
  if (seed != body.end() && seed->is_number_unsigned()) settings.seed = seed->get<std::uint64_t>();
  const auto latency = body.find("latencyMs");
  if (latency != body.end() && !latency->is_number_unsigned()) {
    return std::unexpected("latencyMs must be a whole number of milliseconds.");
  }
  if (latency != body.end()) {
    settings.latency_min = settings.latency_max = engine::Duration(latency->get<std::int64_t>());
  }
  std::vector<FaultKind> kinds;
  for (const auto& kind : body.value("kinds", Json::array())) {
    const auto known = kind.is_string() ? fault_kind(kind.get_ref<const std::string&>()) : std::nullopt;
    if (!known) return std::unexpected(fmt::format("{} is not a kind of fault.", kind.dump()));
    kinds.push_back(*known);
  }
  settings.share(kinds.empty() ? common_faults() : kinds, rate->get<double>());
  return settings;
}

Json played_faults(const Faults& faults) {
  Json played = Json::object();
  for (const auto kind : every_fault()) {
    if (faults.played(kind) != 0) played[std::string(to_text(kind))] = faults.played(kind);
  }
  return played;
}

}  // namespace muster::simulators
