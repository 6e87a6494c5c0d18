#include "providers/simulators/uccx/compare.h"

#include <algorithm>

#include <fmt/core.h>

#include "providers/simulators/uccx/field_texts.h"

namespace muster::simulators::uccx {
namespace {

struct Shown {
  std::string id;
  FieldTexts fields;
};

// By entity and name.
using Everything = std::map<std::pair<std::string, std::string>, Shown>;

Everything everything(const World& world) {
  Everything found;
  for (const auto& [number, team] : world.teams) {
    if (!team.removed) found[{"team", team.name}] = {fmt::format("{}", number), field_texts(team)};
  }
  for (const auto& [id, user] : world.users) found[{"user", id}] = {id, field_texts(world, user)};
  return found;
}

std::string text_of(const FieldTexts& fields, const std::string& name) {
  const auto found = fields.find(name);
  return found == fields.end() ? "" : found->second;
}

void compare_fields(const FieldTexts& was, const FieldTexts& is, WorldDifference place,
                    std::vector<WorldDifference>& found) {
  auto names = was;
  names.insert(is.begin(), is.end());
  for (const auto& [name, text] : names) {
    place.field = name;
    place.before = text_of(was, name);
    place.after = text_of(is, name);
    if (place.before != place.after) found.push_back(place);
  }
}

}  // namespace

std::vector<WorldDifference> differences(const World& before, const World& after) {
  const auto old_things = everything(before);
  const auto new_things = everything(after);
  std::vector<WorldDifference> found;
  for (const auto& [key, was] : old_things) {
    const auto is = new_things.find(key);
    if (is == new_things.end()) {
      found.push_back({key.first, key.second, "", was.id, ""});
      continue;
    }
    if (was.id != is->second.id) found.push_back({key.first, key.second, "id", was.id, is->second.id});
    compare_fields(was.fields, is->second.fields, {key.first, key.second, "", "", ""}, found);
  }
  for (const auto& [key, is] : new_things) {
    if (!old_things.contains(key)) found.push_back({key.first, key.second, "", "", is.id});
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace muster::simulators::uccx
