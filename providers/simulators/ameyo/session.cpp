#include "providers/simulators/ameyo/session.h"

#include <fmt/core.h>

#include "providers/simulators/ameyo/answer.h"
#include "providers/simulators/ameyo/body.h"

namespace muster::simulators::ameyo {
namespace {

// In the header, or in the body as older clients send it.
std::string named_session(const Call& call) {
  if (const auto header = call.request.headers.find("sessionId")) return std::string(*header);
  const auto body = Json::parse(call.request.body, nullptr, false);
  return body.is_object() && body.contains("sessionId") && body["sessionId"].is_string()
             ? body["sessionId"].get<std::string>()
             : "";
}

bool sends_cookie(const Call& call, const Session& session) {
  const auto wanted = "__METADATA__=" + session.cookie;
  for (const auto header : call.request.headers.find_all("Cookie")) {
    for (const auto& part : split(header, ';')) {
      if (part.substr(part.find_first_not_of(' ') == std::string::npos ? 0 : part.find_first_not_of(' ')) == wanted) {
        return true;
      }
    }
  }
  return false;
}

bool sends_jwt(const Call& call, const Session& session) {
  const auto header = call.request.headers.find("Authorization");
  return header && !session.jwt.empty() && *header == session.jwt && call.now < session.jwt_until;
}

// What works with the session alone.
bool needs_no_jwt(const Call& call) {
  const auto& segments = call.target.segments;
  return segments.size() == 2 && segments[0] == "session" &&
         (segments[1] == "refreshToken" || segments[1] == "userLogout");
}

bool keeps_alive(const Call& call) {
  return call.world.quirks.session_slides ||
         (call.target.segments.size() == 2 && call.target.segments[1] == "keepAliveWithPingPush");
}

net::HttpResponse invalid_session(const Quirks& quirks) {
  if (quirks.expired == Expired::page) return login_page();
  if (quirks.expired == Expired::unauthorized) {
    return failure(quirks, {401, 909090, "invalid.authentication.token", "", false});
  }
  return failure(quirks, {403, 99999, "", "invalid.session.id", false});
}

}  // namespace

void drop_expired_sessions(World& world, engine::WallTime now) {
  std::erase_if(world.sessions, [&](const auto& entry) {
    return !entry.second.kept_alive && entry.second.last_used + world.quirks.session_timeout <= now;
  });
}

std::optional<net::HttpResponse> refused_session(Call& call) {
  drop_expired_sessions(call.world, call.now);
  const Quirks& quirks = call.world.quirks;
  call.session_id = named_session(call);
  const auto found = call.world.sessions.find(call.session_id);
  if (found == call.world.sessions.end()) return invalid_session(quirks);
  Session& session = found->second;
  if (quirks.needs_cookie && !sends_cookie(call, session)) return invalid_session(quirks);
  if (quirks.secure_mode && !needs_no_jwt(call) && !sends_jwt(call, session)) {
    return failure(quirks, {401, 909090, "invalid.authentication.token", "", false});
  }
  if (keeps_alive(call)) session.last_used = call.now;
  call.account = session.user;
  return std::nullopt;
}

std::string new_jwt(World& world) {
  return fmt::format("eyJhbGciOiJIUzI1NiJ9.{:016x}.{:016x}", world.draw(), world.draw());
}

std::string new_session_id(World& world, std::string_view user_id) {
  return fmt::format("d898-{:08x}-ses-{}-{:016x}{:016x}-{}", world.draw() & 0xFFFFFFFFU, user_id, world.draw(),
                     world.draw(), 1000 + world.logins);
}

std::string new_cookie(World& world) { return fmt::format("{:016x}-{:016x}", world.draw(), world.draw()); }

}  // namespace muster::simulators::ameyo
