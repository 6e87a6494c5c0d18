#include "tests/simulation/manifests.h"

namespace muster::simulation {

std::string Manifests::text() const {
  if (broken) return "apiVersion: muster/v1\nkind: Usre\n";
  std::string text;
  for (const auto& [about, document] : documents()) text += "---\n" + document;
  return text;
}

std::map<std::string, std::string> Manifests::documents() const {
  std::map<std::string, std::string> all;
  for (auto& [about, document] : gws.documents()) all[std::string(kGws) + " " + about] = document;
  for (const auto& [system, manifests] : systems) {
    for (auto& [about, document] : manifests.documents(system)) all[system + " " + about] = document;
  }
  return all;
}

const Policy& Manifests::policy(const std::string& system) const {
  return system == kGws ? gws.policy : systems.at(system).policy;
}

}  // namespace muster::simulation
