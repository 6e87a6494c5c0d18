#include "providers/simulators/ameyo/answer.h"
#include "providers/simulators/ameyo/body.h"
#include "providers/simulators/ameyo/resources.h"
#include "providers/simulators/ameyo/session.h"

namespace muster::simulators::ameyo {

// POST /session/keepAliveWithPingPush
Answer keep_alive(Call& call) {
  if (const auto body = read_body(call); !body) return std::unexpected(body.error());
  return json_answer(call.world.quirks, 200, {{"pushes", Json::array()}, {"lastProcessedPushId", 0}});
}

// POST /session/refreshToken
Answer refresh_token(Call& call) {
  const auto body = read_body(call);
  if (!body) return std::unexpected(body.error());
  if (const auto user = required_text(*body, "userId"); !user) return std::unexpected(user.error());
  Session& session = call.world.sessions.at(call.session_id);
  session.jwt = new_jwt(call.world);
  session.jwt_until = call.now + call.world.quirks.jwt_lifetime;
  return json_answer(call.world.quirks, 200, {{"jwtToken", session.jwt}});
}

// POST /session/userLogout
Answer log_out(Call& call) {
  call.world.sessions.erase(call.session_id);
  return json_answer(call.world.quirks, 200, Json::object());
}

// POST /session/terminateAllSessionsForUser
Answer terminate_sessions(Call& call) {
  const auto body = read_body(call);
  if (!body) return std::unexpected(body.error());
  const auto user = required_text(*body, "userId");
  if (!user) return std::unexpected(user.error());
  if (call.world.find_user(*user) == nullptr) return command_failed("user.not.found", *user);
  end_sessions_of(call.world, call.actor(), *user);
  return json_answer(call.world.quirks, 200, Json::object());
}

// GET /session/getPasswordPolicyForUser
Answer password_policy(Call& call) {
  return json_answer(call.world.quirks, 200, {{"minimumLength", call.world.quirks.password_length}});
}

}  // namespace muster::simulators::ameyo
