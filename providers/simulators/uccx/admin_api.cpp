#include "providers/simulators/uccx/admin_api.h"

#include <fmt/core.h>

#include "providers/simulators/basic_auth.h"
#include "providers/simulators/uccx/answer.h"
#include "providers/simulators/uccx/attacks.h"

namespace muster::simulators::uccx {
namespace {

net::HttpResponse unauthorised(const Call& call) {
  auto response = failure(call, {401, "Unauthorized", "The credentials are not accepted.", ""});
  response.headers.add("WWW-Authenticate", "Basic realm=\"UCCX\"");
  return response;
}

Answer route(Call& call) {
  const auto& segments = call.target.segments;
  const auto object = segments.size() < 2 ? std::string_view{} : std::string_view(segments[1]);
  if (object == "resource" && segments.size() == 2) return resources(call);
  if (object == "resource" && segments.size() == 3) return resource(call);
  if (object == "team" && segments.size() == 2) return teams(call);
  if (object == "team" && segments.size() == 3) return team(call);
  return no_such("object", std::string(object));
}

}  // namespace

bool knows_password(World& world, std::string_view username, std::string_view password) {
  const User* user = world.find_user(world.account);
  const bool right = !world.is_locked() && username == world.account && password == world.password && user != nullptr &&
                     user->has_role(kAdministrator);
  world.wrong_passwords = right ? 0 : world.wrong_passwords + 1;
  return right;
}

net::HttpResponse admin_api(Call& call) {
  World& world = call.world;
  ++world.api_answers;
  if (world.api_answers <= world.quirks.starting_answers) return starting_page();
  if (world.quirks.attack == Attack::login_page) return login_page_as_answer();
  const auto basic = basic_credentials(call.request);
  if (!basic || !knows_password(world, basic->username, basic->password)) return unauthorised(call);
  const auto answer = route(call);
  return answer ? *answer : failure(call, answer.error());
}

}  // namespace muster::simulators::uccx
