// Everything that somebody commits, as a value: what musterd reads, and what the judges hold the vendors' logs against.
#pragma once

#include "tests/simulation/documents.h"
#include "tests/simulation/gws_manifests.h"

namespace muster::simulation {

struct Manifests {
  GwsManifests gws;
  std::map<std::string, SystemManifests> systems;  // all others, by the System's name
  bool broken = false;                             // somebody committed what is no manifest

  [[nodiscard]] std::string text() const;
  // Every document, by system and what it is about.
  [[nodiscard]] std::map<std::string, std::string> documents() const;
  [[nodiscard]] const Policy& policy(const std::string& system) const;
};

}  // namespace muster::simulation
