#include "providers/simulators/webex/compare.h"

#include <algorithm>
#include <map>
#include <utility>

#include "providers/simulators/webex/person_fields.h"

namespace muster::simulators::webex {
namespace {

using Fields = std::map<std::string, std::string>;

struct Row {
  std::string id;
  Fields fields;
};
using Rows = std::map<std::pair<std::string, std::string>, Row>;  // by entity and name

Rows rows_of(const World& world) {
  Rows rows;
  for (const auto& person : world.people.slots()) {
    if (!person.removed) rows[{"person", person.email()}] = {person.uuid, fields_of(world, person)};
  }
  for (const auto tier : {Tier::basic, Tier::customer_assist}) {
    for (const auto& [uuid, assignment] : world.supervisors(tier)) {
      if (assignment.agents.empty()) continue;
      rows[{std::string(entity_of(tier)), name_of(world, uuid)}] = {uuid,
                                                                    {{"agents", names_of(world, assignment.agents)}}};
    }
  }
  return rows;
}

void compare_fields(const Rows::value_type& was, Fields is, std::vector<WorldDifference>& found) {
  const auto& [entity, name] = was.first;
  for (const auto& [field, value] : was.second.fields) {
    if (is[field] != value) found.push_back({entity, name, field, value, is[field]});
    is.erase(field);
  }
  for (const auto& [field, value] : is) found.push_back({entity, name, field, "", value});
}

}  // namespace

std::vector<WorldDifference> differences(const World& before, const World& after) {
  std::vector<WorldDifference> found;
  const auto old_rows = rows_of(before);
  const auto new_rows = rows_of(after);
  for (const auto& was : old_rows) {
    const auto is = new_rows.find(was.first);
    if (is == new_rows.end()) {
      found.push_back({was.first.first, was.first.second, "", was.second.id, ""});
    } else {
      compare_fields(was, is->second.fields, found);
    }
  }
  for (const auto& [key, row] : new_rows) {
    if (!old_rows.contains(key)) found.push_back({key.first, key.second, "", "", row.id});
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace muster::simulators::webex
