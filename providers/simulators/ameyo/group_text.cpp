#include "providers/simulators/ameyo/group_text.h"

#include "providers/simulators/ameyo/attacks.h"
#include "providers/simulators/ameyo/listing.h"
#include "providers/simulators/ameyo/roles.h"

namespace muster::simulators::ameyo {
namespace {

using Json = nlohmann::json;

Json person_json(const World& world, const User& user) {
  switch (world.quirks.people_form) {
    case PeopleForm::user_ids:
      return user.id;
    case PeopleForm::objects:
      return {{"ccUserId", shown_number(world.quirks, user.cc_user_id)},
              {"userId", user.id},
              {"userName", user.name},
              {"userType", shown_role(world, user.type)}};
    case PeopleForm::cc_user_ids:
      break;
  }
  return shown_number(world.quirks, user.cc_user_id);
}

Json people_json(const World& world, const std::set<int>& people) {
  Json items = Json::array();
  for (const int id : people) {
    const auto user = world.users.find(id);
    if (user != world.users.end()) items.push_back(person_json(world, user->second));
  }
  return items;
}

}  // namespace

Json group_json(const World& world, const Group& group, bool with_people) {
  const bool plain = world.quirks.people_names == PeopleNames::plain;
  Json shown{{"groupId", shown_number(world.quirks, group.id)},
             {"name", shown_name(world.quirks.attack, group.name)},
             {"description", group.description}};
  if (world.quirks.extra_fields) shown["groupType"] = "DEFAULT";
  if (!with_people) return shown;
  shown[plain ? "managers" : "ccManagerUserIds"] = people_json(world, group.managers);
  shown[plain ? "users" : "ccUserIds"] = people_json(world, group.members);
  shown[plain ? "childGroups" : "childGroupIds"] = group.children;
  return shown;
}

}  // namespace muster::simulators::ameyo
