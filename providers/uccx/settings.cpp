#include "providers/uccx/settings.h"

#include <fmt/format.h>

#include "providers/uccx/provider.h"
#include "reconciler/core/name.h"

namespace muster::uccx {

namespace {

std::string base_path(const core::SystemSpec& spec) {
  std::string path = spec.text("basePath");
  while (!path.empty() && path.back() == '/') path.pop_back();
  return path;
}

bool is_path(std::string_view path) {
  return path.empty() || (path.front() == '/' && path.find_first_of("?# \t\r\n") == std::string_view::npos);
}

std::vector<std::string> admin_roles(const core::SystemSpec& spec) {
  std::vector<std::string> roles;
  for (const auto& role : spec.list("adminRoles")) roles.push_back(core::comparable(role, core::Compare::folded));
  if (!roles.empty()) return roles;
  for (const auto role : catalog().admin_roles) roles.push_back(core::comparable(role, core::Compare::folded));
  return roles;
}

}  // namespace

core::Result<Settings> read_settings(const core::SystemSpec& spec) {
  Settings settings;
  settings.system = spec.name;
  settings.url = spec.url;
  settings.base_path = base_path(spec);
  settings.appadmin_roles = spec.flag("appadminRoles");
  settings.admin_roles = admin_roles(spec);
  if (is_path(settings.base_path)) return settings;
  return std::unexpected(core::Error(
      core::ErrorKind::invalid,
      fmt::format("System {}: settings.basePath must be empty or a path such as /ccx, without /adminapi", spec.name)));
}

core::Status check_settings(const core::SystemSpec& spec) {
  const auto settings = read_settings(spec);
  if (!settings) return std::unexpected(settings.error());
  return {};
}

}  // namespace muster::uccx
