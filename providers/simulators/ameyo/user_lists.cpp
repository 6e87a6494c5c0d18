#include <fmt/core.h>

#include "providers/simulators/ameyo/answer.h"
#include "providers/simulators/ameyo/listing.h"
#include "providers/simulators/ameyo/resources.h"
#include "providers/simulators/ameyo/roles.h"
#include "providers/simulators/ameyo/user_text.h"

namespace muster::simulators::ameyo {
namespace {

using Json = nlohmann::json;

// The same person again, with another number and the userId in another case.
User case_twin(const User& user) {
  User twin = user;
  twin.cc_user_id += 100'000;
  for (char& c : twin.id) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return twin;
}

// The centre that is asked for, else the caller's; nothing: a ccId that is no number.
std::optional<int> asked_center(const Call& call) {
  if (call.target.parameter("ccId")) {
    const auto number = call.target.number("ccId");
    return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
  }
  const User* caller = call.world.find_user(call.account);
  return caller == nullptr ? kCenter : caller->center.value_or(kCenter);
}

Json users_of(const Call& call, int center) {
  Json items = Json::array();
  for (const auto& [id, newest] : call.world.users) {
    const User* user = visible(call.world, newest, call.now);
    if (user == nullptr || user->center != center) continue;
    items.push_back(user_json(call.world, *user));
    if (user->id == call.world.quirks.case_twin) items.push_back(user_json(call.world, case_twin(*user)));
  }
  return items;
}

bool has_broken_user(const Call& call) {
  const auto& broken = call.world.quirks.broken_skills;
  return !broken.empty() && call.world.find_user(broken) != nullptr;
}

}  // namespace

// GET /cc/contactCenterUsers/getAllContactCenterUsers
Answer list_center_users(Call& call) {
  if (call.target.parameter("info") == "true") return wrong_method();
  const auto center = asked_center(call);
  if (!center) return not_found();
  if (has_broken_user(call)) return bare_500(call.world.quirks);
  const bool known = call.world.centers.contains(*center);
  if (!known && call.world.quirks.unknown_center == UnknownCenter::refused) {
    return command_failed("contact.center.not.found");
  }
  return listing(call, users_of(call, *center));
}

// GET /cc/contactCenterHierarchy/getAllUsers
Answer list_all_users(Call& call) {
  Json items = Json::array();
  for (const auto& [id, newest] : call.world.users) {
    const User* user = visible(call.world, newest, call.now);
    if (user == nullptr) continue;
    items.push_back({{"contactCenterId", user->center ? Json(*user->center) : Json()},
                     {"systemRole", shown_role(call.world, user->system_type)},
                     {"userID", user->id},
                     {"ccUserId", user->center ? shown_number(call.world.quirks, id) : Json()},
                     {"userName", user->name}});
  }
  return listing(call, std::move(items));
}

// GET /cc/contactCenters/getAllContactCenters
Answer list_centers(Call& call) {
  Json items = Json::array();
  for (const auto& [id, name] : call.world.centers) {
    Json people = Json::object();
    for (const auto& [number, newest] : call.world.users) {
      const User* user = visible(call.world, newest, call.now);
      if (user != nullptr && user->center == id) people[user->id] = number;
    }
    Json plans = Json::array();
    for (const auto& [role, plan] : call.world.privilege_plans) plans.push_back(plan);
    items.push_back({{"contactCenterId", id},
                     {"contactCenterName", name},
                     {"contactCenterUserIds", std::move(people)},
                     {"processIds", Json::array({1})},
                     {"skillIds", Json::array({3, 7})},
                     {"contactCenterPrivilegePlanIds", std::move(plans)}});
  }
  return listing(call, std::move(items));
}

}  // namespace muster::simulators::ameyo
