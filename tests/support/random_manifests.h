// Random manifests for one simulated Genesys Web Services site: text, as a person would have committed it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "providers/simulators/genesys_gws/world.h"
#include "reconciler/engine/clock.h"

namespace muster::support {

// What the manifests ask of one login, kept beside the text so that a test can judge the vendor's log by it.
struct Asked {
  bool absent = false;
  bool exact_roles = false;
  std::set<std::string> roles;  // exact, or include
  std::set<std::string> excluded;
  std::set<std::string> fields;  // that the manifest states, by their vendor name
};

struct RandomManifests {
  std::string text;
  std::map<std::string, Asked> by_login;
};

// Names about half of the people, asks for a few new ones, lets a few go, and takes some phone numbers.
[[nodiscard]] RandomManifests random_manifests(const simulators::gws::World& world, engine::Random& random);

}  // namespace muster::support
