#include "daemon/api_commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "reconciler/core/display_text.h"

namespace muster::daemon {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kLongestReason = 500;

// Any failure here is the answer to one request: BadBody travels up to the readers below and no further.
[[noreturn]] void refuse(int status, std::string sentence) { throw BadBody{status, std::move(sentence)}; }

std::string_view media_type(const net::HttpRequest& request) {
  const auto field = request.headers.find("Content-Type");
  return field ? field->substr(0, field->find(';')) : std::string_view();
}

bool is_json_type(std::string_view type) {
  while (!type.empty() && type.back() == ' ') type.remove_suffix(1);
  constexpr std::string_view kJson = "application/json";
  return std::ranges::equal(type, kJson,
                            [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
}

// No key twice: two readers of one body must not see two commands.
Json parse_strictly(const std::string& body) {
  std::vector<std::vector<std::string>> open;
  bool twice = false;
  const auto watch = [&](int, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::object_start) open.emplace_back();
    if (event == Json::parse_event_t::object_end) open.pop_back();
    if (event == Json::parse_event_t::key) {
      const auto name = parsed.get<std::string>();
      twice = twice || std::ranges::find(open.back(), name) != open.back().end();
      open.back().push_back(name);
    }
    return true;
  };
  Json json = Json::parse(body, watch, false);
  if (json.is_discarded() || !json.is_object() || twice) {
    refuse(400, "the body is not one JSON object with each key once; send for example {\"system\": \"gws-emea\"}");
  }
  return json;
}

Json body_of(const net::HttpRequest& request, const std::vector<std::string_view>& keys) {
  if (request.body.size() > kLargestRequestBody) refuse(413, "the body is larger than 64 KiB; a command is short");
  if (request.body.empty()) return Json::object();
  if (!is_json_type(media_type(request))) {
    refuse(415, "a body has to be JSON; send the header Content-Type: application/json");
  }
  Json json = parse_strictly(request.body);
  for (const auto& [key, value] : json.items()) {
    if (std::ranges::find(keys, key) == keys.end()) {
      refuse(400, fmt::format("the body has the key \"{}\", which this command does not take", core::printable(key)));
    }
    if (!value.is_string()) refuse(400, fmt::format("\"{}\" has to be a text", core::printable(key)));
  }
  return json;
}

std::optional<std::string> text_in(const Json& json, const char* key) {
  const auto at = json.find(key);
  return at == json.end() ? std::nullopt : std::optional(at->get<std::string>());
}

std::optional<std::string> system_in(const Json& json, const ApiState& state) {
  const auto name = text_in(json, "system");
  if (!name) return std::nullopt;
  const auto& systems = state.status.systems;
  if (std::ranges::find(systems, *name, &engine::SystemStatus::system) == systems.end()) {
    refuse(404, "there is no such system; GET /api/v1/status lists them");
  }
  return name;
}

core::Pause pause_in(const Json& json, const ApiState& state) {
  core::Pause pause;
  pause.reason = text_in(json, "reason").value_or("");
  if (pause.reason.size() > kLongestReason) refuse(400, "\"reason\" is longer than 500 bytes");
  const auto until = text_in(json, "until");
  if (!until) return pause;
  pause.until = core::parse_iso8601(*until);
  if (!pause.until) refuse(400, "\"until\" has to be a time in UTC such as 2026-11-22T18:00:00Z");
  if (*pause.until <= state.now) refuse(400, "\"until\" is in the past; name a later time, or leave it out");
  return pause;
}

template <typename Read>
std::expected<ApiCommand, BadBody> guarded(Read read) {
  try {
    return read();
  } catch (const BadBody& bad) {
    return std::unexpected(bad);
  }
}

}  // namespace

std::expected<ApiCommand, BadBody> read_trigger(const net::HttpRequest& request, const ApiState& state) {
  return guarded([&] { return TriggerCommand{system_in(body_of(request, {"system"}), state)}; });
}

std::expected<ApiCommand, BadBody> read_pause(const net::HttpRequest& request, const ApiState& state) {
  return guarded([&] {
    const Json json = body_of(request, {"system", "reason", "until"});
    return PauseCommand{system_in(json, state), pause_in(json, state)};
  });
}

std::expected<ApiCommand, BadBody> read_resume(const net::HttpRequest& request, const ApiState& state) {
  return guarded([&] { return ResumeCommand{system_in(body_of(request, {"system"}), state)}; });
}

}  // namespace muster::daemon
