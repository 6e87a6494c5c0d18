// The exchange of a refresh token for an access token.
#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "providers/simulators/webex/answer.h"
#include "providers/simulators/webex/resources.h"

namespace muster::simulators::webex {
namespace {

using Json = nlohmann::json;

struct Issued {
  std::string refresh_token;
  RefreshToken entry;
};

Accepted<Target> read_form(const net::HttpRequest& request) {
  const auto type = request.headers.find("Content-Type");
  if (!type || !type->starts_with("application/x-www-form-urlencoded")) {
    return refuse(415, "The content type must be application/x-www-form-urlencoded.");
  }
  return parse_target("?" + request.body);
}

Accepted<void> check_client(const World& world, const Target& form) {
  if (form.parameter("grant_type") != "refresh_token") return refuse(400, "The grant type is not supported.");
  const bool known = form.parameter("client_id") == world.client_id &&
                     form.parameter("client_secret") == world.client_secret && !world.client_id.empty();
  if (!known) return refuse(401, "The client id or the client secret is not valid.");
  return {};
}

// The refresh token to go on with: the present one with its clock set back, or a new one in its place.
Issued renewed(World& world, const std::string& token, engine::WallTime now) {
  RefreshToken entry = world.refresh_tokens.find(token)->second;
  world.refresh_tokens.erase(entry.replaces);
  entry.replaces.clear();
  entry.expires = now + world.quirks.refresh_lifetime;
  const auto rotation = world.quirks.rotation;
  if (rotation == Rotation::none) return {token, entry};
  if (rotation == Rotation::at_once) world.refresh_tokens.erase(token);
  if (rotation == Rotation::after_use) entry.replaces = token;
  return {world.new_token(), entry};
}

}  // namespace

Answer access_token(Call& call) {
  if (!call.is(net::Method::post)) return std::unexpected(not_allowed(call));
  const auto form = read_form(call.request);
  if (!form) return std::unexpected(form.error());
  World& world = call.world;
  if (auto known = check_client(world, *form); !known) return std::unexpected(known.error());
  const std::string given(form->parameter("refresh_token").value_or(""));
  const auto found = world.refresh_tokens.find(given);
  if (found == world.refresh_tokens.end() || found->second.expires <= call.now) {
    return refuse(400, "The refresh token is expired, revoked or not valid.");
  }
  const auto [refresh, entry] = renewed(world, given, call.now);
  world.refresh_tokens.insert_or_assign(refresh, entry);
  const auto access = world.new_token();
  std::erase_if(world.tokens, [&](const auto& token) { return token.second.expires <= call.now; });
  world.tokens.emplace(access, AccessToken{entry.person, call.now + world.quirks.token_lifetime});
  const auto seconds = [](engine::Duration time) { return std::chrono::floor<std::chrono::seconds>(time).count(); };
  return json_answer(200, {{"access_token", access},
                           {"expires_in", seconds(world.quirks.token_lifetime)},
                           {"refresh_token", refresh},
                           {"refresh_token_expires_in", seconds(world.quirks.refresh_lifetime)},
                           {"token_type", "Bearer"},
                           {"scope", "spark-admin:telephony_config_read spark-admin:telephony_config_write"}});
}

}  // namespace muster::simulators::webex
