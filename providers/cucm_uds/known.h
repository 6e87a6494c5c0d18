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
  std::map<std::string, std::string, std::less<>> device_names;  // by id
  std::set<std::string, std::less<>> fixed_descriptions;         // ids of devices whose description stays
  bool lists_are_merged = false;  // speed dials of all devices that a PUT does not name were seen to stay

  // Whether that list of all devices has ever been read.
  [[nodiscard]] bool has_list(std::string_view user, List list) const {
    const auto found = users.find(core::comparable(user, core::Compare::folded));
    return found != users.end() && found->second.devices.contains(list);
  }
  // As the server spells it; as given where it has not told.
  [[nodiscard]] std::string spelled(std::string_view user) const {
    const auto found = users.find(core::comparable(user, core::Compare::folded));
    return found == users.end() || found->second.facts.name.empty() ? std::string(user) : found->second.facts.name;
  }
};

}  // namespace muster::cucm_uds
