#include "providers/cucm_uds/wanted.h"

#include <algorithm>

namespace muster::cucm_uds {

std::string whole_of(std::string_view key) { return std::string(key.substr(0, key.find('/'))); }

std::string device_of(std::string_view extension_key) {
  return std::string(extension_key.substr(0, extension_key.rfind('/')));
}

std::string item_of(std::string_view key) {
  const auto slash = key.rfind('/');
  return std::string(slash == std::string_view::npos ? key : key.substr(slash + 1));
}

std::vector<core::EntityKey> WantedUser::keys(const std::string& system) const {
  std::vector<core::EntityKey> keys;
  const auto add = [&](core::EntityIndex entity, const std::string& name) {
    keys.emplace_back(system, std::string(catalog().entities[entity].name), name);
  };
  if (is_named) add(kUser, key);
  for (const auto& name : named_devices) add(kDevice, name);
  for (const auto& name : extensions) add(kExtension, name);
  for (const auto& name : remote_destinations) add(kRemoteDestination, name);
  return keys;
}

std::vector<WantedUser> wanted_users(const engine::Scope& scope) {
  std::map<std::string, WantedUser> users;
  for (const auto& name : scope.names) {
    WantedUser& user = users[whole_of(name.name)];
    const auto entity = catalog().find_entity(name.entity);
    if (entity == kUser) user.is_named = true;
    if (entity == kDevice) user.named_devices.insert(name.name);
    if (entity == kDevice) user.devices.insert(name.name);
    if (entity == kExtension) user.extensions.insert(name.name);
    if (entity == kExtension) user.devices.insert(device_of(name.name));
    if (entity == kRemoteDestination) user.remote_destinations.insert(name.name);
  }
  std::vector<WantedUser> wanted;
  for (auto& [key, user] : users) {
    const auto spelled = scope.spelled.find(key);
    if (spelled != scope.spelled.end()) user.spelling = spelled->second;
    user.key = key;
    wanted.push_back(std::move(user));
  }
  return wanted;
}

bool wants_field(const engine::Scope& scope, core::EntityIndex entity, std::string_view prefix) {
  if (scope.everything) return true;
  return std::ranges::any_of(scope.fields, [&](const auto& field) {
    return field.first == entity && catalog().entities[entity].fields[field.second].path.starts_with(prefix);
  });
}

bool wants_options(const engine::Scope& scope, core::EntityIndex options) {
  if (scope.everything) return true;
  return std::ranges::any_of(scope.fields, [&](const auto& field) {
    const auto& reference = catalog().entities[field.first].fields[field.second].reference;
    return reference && reference->entity == catalog().entities[options].name;
  });
}

}  // namespace muster::cucm_uds
