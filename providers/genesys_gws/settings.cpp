#include "providers/genesys_gws/settings.h"

#include <fmt/format.h>

#include "providers/genesys_gws/catalog.h"
#include "providers/genesys_gws/provider.h"
#include "reconciler/core/name.h"

namespace muster::genesys_gws {

namespace {

core::Error invalid(const core::SystemSpec& spec, std::string_view setting, std::string_view allowed) {
  return core::Error(core::ErrorKind::invalid,
                     fmt::format("System {}: settings.{} must be {}", spec.name, setting, allowed));
}

std::string base_path(const core::SystemSpec& spec) {
  std::string path = spec.text("basePath");
  if (path.empty()) path = std::string(catalog().base_path);
  while (!path.empty() && path.back() == '/') path.pop_back();
  return path;
}

bool is_path(std::string_view path) {
  if (path.empty()) return true;
  return path.front() == '/' && path.find_first_of("?# \t\r\n") == std::string_view::npos;
}

int page_size(const core::SystemSpec& spec, int otherwise) {
  const auto found = spec.settings.find("pageSize");
  if (found == spec.settings.end()) return otherwise;
  const auto* number = std::get_if<std::int64_t>(&found->second);
  return number != nullptr && *number >= 1 && *number <= kLargestPage ? static_cast<int>(*number) : 0;
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
  settings.base_path = base_path(spec);
  if (!is_path(settings.base_path)) return std::unexpected(invalid(spec, "basePath", "a path such as /api/v2"));
  const std::string verb = spec.text("updateVerb");
  if (verb == "POST") settings.update_verb = net::Method::post;
  if (!verb.empty() && verb != "PUT" && verb != "POST") {
    return std::unexpected(invalid(spec, "updateVerb", "PUT or POST"));
  }
  settings.page_size = page_size(spec, settings.page_size);
  if (settings.page_size == 0) return std::unexpected(invalid(spec, "pageSize", "a number from 1 to 10000"));
  if (spec.settings.contains("sortBy")) settings.sort_by = spec.text("sortBy");
  settings.admin_roles = admin_roles(spec);
  return settings;
}

core::Status check_settings(const core::SystemSpec& spec) {
  const auto settings = read_settings(spec);
  if (!settings) return std::unexpected(settings.error());
  return {};
}

}  // namespace muster::genesys_gws
