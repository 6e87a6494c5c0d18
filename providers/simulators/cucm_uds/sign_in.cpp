#include "providers/simulators/cucm_uds/sign_in.h"

#include <algorithm>

#include <fmt/core.h>

#include "providers/simulators/basic_auth.h"

namespace muster::simulators::cucm_uds {
namespace {

constexpr std::size_t kMostSessions = 20'000;
constexpr std::string_view kSso = "S";

std::string node_of(const Call& call) { return std::string(call.request.headers.find("Host").value_or("")); }

bool lives(const Call& call, const Session& session) {
  return session.node == node_of(call) && session.last_used + call.quirks().session_timeout > call.now;
}

Session* living(Call& call, const std::string& id) {
  const auto found = call.world.sessions.find(id);
  return found != call.world.sessions.end() && lives(call, found->second) ? &found->second : nullptr;
}

// JSESSIONID is the session; JSESSIONIDSSO alone is good for it as well, on the node that issued it.
Session* find_session(Call& call) {
  const auto id = cookie(call.request, "JSESSIONID");
  Session* session = id ? living(call, *id) : nullptr;
  const auto sso = cookie(call.request, "JSESSIONIDSSO");
  if (session != nullptr || !sso || !sso->ends_with(kSso)) return session;
  return living(call, sso->substr(0, sso->size() - kSso.size()));
}

bool has_session(Call& call, const User& user) {
  return std::ranges::any_of(user.sessions, [&](const auto& id) { return living(call, id) != nullptr; });
}

std::unexpected<Refusal> unknown() { return std::unexpected(Refusal{401, "The credentials are not accepted."}); }

// The user whose credentials these are. A wrong password counts, and locks after a while.
Accepted<User*> check(Call& call) {
  const auto basic = basic_credentials(call.request);
  if (!basic) return unknown();
  User* user = call.world.find_user(basic->username);
  const bool right = user != nullptr && !call.world.is_locked(*user) && basic->password == user->password;
  if (right) {
    user->login_failures = 0;
    user->last_login = call.now;
    return user;
  }
  ++call.world.wrong_logins[folded(basic->username)];
  if (user != nullptr) ++user->login_failures;
  return unknown();
}

Accepted<void> begin_session(Call& call, User& user) {
  const auto every = call.quirks().cookieless_refusals;
  if (has_session(call, user) && every != 0 && ++user.cookieless % every == 0) {
    return std::unexpected(Refusal{503, "The session's cookie is missing."});
  }
  World& world = call.world;
  std::erase_if(user.sessions, [&](const auto& id) { return !world.sessions.contains(id); });
  if (world.sessions.size() >= kMostSessions) world.sessions.erase(world.sessions.begin());
  call.new_cookies = fmt::format("{:016X}{:016X}", world.draw(), world.draw());
  world.sessions[call.new_cookies] = {user.user_id, node_of(call), call.now};
  user.sessions.push_back(call.new_cookies);
  ++world.logins[folded(user.user_id)];
  call.user = &user;
  return {};
}

bool names_another(const Call& call, const Session& session) {
  const auto basic = basic_credentials(call.request);
  return basic && folded(basic->username) != folded(session.user_id);
}

Accepted<void> go_on(Call& call, Session& session) {
  const auto other = names_another(call, session) ? call.quirks().other_session : OtherSession::answers_as_other;
  if (other == OtherSession::refused) return std::unexpected(Refusal{403, "The session is somebody else's."});
  if (other == OtherSession::basic_wins || (!call.quirks().cookie_suffices && basic_credentials(call.request))) {
    const auto user = check(call);
    if (!user) return std::unexpected(user.error());
    if (other == OtherSession::basic_wins) return begin_session(call, **user);
  }
  session.last_used = call.now;
  call.user = call.world.find_user(session.user_id);
  if (call.user == nullptr) return unknown();
  return {};
}

}  // namespace

Accepted<void> sign_in(Call& call) {
  Session* session = find_session(call);
  if (session != nullptr) return go_on(call, *session);
  const auto user = check(call);
  if (!user) return std::unexpected(user.error());
  return begin_session(call, **user);
}

void set_cookies(const Call& call, net::HttpResponse& response) {
  if (call.new_cookies.empty()) return;
  response.headers.add("Set-Cookie", fmt::format("JSESSIONID={}; Path=/cucm-uds; HttpOnly", call.new_cookies));
  response.headers.add("Set-Cookie", fmt::format("JSESSIONIDSSO={}{}; Path=/; HttpOnly", call.new_cookies, kSso));
}

Accepted<void> owns_path(const Call& call, std::string_view path_user) {
  if (!call.user->end_user) return std::unexpected(Refusal{403, "The user is in no group of end users."});
  const auto basic = basic_credentials(call.request);
  const bool by_another_cookie = basic && folded(basic->username) != folded(call.user->user_id);
  if (by_another_cookie || folded(path_user) == folded(call.user->user_id)) return {};
  return std::unexpected(Refusal{403, "These are somebody else's settings."});
}

void end_sessions(World& world, User& user) {
  for (const auto& id : user.sessions) world.sessions.erase(id);
  user.sessions.clear();
}

}  // namespace muster::simulators::cucm_uds
