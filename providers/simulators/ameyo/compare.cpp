#include "providers/simulators/ameyo/compare.h"

#include <algorithm>

#include <fmt/core.h>

#include "providers/simulators/ameyo/field_texts.h"

namespace muster::simulators::ameyo {
namespace {

struct Shown {
  std::string id;
  FieldTexts fields;
  std::string password;
};

// By entity and name.
using Everything = std::map<std::pair<std::string, std::string>, Shown>;

Everything everything(const World& world) {
  Everything found;
  for (const auto& [number, group] : world.groups) {
    if (!group.removed) found[{"group", group.name}] = {fmt::format("{}", number), field_texts(world, group), ""};
  }
  for (const auto& [number, user] : world.users) {
    if (!user.removed) found[{"user", user.id}] = {fmt::format("{}", number), field_texts(user), user.password};
  }
  return found;
}

void compare(const Shown& was, const Shown& is, WorldDifference place, std::vector<WorldDifference>& found) {
  const auto add = [&](std::string field, std::string before, std::string after) {
    place.field = std::move(field);
    place.before = std::move(before);
    place.after = std::move(after);
    found.push_back(place);
  };
  if (was.id != is.id) add("id", was.id, is.id);
  for (const auto& effect : effects(was.fields, is.fields)) add(effect.field, effect.before, effect.after);
  if (was.password != is.password) add("password", "***", "***");
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
    } else {
      compare(was, is->second, {key.first, key.second, "", "", ""}, found);
    }
  }
  for (const auto& [key, is] : new_things) {
    if (!old_things.contains(key)) found.push_back({key.first, key.second, "", "", is.id});
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace muster::simulators::ameyo
