#include "providers/cucm_uds/settings.h"

#include <fmt/format.h>

#include <algorithm>

#include "providers/cucm_uds/catalog.h"
#include "providers/cucm_uds/provider.h"
#include "reconciler/core/secret_name.h"

namespace muster::cucm_uds {

namespace {

core::Error invalid(const core::SystemSpec& spec, std::string_view what) {
  return core::Error(core::ErrorKind::invalid, fmt::format("System {}: {}", spec.name, what));
}

std::string base_path(const core::SystemSpec& spec) {
  std::string path = spec.text("basePath");
  if (path.empty()) path = std::string(catalog().base_path);
  while (!path.empty() && path.back() == '/') path.pop_back();
  return path;
}

bool is_path(std::string_view path) {
  return path.empty() || (path.front() == '/' && path.find_first_of("?# \t\r\n") == std::string_view::npos);
}

// Nobody acts for another, so a name that stands for nobody in particular cannot work.
core::Status check_username(const core::SystemSpec& spec) {
  const auto found = spec.credentials.find("username");
  if (found == spec.credentials.end()) return {};
  const auto* text = std::get_if<std::string>(&found->second);
  if (text == nullptr || text->find("{name}") != std::string::npos) return {};
  return std::unexpected(invalid(spec,
                                 "credentials.username must hold {name}: each user signs in, since nobody may change "
                                 "the settings of another"));
}

}  // namespace

core::Result<Settings> read_settings(const core::SystemSpec& spec) {
  Settings settings;
  settings.system = spec.name;
  settings.base_path = base_path(spec);
  if (!is_path(settings.base_path)) {
    return std::unexpected(invalid(spec, "settings.basePath must be a path such as /cucm-uds"));
  }
  const std::string path = spec.text("remoteDestinationPath");
  if (!path.empty() && path != "collection" && path != "withId") {
    return std::unexpected(invalid(spec, "settings.remoteDestinationPath must be collection or withId"));
  }
  settings.post_with_id = path == "withId";
  const std::string number = spec.text("remoteDestinationNumber");
  if (!number.empty() && number != "destinationNumber" && number != "destination") {
    return std::unexpected(invalid(spec, "settings.remoteDestinationNumber must be destinationNumber or destination"));
  }
  if (!number.empty()) settings.put_number = number;
  settings.concurrency = static_cast<std::size_t>(std::max(1, spec.budget.concurrency));
  return settings;
}

core::Status check_settings(const core::SystemSpec& spec) {
  const auto settings = read_settings(spec);
  if (!settings) return std::unexpected(settings.error());
  return check_username(spec);
}

}  // namespace muster::cucm_uds
