#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "daemon/status_view.h"

namespace muster::daemon {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kFormatVersion = 1;

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json json_of(const std::optional<PauseView>& pause) {
  if (!pause) return nullptr;
  return Json{{"until", or_null(pause->until)}, {"reason", pause->reason}};
}

Json json_of(const std::vector<GuardView>& guards) {
  Json list = Json::array();
  for (const GuardView& each : guards) {
    list.push_back({{"guard", each.guard}, {"changes", each.changes}, {"sentence", each.sentence}});
  }
  return list;
}

Json json_of(const SystemStatusView& system) {
  return Json{{"name", system.name},
              {"provider", system.provider},
              {"state", system.state},
              {"inPass", system.in_pass},
              {"circuitOpen", system.circuit_open},
              {"pause", json_of(system.pause)},
              {"leaseHolder", or_null(system.lease_holder)},
              {"lastPass", or_null(system.last_pass)},
              {"lastSuccess", or_null(system.last_success)},
              {"unconvergedSince", or_null(system.unconverged_since)},
              {"nextPass", or_null(system.next_pass)},
              {"desiredCommit", or_null(system.desired_commit)},
              {"appliedCommit", or_null(system.applied_commit)},
              {"error", or_null(system.error)},
              {"managed", system.managed},
              {"inSync", system.in_sync},
              {"unmanaged", system.unmanaged},
              {"changes", system.changes},
              {"blocked", system.blocked},
              {"guards", json_of(system.guards)},
              {"missing", system.missing}};
}

std::string text_in(const Json& object, const char* name) {
  const Json& value = object.at(name);
  return value.is_null() ? std::string() : value.get<std::string>();
}

std::optional<PauseView> pause_in(const Json& value) {
  if (value.is_null()) return std::nullopt;
  return PauseView{text_in(value, "until"), text_in(value, "reason")};
}

void read_counts(SystemStatusView& system, const Json& value) {
  system.managed = value.at("managed").get<std::uint64_t>();
  system.in_sync = value.at("inSync").get<std::uint64_t>();
  system.unmanaged = value.at("unmanaged").get<std::uint64_t>();
  system.changes = value.at("changes").get<std::uint64_t>();
  system.blocked = value.at("blocked").get<std::uint64_t>();
  for (const Json& each : value.at("guards")) {
    system.guards.push_back(
        {text_in(each, "guard"), each.at("changes").get<std::uint64_t>(), text_in(each, "sentence")});
  }
  system.missing = value.at("missing").get<std::vector<std::string>>();
}

SystemStatusView system_in(const Json& value) {
  SystemStatusView system;
  system.name = text_in(value, "name");
  system.provider = text_in(value, "provider");
  system.state = text_in(value, "state");
  system.in_pass = value.at("inPass").get<bool>();
  system.circuit_open = value.at("circuitOpen").get<bool>();
  system.pause = pause_in(value.at("pause"));
  system.lease_holder = text_in(value, "leaseHolder");
  system.last_pass = text_in(value, "lastPass");
  system.last_success = text_in(value, "lastSuccess");
  system.unconverged_since = text_in(value, "unconvergedSince");
  system.next_pass = text_in(value, "nextPass");
  system.desired_commit = text_in(value, "desiredCommit");
  system.applied_commit = text_in(value, "appliedCommit");
  system.error = text_in(value, "error");
  read_counts(system, value);
  return system;
}

StatusView status_in(const Json& value) {
  StatusView status;
  status.version = text_in(value, "version");
  status.at = text_in(value, "at");
  status.mode = text_in(value, "mode");
  status.commit = text_in(value, "commit");
  status.broken_commit = text_in(value, "brokenCommit");
  status.problems = value.at("problems").get<std::vector<std::string>>();
  status.ready = value.at("ready").get<bool>();
  for (const Json& each : value.at("systems")) status.systems.push_back(system_in(each));
  return status;
}

core::Error not_understood(const std::string& why) {
  return {core::ErrorKind::protocol,
          fmt::format("reading the daemon's status: {}; use the muster that was installed with the daemon", why)};
}

}  // namespace

std::string to_json(const StatusView& status) {
  Json systems = Json::array();
  for (const SystemStatusView& each : status.systems) systems.push_back(json_of(each));
  const Json json{{"formatVersion", kFormatVersion},
                  {"version", status.version},
                  {"at", status.at},
                  {"mode", status.mode},
                  {"commit", or_null(status.commit)},
                  {"brokenCommit", or_null(status.broken_commit)},
                  {"problems", status.problems},
                  {"ready", status.ready},
                  {"systems", std::move(systems)}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

core::Result<StatusView> parse_status(std::string_view json) {
  try {
    const Json value = Json::parse(json);
    const int version = value.at("formatVersion").get<int>();
    if (version != kFormatVersion) {
      return std::unexpected(
          not_understood(fmt::format("it has format {}, and this muster reads {}", version, kFormatVersion)));
    }
    return status_in(value);
  } catch (const Json::exception&) {
    return std::unexpected(not_understood("it is not the document that a daemon sends"));
  }
}

}  // namespace muster::daemon
