#include "providers/simulators/ameyo/user_text.h"

#include "providers/simulators/ameyo/answer.h"
#include "providers/simulators/ameyo/attacks.h"
#include "providers/simulators/ameyo/listing.h"
#include "providers/simulators/ameyo/roles.h"

namespace muster::simulators::ameyo {
namespace {

using Json = nlohmann::json;

Json text_or_null(const std::optional<std::string>& text) { return text ? Json(*text) : Json(); }

void put_nulls(Json& shown) {
  shown["skillIds"] = nullptr;
  shown["skillLevelIds"] = Json::array();
  shown["defaultReady"] = false;
  for (const char* name : {"maskedPrivileges", "maxAllowedLogins", "loginPolicy", "mappingUserId"}) {
    shown[name] = nullptr;
  }
}

// Whoever the page was written about.
Json another_sample() {
  Json shown{{"ccUserId", 364},
             {"userId", "tesUser"},
             {"userType", "Supervisor"},
             {"userName", "tesUser"},
             {"systemUserType", "Supervisor"},
             {"privilegePlanId", 13}};
  put_nulls(shown);
  return shown;
}

}  // namespace

Json user_json(const World& world, const User& user) {
  const Quirks& quirks = world.quirks;
  Json skills = Json::array();
  Json levels = Json::array();
  for (const auto& [skill, level] : user.skills) {
    skills.push_back(skill);
    levels.push_back(level);
  }
  Json shown{{"ccUserId", shown_number(quirks, user.cc_user_id)},
             {"userId", user.id},
             {"userType", shown_role(world, user.type)},
             {"userName", shown_name(quirks.attack, user.name)},
             {"systemUserType", shown_role(world, user.system_type)},
             {"privilegePlanId", shown_number(quirks, privilege_plan(world, user.type))},
             {"defaultReady", user.default_ready},
             {"maskedPrivileges", user.cc_user_id % 2 == 0 ? Json() : Json::array()},
             {"skillIds", std::move(skills)},
             {"skillLevelIds", std::move(levels)},
             {"maxAllowedLogins", user.max_logins ? shown_number(quirks, *user.max_logins) : Json()},
             {"loginPolicy", text_or_null(user.login_policy)},
             {"mappingUserId", text_or_null(user.mapping)}};
  if (quirks.extra_fields) shown["autoWrapTime"] = 30;
  return shown;
}

net::HttpResponse write_reply(const World& world, const User& user) {
  const Quirks& quirks = world.quirks;
  if (quirks.write_reply == WriteReply::empty) return {200, ""};
  if (quirks.write_reply == WriteReply::another_sample) return json_answer(quirks, 200, another_sample());
  auto shown = user_json(world, user);
  if (quirks.write_reply == WriteReply::nulls) put_nulls(shown);
  return json_answer(quirks, 200, shown);
}

}  // namespace muster::simulators::ameyo
