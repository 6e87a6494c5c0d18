#include <algorithm>

#include <fmt/core.h>

#include "providers/simulators/ameyo/answer.h"
#include "providers/simulators/ameyo/body.h"
#include "providers/simulators/ameyo/resources.h"
#include "providers/simulators/ameyo/session.h"

namespace muster::simulators::ameyo {
namespace {

std::unexpected<Refusal> no_login(std::string key) {
  return std::unexpected(Refusal{512, 99999, "SessionService.login.failed." + std::move(key), "", true});
}

std::optional<std::size_t> limit_of(const World& world, const User& user) {
  if (user.id == world.account && world.quirks.service_logins != 0) return world.quirks.service_logins;
  if (!user.max_logins) return std::nullopt;
  return static_cast<std::size_t>(*user.max_logins);
}

std::vector<std::string> sessions_of(const World& world, const User& user) {
  std::vector<std::string> ids;
  for (const auto& [id, session] : world.sessions) {
    if (session.user == user.id) ids.push_back(id);
  }
  std::ranges::sort(ids, {}, [&](const auto& id) { return world.sessions.find(id)->second.number; });
  return ids;
}

// A forced login ends sessions of the account, whoever sits there.
Accepted<bool> make_room(Call& call, const User& user, bool forced) {
  auto theirs = sessions_of(call.world, user);
  const auto limit = limit_of(call.world, user);
  const bool full = limit && theirs.size() >= *limit;
  if (full && (!forced || user.login_policy == "disallow.after.limit")) return no_login("max.allowed.logins.exceeded");
  const bool ends_all = forced && call.world.quirks.forced_login == ForcedLogin::ends_all;
  if (!full && !ends_all) return true;
  if (!ends_all) theirs.resize(theirs.size() - *limit + 1);
  for (const auto& id : theirs) end_session(call.world, {user.id, call.now}, id);
  return true;
}

Accepted<const User*> known_user(Call& call, const Json& body) {
  World& world = call.world;
  const auto id = required_text(body, "userId");
  const auto password = required_text(body, "token");
  if (!id) return std::unexpected(id.error());
  if (!password) return std::unexpected(password.error());
  if (world.quirks.lockout_after != 0 && world.wrong_passwords >= world.quirks.lockout_after) {
    return no_login("user.locked");
  }
  const User* user = world.find_user(*id);
  if (user == nullptr || user->password != *password) {
    ++world.wrong_passwords;
    return no_login("invalid.credentials");
  }
  world.wrong_passwords = 0;
  return user;
}

struct Opened {
  std::string id;
  Session session;
  const User* user = nullptr;
};

Accepted<Opened> open_session(Call& call, const Json& body) {
  World& world = call.world;
  if (world.quirks.login_hiccups > 0) {
    --world.quirks.login_hiccups;
    return no_login("not.able.to.fetch.user.info");
  }
  const auto user = known_user(call, body);
  if (!user) return std::unexpected(user.error());
  drop_expired_sessions(world, call.now);
  if (const auto room = make_room(call, **user, is_true(body, "forceLogin")); !room) {
    return std::unexpected(room.error());
  }
  Opened opened{new_session_id(world, (*user)->id), {}, *user};
  opened.session = {(*user)->id,    new_cookie(world), new_jwt(world), call.now + world.quirks.jwt_lifetime,
                    ++world.logins, call.now,          false};
  world.sessions.insert_or_assign(opened.id, opened.session);
  return opened;
}

net::HttpResponse with_cookie(net::HttpResponse response, const Session& session) {
  response.headers.add("Set-Cookie", "__METADATA__=" + session.cookie + "; Path=/; HttpOnly");
  return response;
}

Json authentication(const World& world, const Opened& opened) {
  const auto lifetime = world.quirks.jwt_lifetime.count();
  return {
      {"authPolicyVsUserInfo",
       {{"auth.type.passwd",
         {{"properties",
           {{"passwordStateDetail", {{"passwordValid", true}, {"warnUser", false}, {"shouldChangePassword", false}}}}},
          {"loginProperties", {{"jwt", opened.session.jwt}, {"jwtTokenExpiryMs", fmt::format("{}", lifetime)}}}}}}}};
}

}  // namespace

// POST /session/userLogin
Answer documented_login(Call& call) {
  if (call.world.quirks.login_forms == LoginForms::client) return not_found();
  const auto body = read_body(call);
  if (!body) return std::unexpected(body.error());
  const auto opened = open_session(call, *body);
  if (!opened) return std::unexpected(opened.error());
  Json reply{{"userId", opened->user->id}, {"status", 200}};
  if (call.world.quirks.login_reply == LoginReply::top_level) reply["sessionId"] = opened->id;
  if (call.world.quirks.login_reply == LoginReply::nested) reply["userSessionInfo"] = {{"sessionId", opened->id}};
  return with_cookie(json_answer(call.world.quirks, 200, reply), opened->session);
}

// POST /userLogin/login
Answer client_login(Call& call) {
  if (call.world.quirks.login_forms == LoginForms::documented) return not_found();
  const auto body = read_body(call);
  if (!body) return std::unexpected(body.error());
  if (const auto domain = required_text(*body, "domain"); !domain) return std::unexpected(domain.error());
  const auto opened = open_session(call, *body);
  if (!opened) return std::unexpected(opened.error());
  const Json reply{{"requestId", fmt::format("{:016x}", call.world.draw())},
                   {"contactCenterId", opened->user->center ? Json(*opened->user->center) : Json()},
                   {"userSessionInfo", {{"sessionId", opened->id}, {"userId", opened->user->id}}},
                   {"userType", opened->user->type},
                   {"loginTime", call.now.time_since_epoch().count()},
                   {"authenticationState", authentication(call.world, *opened)}};
  return with_cookie(json_answer(call.world.quirks, 200, reply), opened->session);
}

}  // namespace muster::simulators::ameyo
