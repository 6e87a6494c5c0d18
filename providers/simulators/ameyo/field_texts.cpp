#include "providers/simulators/ameyo/field_texts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace muster::simulators::ameyo {
namespace {

std::string skills_text(const User& user) {
  std::string out;
  for (const auto& [skill, level] : user.skills) out += fmt::format("{}{}:{}", out.empty() ? "" : " ", skill, level);
  return out;
}

// Who is gone is shown by number.
std::string people_text(const World& world, const std::set<int>& people) {
  std::set<std::string> names;
  for (const int id : people) {
    const auto found = world.users.find(id);
    names.insert(found == world.users.end() ? fmt::format("#{}", id) : found->second.id);
  }
  return fmt::format("{}", fmt::join(names, " "));
}

}  // namespace

FieldTexts field_texts(const User& user) {
  return {{"userName", user.name},
          {"userType", user.type},
          {"systemUserType", user.system_type},
          {"defaultReady", user.default_ready ? "true" : "false"},
          {"maxAllowedLogins", user.max_logins ? fmt::format("{}", *user.max_logins) : ""},
          {"loginPolicy", user.login_policy.value_or("")},
          {"mappingUserId", user.mapping.value_or("")},
          {"description", user.description},
          {"skills", skills_text(user)},
          {"campaigns", fmt::format("{}", fmt::join(user.campaigns, " "))},
          {"contactCenterId", user.center ? fmt::format("{}", *user.center) : ""}};
}

FieldTexts field_texts(const World& world, const Group& group) {
  return {{"name", group.name},
          {"description", group.description},
          {"supervisors", people_text(world, group.managers)},
          {"agents", people_text(world, group.members)},
          {"children", fmt::format("{}", fmt::join(group.children, " "))}};
}

std::vector<FieldEffect> effects(const FieldTexts& before, const FieldTexts& after) {
  std::vector<FieldEffect> found;
  for (const auto& [field, text] : after) {
    const auto old = before.find(field);
    const std::string was = old == before.end() ? "" : old->second;
    if (was != text) found.push_back({field, was, text});
  }
  for (const auto& [field, text] : before) {
    if (!after.contains(field) && !text.empty()) found.push_back({field, text, ""});
  }
  return found;
}

}  // namespace muster::simulators::ameyo
