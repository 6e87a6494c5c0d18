// What one provider object has learnt from answers, for writes that come later.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "providers/cucm_uds/convert.h"
#include "providers/cucm_uds/lists.h"
#include "reconciler/core/name.h"

namespace muster::cucm_uds {

struct KnownUser {
  UserFacts facts;
  std::map<List, std::vector<ListedDevice>> devices;  // as each list names them
};

struct Known {
  std::map<std::string, KnownUser, std::less<>> users;           // by comparable user id
  std::map<std::string, std::string, std::less<>> named;         // as manifests spell users, by comparable user id
  std::map<std::string, std::string, std::less<>> device_names;  // by id
  std::set<std::string, std::less<>> fixed_descriptions;         // ids of devices whose description stays
  bool lists_are_merged = false;  // speed dials of all devices that a PUT does not name were seen to stay

  // Whether that list of all devices has ever been read.
  [[nodiscard]] bool has_list(std::string_view user, List list) const {
    const auto found = users.find(core::comparable(user, core::Compare::folded));
    return found != users.end() && found->second.devices.contains(list);
  }
  // As the server spells it; where it has not told, as the manifest does, or else as given.
  [[nodiscard]] std::string spelled(std::string_view user) const {
    const auto found = users.find(core::comparable(user, core::Compare::folded));
    if (found != users.end() && !found->second.facts.name.empty()) return found->second.facts.name;
    const auto in_manifest = named.find(core::comparable(user, core::Compare::folded));
    return in_manifest == named.end() ? std::string(user) : in_manifest->second;
  }
};

}  // namespace muster::cucm_uds
