#include "providers/simulators/ameyo/roles.h"

#include <algorithm>

namespace muster::simulators::ameyo {

std::string shown_role(const World& world, std::string_view role) {
  std::string text(role);
  if (world.quirks.role_spelling == RoleSpelling::spaced) std::ranges::replace(text, '-', ' ');
  if (world.quirks.role_spelling != RoleSpelling::upper_case) return text;
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

std::optional<std::string> accepted_role(const World& world, std::string_view text) {
  const auto& allowed = world.quirks.allowed_roles;
  if (!allowed.empty() && !allowed.contains(std::string(text))) return std::nullopt;
  for (const auto& [role, plan] : world.privilege_plans) {
    if (shown_role(world, role) == text) return role;
  }
  return std::nullopt;
}

int privilege_plan(const World& world, std::string_view role) {
  const auto found = world.privilege_plans.find(role);
  return found == world.privilege_plans.end() ? 0 : found->second;
}

bool may_manage(const World& world, const User& user) {
  return !world.quirks.managers_need_role || user.type == kSupervisor || user.type == kGroupManager;
}

}  // namespace muster::simulators::ameyo
