#include "providers/simulators/genesys_gws/session.h"

#include <fmt/core.h>

#include "providers/simulators/basic_auth.h"
#include "providers/simulators/genesys_gws/answer.h"

namespace muster::simulators::gws {
namespace {

constexpr std::size_t kMostSessions = 10'000;

// The session that the request's cookies name and that still lives.
std::pair<const std::string, Session>* find_session(World& world, const net::HttpRequest& request,
                                                    engine::WallTime now) {
  const auto id = cookie(request, "JSESSIONID");
  if (!id) return nullptr;
  const auto found = world.sessions.find(*id);
  if (found == world.sessions.end()) return nullptr;
  if (now - found->second.last_used > world.quirks.session_timeout) {
    world.sessions.erase(found);
    return nullptr;
  }
  const bool other_node = !found->second.sticky.empty() && cookie(request, "AWSELB") != found->second.sticky;
  if (other_node) return nullptr;
  found->second.last_used = now;
  return &*found;
}

void make_room(World& world, engine::WallTime now) {
  if (world.sessions.size() < kMostSessions) return;
  std::erase_if(world.sessions,
                [&](const auto& session) { return now - session.second.last_used > world.quirks.session_timeout; });
  if (world.sessions.size() >= kMostSessions) world.sessions.erase(world.sessions.begin());
}

const Session& open_session(World& world, const std::string& user_id, engine::WallTime now, net::Headers& headers) {
  make_room(world, now);
  Session session;
  session.user_id = user_id;
  session.last_used = now;
  const auto id = fmt::format("{:016X}.gws1", world.draw());
  headers.add("Set-Cookie", fmt::format("JSESSIONID={}; Path=/; HttpOnly", id));
  if (world.quirks.sticky_cookie) {
    session.sticky = fmt::format("{:016X}", world.draw());
    headers.add("Set-Cookie", fmt::format("AWSELB={}; Path=/; Max-Age=3600", session.sticky));
  }
  if (world.quirks.csrf) {
    const auto random = fmt::format("X-CSRF-{:04X}", world.draw() & 0xFFFFU);
    session.csrf_header = world.quirks.csrf_random_header ? random : "X-CSRF-TOKEN";
    session.csrf_token = world.new_dashed_id();
  }
  return world.sessions.insert_or_assign(id, std::move(session)).first->second;
}

// Who the credentials name; nothing: they are wrong. An empty id: there are none.
std::optional<std::string> caller(const World& world, const net::HttpRequest& request, const Session* session) {
  const auto basic = basic_credentials(request);
  if (!basic) return session != nullptr && world.quirks.session_signs_in ? session->user_id : std::string{};
  const User* user = world.users.find_login(basic->username);
  if (user == nullptr || user->password != basic->password || !user->enabled) return std::nullopt;
  return user->id;
}

net::HttpResponse denied(const World& world) {
  switch (world.quirks.saml) {
    case Saml::login_page:
      return html_error(200, "Sign in with your organisation's account.");
    case Saml::anonymous:
      return failure(world, {403, code::kNoPermission, "ANONYMOUS has no permission for this operation.", false});
    case Saml::off:
      break;
  }
  return failure(world,
                 {world.quirks.denied_status, code::kNotAuthenticated, "Access denied: not authenticated.", false});
}

bool is_forged(const Session* session, const net::HttpRequest& request) {
  if (session == nullptr || session->csrf_token.empty()) return true;
  return request.headers.find(session->csrf_header) != std::string_view(session->csrf_token);
}

net::HttpResponse forged() {
  net::HttpResponse response(403, "Missing or invalid Csrf token");
  response.headers.add("Content-Type", "text/plain");
  return response;
}

}  // namespace

SignIn sign_in(World& world, const net::HttpRequest& request, engine::WallTime now) {
  SignIn result;
  const auto* named = find_session(world, request, now);
  const Session* session = named == nullptr ? nullptr : &named->second;
  const auto id = caller(world, request, session);
  if (!id || id->empty() || world.users.find(*id) == nullptr) {
    result.refused = denied(world);
    return result;
  }
  result.caller_id = *id;
  if (session != nullptr && session->user_id != *id) session = nullptr;
  const bool reading = request.method == net::Method::get;
  if (world.quirks.csrf && !reading && is_forged(session, request)) result.refused = forged();
  const Session& present = session != nullptr ? *session : open_session(world, *id, now, result.headers);
  if (world.quirks.csrf && reading) {
    result.headers.add("X-CSRF-HEADER", present.csrf_header);
    result.headers.add("X-CSRF-TOKEN", present.csrf_token);
  }
  if (world.users.find(*id)->change_password_on_first_login && !result.refused) {
    result.refused = failure(world, {403, code::kChangePassword, "The password must be changed first.", false});
  }
  return result;
}

}  // namespace muster::simulators::gws
