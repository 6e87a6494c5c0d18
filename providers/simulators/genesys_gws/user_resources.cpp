// /users and /users/{id}.
#include <algorithm>

#include <fmt/core.h>

#include "providers/simulators/genesys_gws/answer.h"
#include "providers/simulators/genesys_gws/json_text.h"
#include "providers/simulators/genesys_gws/listing.h"
#include "providers/simulators/genesys_gws/resources.h"
#include "providers/simulators/genesys_gws/user_body.h"
#include "providers/simulators/genesys_gws/user_text.h"

namespace muster::simulators::gws {
namespace {

Actor actor_of(const Call& call) { return {call.caller()->user_name, call.now}; }

Answer list(const Call& call) {
  const auto allowed = need_reader(call);
  if (!allowed) return std::unexpected(allowed.error());
  const auto page = list_users(call);
  if (!page) return std::unexpected(page.error());
  const auto shown = shown_by(call.target, true);
  std::string rest = shown.uris_only ? "\"uris\":[" : "\"users\":[";
  rest.reserve(page->size() * 480 + 64);
  for (const User* user : *page) {
    if (rest.back() != '[') rest.push_back(',');
    if (shown.uris_only) {
      rest.append("\"").append(call.world.quirks.uri_base).append("/users/").append(user->id).append("\"");
    } else {
      append_user(rest, call.world, *user, shown);
    }
  }
  rest.push_back(']');
  return success(call.world, rest);
}

Answer create(Call& call) {
  const auto allowed = need_administrator(call);
  if (!allowed) return std::unexpected(allowed.error());
  auto fields = read_create(call);
  if (!fields) return std::unexpected(fields.error());
  if (call.world.users.find_login(*fields->user_name) != nullptr) {
    return refuse(403, code::kExists, fmt::format("The user {} already exists.", *fields->user_name));
  }
  const auto& added = create_user(call.world, actor_of(call), as_stored(call.world.quirks, std::move(*fields), false));
  return created(call.world, added.id, "/users/" + added.id);
}

// What only the combination of caller, user and new roles forbids.
Accepted<void> check_roles(const Call& call, const User& user, const UserFields& fields) {
  if (!fields.roles) return {};
  const auto keeps = [&](std::string_view role) {
    return std::find(fields.roles->begin(), fields.roles->end(), role) != fields.roles->end();
  };
  if (user.id == call.caller_id && user.has_role("ROLE_ADMIN") && !keeps("ROLE_ADMIN")) {
    return std::unexpected(
        forbidden(call.world, code::kInvalid, "An administrator cannot remove ROLE_ADMIN from itself."));
  }
  const bool loses_agent = user.has_role("ROLE_AGENT") && !keeps("ROLE_AGENT") && !user.device_ids.empty();
  if (loses_agent && call.world.quirks.demotion == Demotion::refused) {
    return refuse(400, code::kInvalid, "A user with devices must be an agent.");
  }
  return {};
}

void drop_devices_of_non_agent(Call& call, User& user) {
  if (call.world.quirks.demotion != Demotion::drops_devices || user.has_role("ROLE_AGENT")) return;
  const auto ids = user.device_ids;
  for (const auto& id : ids) unassign_device(call.world, actor_of(call), call.world.devices.find(id)->second);
}

Answer update(Call& call) {
  const auto allowed = need_administrator(call);
  if (!allowed) return std::unexpected(allowed.error());
  const auto found = writable_user(call);
  if (!found) return std::unexpected(found.error());
  auto fields = read_update(call, **found);
  if (!fields) return std::unexpected(fields.error());
  const auto possible = check_roles(call, **found, *fields);
  if (!possible) return std::unexpected(possible.error());
  update_user(call.world, actor_of(call), **found, as_stored(call.world.quirks, std::move(*fields), true));
  drop_devices_of_non_agent(call, **found);
  return success(call.world);
}

Answer remove(Call& call) {
  const auto allowed = need_administrator(call);
  if (!allowed) return std::unexpected(allowed.error());
  const auto found = writable_user(call);
  if (!found) return std::unexpected(found.error());
  if ((*found)->id == call.caller_id && !call.world.quirks.self_removal) {
    return std::unexpected(forbidden(call.world, code::kInvalid, "The calling account cannot be deleted."));
  }
  remove_user(call.world, actor_of(call), (*found)->id);
  return success(call.world);
}

Answer get(const Call& call) {
  const auto allowed = need_reader(call);
  if (!allowed) return std::unexpected(allowed.error());
  const auto found = read_user(call);
  if (!found) return std::unexpected(found.error());
  std::string rest = "\"user\":";
  append_user(rest, call.world, **found, shown_by(call.target, false));
  return success(call.world, rest);
}

bool is_update(const Call& call) {
  const auto verb = call.world.quirks.update_verb;
  return (call.is(net::Method::put) && verb != UpdateVerb::post) ||
         (call.is(net::Method::post) && verb != UpdateVerb::put);
}

Accepted<void> need_provisioning(const Call& call) {
  return need_feature(call, call.is(net::Method::get) ? "api-provisioning-read" : "api-provisioning-write");
}

}  // namespace

Answer users(Call& call) {
  const auto there = need_provisioning(call);
  if (!there) return std::unexpected(there.error());
  if (call.is(net::Method::get)) return list(call);
  if (call.is(net::Method::post)) return create(call);
  return std::unexpected(not_allowed(call));
}

Answer user(Call& call) {
  const auto there = need_provisioning(call);
  if (!there) return std::unexpected(there.error());
  if (call.is(net::Method::get)) return get(call);
  if (is_update(call)) return update(call);
  if (call.is(net::Method::del)) return remove(call);
  return std::unexpected(not_allowed(call));
}

}  // namespace muster::simulators::gws
