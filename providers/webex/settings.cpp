#include "providers/webex/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "providers/webex/catalog.h"
#include "providers/webex/provider.h"
#include "reconciler/core/name.h"
#include "reconciler/core/uuid.h"

namespace muster::webex {

namespace {

constexpr std::array<std::string_view, 3> kRenewable = {"clientId", "clientSecret", "refreshToken"};

core::Error invalid(const core::SystemSpec& spec, std::string_view what) {
  return core::Error(core::ErrorKind::invalid, fmt::format("System {}: {}", spec.name, what));
}

// Without slashes at the end; nothing when it is no path.
std::optional<std::string> path(std::string text) {
  while (!text.empty() && text.back() == '/') text.pop_back();
  if (text.empty()) return text;
  const bool is_path = text.front() == '/' && text.find_first_of("?# \t\r\n") == std::string::npos;
  return is_path ? std::optional(text) : std::nullopt;
}

// 0: out of range.
int number(const core::SystemSpec& spec, std::string_view setting, int otherwise, int most) {
  const auto found = spec.settings.find(setting);
  if (found == spec.settings.end()) return otherwise;
  const auto* value = std::get_if<std::int64_t>(&found->second);
  return value != nullptr && *value >= 1 && *value <= most ? static_cast<int>(*value) : 0;
}

std::optional<RoleWrites> role_writes(std::string_view text) {
  if (text.empty() || text == "auto") return RoleWrites::automatic;
  if (text == "scim") return RoleWrites::scim;
  return text == "people" ? std::optional(RoleWrites::people) : std::nullopt;
}

std::vector<std::string> admin_roles(const core::SystemSpec& spec) {
  std::vector<std::string> roles;
  for (const auto& role : spec.list("adminRoles")) roles.push_back(core::comparable(role, core::Compare::folded));
  if (!roles.empty()) return roles;
  for (const auto role : catalog().admin_roles) roles.push_back(core::comparable(role, core::Compare::folded));
  return roles;
}

core::Status read_paths(const core::SystemSpec& spec, Settings& settings) {
  const auto base = path(spec.settings.contains("basePath") ? spec.text("basePath") : std::string(catalog().base_path));
  if (!base) return std::unexpected(invalid(spec, "settings.basePath must be a path such as /v1"));
  const auto scim = path(spec.settings.contains("scimBasePath") ? spec.text("scimBasePath") : "/identity/scim");
  if (!scim) return std::unexpected(invalid(spec, "settings.scimBasePath must be a path such as /identity/scim"));
  settings.base_path = *base;
  settings.scim_base_path = *scim;
  return {};
}

core::Status read_numbers(const core::SystemSpec& spec, Settings& settings) {
  settings.page_size = number(spec, "pageSize", settings.page_size, kLargestPage);
  if (settings.page_size == 0)
    return std::unexpected(invalid(spec, "settings.pageSize must be a number from 1 to 1000"));
  settings.agent_batch = number(spec, "agentBatch", settings.agent_batch, kLargestBatch);
  if (settings.agent_batch == 0) {
    return std::unexpected(invalid(spec, "settings.agentBatch must be a number from 1 to 1000"));
  }
  settings.concurrency = std::max(spec.budget.concurrency, 1);
  const auto delay = spec.duration("visibilityDelay");
  if (spec.settings.contains("visibilityDelay")) settings.visibility_delay = delay;
  return {};
}

// Either one token, or all that is needed to renew one.
core::Status check_credentials(const core::SystemSpec& spec) {
  const auto has = [&](std::string_view name) { return spec.credentials.contains(name); };
  const auto given = std::ranges::count_if(kRenewable, has);
  if (has("token") && given > 0) {
    return std::unexpected(invalid(spec,
                                   "credentials has a token and also clientId, clientSecret or refreshToken: give "
                                   "either the token or those three"));
  }
  if (has("token") || given == static_cast<std::ptrdiff_t>(kRenewable.size())) return {};
  if (given == 0) {
    return std::unexpected(invalid(spec, "credentials must have token, or clientId, clientSecret and refreshToken"));
  }
  const auto* missing = std::ranges::find_if_not(kRenewable, has);
  return std::unexpected(
      invalid(spec, fmt::format("credentials.{} is missing: a refresh token needs clientId, clientSecret and "
                                "refreshToken",
                                *missing)));
}

}  // namespace

core::Result<Settings> read_settings(const core::SystemSpec& spec) {
  Settings settings;
  settings.system = spec.name;
  auto origin = net::parse_origin(spec.url);
  if (!origin) return std::unexpected(invalid(spec, "url must be an origin such as https://webexapis.com"));
  settings.origin = std::move(*origin);
  if (const auto paths = read_paths(spec, settings); !paths) return std::unexpected(paths.error());
  if (const auto numbers = read_numbers(spec, settings); !numbers) return std::unexpected(numbers.error());
  const auto writes = role_writes(spec.text("roleWrites"));
  if (!writes) return std::unexpected(invalid(spec, "settings.roleWrites must be auto, scim or people"));
  settings.role_writes = *writes;
  settings.org_id = std::string(core::trim(spec.text("orgId")));
  if (!settings.org_id.empty() && !core::uuid_of(settings.org_id)) {
    return std::unexpected(invalid(spec, "settings.orgId must be the id of an organisation"));
  }
  settings.admin_roles = admin_roles(spec);
  return settings;
}

core::Status check_settings(const core::SystemSpec& spec) {
  const auto settings = read_settings(spec);
  if (!settings) return std::unexpected(settings.error());
  return check_credentials(spec);
}

}  // namespace muster::webex
