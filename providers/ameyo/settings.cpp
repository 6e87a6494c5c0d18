#include "providers/ameyo/settings.h"

#include <fmt/format.h>

#include "providers/ameyo/provider.h"
#include "reconciler/core/name.h"

namespace muster::ameyo {

namespace {

std::string base_path(const core::SystemSpec& spec) {
  std::string path = spec.settings.contains("basePath") ? spec.text("basePath") : std::string(catalog().base_path);
  while (!path.empty() && path.back() == '/') path.pop_back();
  return path;
}

bool is_path(std::string_view path) {
  return path.empty() || (path.front() == '/' && path.find_first_of("?# \t\r\n") == std::string_view::npos);
}

std::string host_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  return std::string(url.substr(0, url.find('/')));
}

std::vector<std::string> admin_roles(const core::SystemSpec& spec) {
  std::vector<std::string> roles;
  for (const auto& role : spec.list("adminRoles")) roles.push_back(core::comparable(role, core::Compare::folded));
  if (!roles.empty()) return roles;
  for (const auto role : catalog().admin_roles) roles.push_back(core::comparable(role, core::Compare::folded));
  return roles;
}

std::int64_t contact_center(const core::SystemSpec& spec) {
  const auto found = spec.settings.find("contactCenterId");
  const auto* number = found == spec.settings.end() ? nullptr : std::get_if<std::int64_t>(&found->second);
  return number == nullptr ? 1 : *number;
}

GroupIds group_ids(const std::string& text) {
  if (text == "ccUserId") return GroupIds::cc_user_id;
  return text == "userId" ? GroupIds::user_id : GroupIds::find_out;
}

core::Error invalid(const core::SystemSpec& spec, std::string_view what) {
  return core::Error(core::ErrorKind::invalid, fmt::format("System {}: {}", spec.name, what));
}

}  // namespace

core::Result<Settings> read_settings(const core::SystemSpec& spec) {
  Settings settings;
  settings.system = spec.name;
  settings.domain = host_of(spec.url);
  settings.base_path = base_path(spec);
  settings.login = spec.text("login") == "ui" ? Login::ui : Login::user_login;
  settings.update_id = spec.text("updateId") == "userId" ? UserIdKind::user_id : UserIdKind::cc_user_id;
  settings.group_ids = group_ids(spec.text("groupUserIds"));
  settings.contact_center = contact_center(spec);
  settings.force_login = spec.flag("forceLogin");
  settings.end_sessions = spec.flag("endSessions");
  if (spec.settings.contains("terminalInfo")) settings.terminal = spec.text("terminalInfo");
  settings.admin_roles = admin_roles(spec);
  if (!is_path(settings.base_path)) {
    return std::unexpected(invalid(spec, "settings.basePath must be empty or a path such as /ameyorestapi"));
  }
  if (settings.contact_center < 1) {
    return std::unexpected(invalid(spec, "settings.contactCenterId must be the number of a contact centre, 1 or more"));
  }
  return settings;
}

core::Status check_settings(const core::SystemSpec& spec) {
  const auto settings = read_settings(spec);
  if (!settings) return std::unexpected(settings.error());
  return {};
}

}  // namespace muster::ameyo
