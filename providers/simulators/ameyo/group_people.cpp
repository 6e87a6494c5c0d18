#include "providers/simulators/ameyo/group_people.h"

#include "providers/simulators/ameyo/roles.h"

namespace muster::simulators::ameyo {
namespace {

// Which kind of id a list wants: three different answers, found out at each server.
IdKind kind_of(const Quirks& quirks, const std::string& list) {
  if (list == "ccUserIds" || list == "ccManagerUserIds") return quirks.created_ids;
  return list.find("Manager") != std::string::npos ? quirks.manager_ids : quirks.member_ids;
}

User* named_user(World& world, const Json& item, IdKind kind) {
  if (item.is_number_integer() && kind != IdKind::user_id) return world.find_user(item.get<int>());
  if (item.is_string() && kind != IdKind::cc_user_id) return world.find_user(item.get<std::string>());
  return nullptr;
}

std::string label_of(const Json& item) { return item.is_string() ? item.get<std::string>() : item.dump(); }

void assign(const Asked& asked, std::set<int>& people, PeopleReport& report) {
  const bool is_new = people.insert(asked.user->cc_user_id).second;
  report.say(asked.label, is_new ? "" : "user.already.assigned.to.group");
}

}  // namespace

Json PeopleReport::shown(Assignments form) const {
  if (form == Assignments::silent) return nullptr;
  Json shown = Json::object();
  for (const auto& [person, reason] : said_) {
    if (!reason.empty() || form == Assignments::everyone) shown[person] = reason.empty() ? "SUCCESS" : reason;
  }
  return shown;
}

Accepted<std::vector<Asked>> read_people(Call& call, const Json& body, const std::string& name, PeopleReport& report) {
  std::vector<Asked> people;
  const auto list = body.find(name);
  if (list == body.end() || list->is_null()) return people;
  if (!list->is_array()) return command_failed("invalid.parameter", name);
  for (const auto& item : *list) {
    Asked asked{label_of(item), named_user(call.world, item, kind_of(call.world.quirks, name))};
    if (asked.user == nullptr || !asked.user->center) {
      report.say(asked.label, "user.not.found");
    } else {
      people.push_back(std::move(asked));
    }
  }
  return people;
}

void assign_people(const std::vector<Asked>& asked, std::set<int>& people, PeopleReport& report) {
  for (const auto& each : asked) assign(each, people, report);
}

void assign_managers(const World& world, const std::vector<Asked>& asked, std::set<int>& people, PeopleReport& report) {
  for (const auto& each : asked) {
    if (may_manage(world, *each.user)) {
      assign(each, people, report);
    } else {
      report.say(each.label, "user.type.cannot.manage.group");
    }
  }
}

void unassign_people(const std::vector<Asked>& asked, std::size_t kept, std::set<int>& people, PeopleReport& report) {
  for (const auto& each : asked) {
    if (!people.contains(each.user->cc_user_id)) {
      report.say(each.label, "user.not.assigned.to.group");
    } else if (people.size() <= kept) {
      report.say(each.label, "group.manager.required");
    } else {
      people.erase(each.user->cc_user_id);
      report.say(each.label, "");
    }
  }
}

}  // namespace muster::simulators::ameyo
