// The version, the caller and the features.
#include <fmt/core.h>

#include "providers/simulators/genesys_gws/answer.h"
#include "providers/simulators/genesys_gws/json_text.h"
#include "providers/simulators/genesys_gws/resources.h"
#include "providers/simulators/genesys_gws/user_text.h"

namespace muster::simulators::gws {
namespace {

Answer list_features(const Call& call, bool all) {
  if (!call.is(net::Method::get)) return std::unexpected(not_allowed(call));
  const bool full = call.target.parameter("fields").has_value();
  std::string rest = full ? "\"features\":[" : "\"uris\":[";
  const char* separator = "";
  const auto append = [&](std::string_view id) {
    rest.append(separator);
    separator = ",";
    const auto uri = fmt::format("{}/features/{}", call.world.quirks.uri_base, id);
    if (!full) return append_quoted(rest, uri);
    ObjectText object(rest);
    object.text("id", id);
    object.text("displayName", id);
    object.text("uri", uri);
  };
  for (const auto& id : call.world.features) append(id);
  for (const std::string_view id : {"api-provisioning-read", "api-provisioning-write"}) {
    if (all && !call.world.features.contains(id)) append(id);
  }
  rest.push_back(']');
  return success(call.world, rest);
}

}  // namespace

Answer version(Call& call) {
  if (!call.is(net::Method::get)) return std::unexpected(not_allowed(call));
  std::string rest = "\"version\":";
  append_quoted(rest, call.world.quirks.version);
  return success(call.world, rest);
}

Answer me(Call& call) {
  if (!call.is(net::Method::get)) return std::unexpected(not_allowed(call));
  auto shown = shown_by(call.target, false);
  shown.own_password = true;
  std::string rest = "\"user\":";
  append_user(rest, call.world, *call.caller(), shown);
  return success(call.world, rest);
}

Answer features(Call& call) {
  const auto allowed = need_reader(call);
  if (!allowed) return std::unexpected(allowed.error());
  return list_features(call, false);
}

Answer system_features(Call& call) {
  const auto allowed = need_administrator(call);
  if (!allowed) return std::unexpected(allowed.error());
  return list_features(call, true);
}

}  // namespace muster::simulators::gws
