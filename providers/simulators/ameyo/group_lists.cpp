#include "providers/simulators/ameyo/answer.h"
#include "providers/simulators/ameyo/group_text.h"
#include "providers/simulators/ameyo/listing.h"
#include "providers/simulators/ameyo/resources.h"

namespace muster::simulators::ameyo {
namespace {

using Json = nlohmann::json;

net::HttpResponse groups(Call& call, bool with_people) {
  Json items = Json::array();
  for (const auto& [id, newest] : call.world.groups) {
    const Group* group = visible(call.world, newest, call.now);
    if (group != nullptr) items.push_back(group_json(call.world, *group, with_people));
  }
  return listing(call, std::move(items), call.world.quirks.groups_wrapped ? "groups" : "");
}

}  // namespace

// GET /group/getAllAvailableGroups
Answer list_groups(Call& call) {
  const auto kind = call.world.quirks.group_listing;
  if (kind == GroupListing::second_only) return not_found();
  return groups(call, kind != GroupListing::first_without_people);
}

// GET /cc/usergroup/getAllContactCenterUserGroupsOfContactCenter
Answer list_center_groups(Call& call) {
  if (call.world.quirks.group_listing == GroupListing::first_only) return not_found();
  return groups(call, true);
}

// GET /group/isGroupHierarchyLicenseEnabled
Answer hierarchy_licence(Call& call) {
  return json_answer(call.world.quirks, 200, Json(call.world.quirks.hierarchy_licence == HierarchyLicence::there));
}

}  // namespace muster::simulators::ameyo
