// /devices, and the devices of a user. An assignment takes the device from its owner without a word.
#include <algorithm>

#include <fmt/core.h>

#include "providers/simulators/genesys_gws/answer.h"
#include "providers/simulators/genesys_gws/body.h"
#include "providers/simulators/genesys_gws/changes.h"
#include "providers/simulators/genesys_gws/json_text.h"
#include "providers/simulators/genesys_gws/resources.h"
#include "providers/simulators/genesys_gws/user_text.h"

namespace muster::simulators::gws {
namespace {

Answer list_devices(const Call& call, const std::vector<const Device*>& listed) {
  const bool full = call.target.parameter("fields").has_value();
  std::string rest = full ? "\"devices\":[" : "\"uris\":[";
  for (const Device* device : listed) {
    if (rest.back() != '[') rest.push_back(',');
    if (full) {
      append_device(rest, call.world, *device);
    } else {
      append_quoted(rest, fmt::format("{}/devices/{}", call.world.quirks.uri_base, device->id));
    }
  }
  rest.push_back(']');
  return success(call.world, rest);
}

Answer list_of(const Call& call, const User& user) {
  std::vector<const Device*> owned;
  for (const auto& id : user.device_ids) owned.push_back(&call.world.devices.find(id)->second);
  return list_devices(call, owned);
}

bool is_phone_number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The device at the end of a uri, whatever host and prefix it names.
Accepted<Device*> device_at(World& world, const std::string& uri) {
  const auto slash = uri.rfind('/');
  const auto id = slash == std::string::npos ? uri : uri.substr(slash + 1);
  const auto found = world.devices.find(id);
  if (found == world.devices.end()) return std::unexpected(no_such("device", id));
  return &found->second;
}

Accepted<Device*> device_in(World& world, const nlohmann::json& body) {
  const auto uri = body.find("uri");
  if (uri != body.end() && uri->is_string()) return device_at(world, uri->get<std::string>());
  const auto number = body.find("phoneNumber");
  if (number == body.end() || !number->is_string()) {
    return refuse(400, code::kMissing, "The required parameter phoneNumber is missing.");
  }
  const auto text = number->get<std::string>();
  if (!is_phone_number(text)) return refuse(400, code::kOutOfRange, "The phoneNumber must be digits.");
  return &device_with_number(world, text);
}

Answer assign(Call& call) {
  const auto allowed = need_administrator(call);
  if (!allowed) return std::unexpected(allowed.error());
  const auto user = writable_user(call);
  if (!user) return std::unexpected(user.error());
  const auto body = read_object(call.request);
  if (!body) return std::unexpected(body.error());
  if (!(*user)->has_role("ROLE_AGENT")) {
    return refuse(400, code::kInvalid, "A device can be assigned only to an agent.");
  }
  const auto device = device_in(call.world, *body);
  if (!device) return std::unexpected(device.error());
  const Actor actor{call.caller()->user_name, call.now};
  assign_device(call.world, actor, **user, **device);
  return created(call.world, (*device)->id, "/devices/" + (*device)->id);
}

}  // namespace

Answer devices(Call& call) {
  if (!call.is(net::Method::get)) return std::unexpected(not_allowed(call));
  const auto allowed = need_reader(call);
  if (!allowed) return std::unexpected(allowed.error());
  const auto number = call.target.parameter("phoneNumber");
  std::vector<const Device*> listed;
  for (const auto& [id, device] : call.world.devices) {
    if (!number || device.phone_number == *number) listed.push_back(&device);
  }
  return list_devices(call, listed);
}

Answer device(Call& call) {
  if (!call.is(net::Method::get)) return std::unexpected(not_allowed(call));
  const auto found = device_at(call.world, call.target.segments[1]);
  if (!found) return std::unexpected(found.error());
  std::string rest = "\"device\":";
  append_device(rest, call.world, **found);
  return success(call.world, rest);
}

Answer my_devices(Call& call) {
  if (!call.is(net::Method::get)) return std::unexpected(not_allowed(call));
  return list_of(call, *call.caller());
}

Answer user_devices(Call& call) {
  if (call.is(net::Method::post)) return assign(call);
  if (!call.is(net::Method::get)) return std::unexpected(not_allowed(call));
  const auto allowed = need_reader(call);
  if (!allowed) return std::unexpected(allowed.error());
  const auto user = read_user(call);
  if (!user) return std::unexpected(user.error());
  return list_of(call, **user);
}

Answer user_device(Call& call) {
  const bool possible = call.is(net::Method::del) && call.world.quirks.device_unassign;
  if (!possible) return std::unexpected(not_allowed(call));
  const auto allowed = need_administrator(call);
  if (!allowed) return std::unexpected(allowed.error());
  const auto user = writable_user(call);
  if (!user) return std::unexpected(user.error());
  const auto found = call.world.devices.find(call.target.segments[3]);
  if (found == call.world.devices.end() || found->second.owner_id != (*user)->id) {
    return std::unexpected(no_such("device", call.target.segments[3]));
  }
  unassign_device(call.world, {call.caller()->user_name, call.now}, found->second);
  return success(call.world);
}

}  // namespace muster::simulators::gws
