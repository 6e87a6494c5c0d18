// A user's settings as texts, by the paths that manifests name them with: for the log and for comparing worlds.
//
// "user.userLocale", "conferencing.accessCode", "devices[SEP..].description", "devices[SEP..].extensions[2907].label",
// "devices[SEP..].speedDials[1].number", "remoteDestinations[+49..].ringWhenExtensionDialed". What is the same on all
// devices is there once more without the device: "user.enableDoNotDisturb", "user.logMissedCalls",
// "user.callForwardAllDestination.destination", "speedDials[1].number", "subscribedServices[Name].url". So is the
// primary extension: "user.primaryExtension...". Passwords, PINs and access codes are "***".
#pragma once

#include <map>
#include <string>

#include "providers/simulators/cucm_uds/world.h"

namespace muster::simulators::cucm_uds {

using FieldTexts = std::map<std::string, std::string>;

// Values of services' credential parameters are masked, which needs the world.
[[nodiscard]] FieldTexts field_texts(const World& world, const User& user);

// What is different, in the order of the names; secrets that changed are "***" before and after.
[[nodiscard]] std::vector<FieldEffect> effects(const World& world, const User& before, const User& after);

}  // namespace muster::simulators::cucm_uds
