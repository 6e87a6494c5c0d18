#include "providers/simulators/genesys_gws/compare.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace muster::simulators::gws {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

std::string joined(std::vector<std::string> members) {
  std::sort(members.begin(), members.end());
  return fmt::format("{}", fmt::join(members, " "));
}

std::string devices_of(const World& world, const User& user) {
  std::vector<std::string> numbers;
  for (const auto& id : user.device_ids) numbers.push_back(world.devices.find(id)->second.phone_number);
  return joined(std::move(numbers));
}

std::string skills_of(const User& user) {
  std::vector<std::string> skills;
  for (const auto& skill : user.skills) skills.push_back(fmt::format("{}:{}", skill.skill_id, skill.level));
  return joined(std::move(skills));
}

Fields fields_of(const World& world, const User& user) {
  return {{"id", user.id},
          {"userName", user.user_name},
          {"firstName", user.first_name},
          {"lastName", user.last_name},
          {"emailAddress", user.email_address},
          {"roles", joined(user.roles)},
          {"enabled", user.enabled ? "true" : "false"},
          {"changePasswordOnFirstLogin", user.change_password_on_first_login ? "true" : "false"},
          {"skills", skills_of(user)},
          {"devices", devices_of(world, user)}};
}

void compare_people(const World& before, const User& was, const World& after, std::vector<Difference>& found) {
  const User* is = after.users.find_login(was.user_name);
  if (is == nullptr) {
    found.push_back({was.user_name, "user", was.id, ""});
    return;
  }
  const auto old_fields = fields_of(before, was);
  const auto new_fields = fields_of(after, *is);
  for (std::size_t i = 0; i < old_fields.size(); ++i) {
    if (old_fields[i] == new_fields[i]) continue;
    found.push_back({was.user_name, old_fields[i].first, old_fields[i].second, new_fields[i].second});
  }
  if (was.password != is->password) found.push_back({was.user_name, "password", "***", "***"});
}

}  // namespace

std::vector<Difference> differences(const World& before, const World& after) {
  std::vector<Difference> found;
  for (const User& was : before.users.slots()) {
    if (!was.removed) compare_people(before, was, after, found);
  }
  for (const User& is : after.users.slots()) {
    const bool came = !is.removed && before.users.find_login(is.user_name) == nullptr;
    if (came) found.push_back({is.user_name, "user", "", is.id});
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace muster::simulators::gws
