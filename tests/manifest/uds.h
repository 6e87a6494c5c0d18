// Manifests of Cisco UDS written as strings: documents with maps of fields, lists of parts and lists of records.
#pragma once

#include <array>

#include "providers/cucm_uds/catalog.h"
#include "tests/manifest/loading.h"

namespace muster::manifest {

inline core::Catalogs uds_catalogs() {
  static const std::array<const core::Catalog*, 1> catalogs = {&cucm_uds::catalog()};
  return catalogs;
}

inline std::string uds_system(const std::string& more = "") {
  return "apiVersion: muster/v1\n"
         "kind: System\n"
         "metadata: {name: cucm}\n"
         "spec:\n"
         "  provider: cucm-uds\n"
         "  url: https://cucm.example\n"
         "  credentials: {username: \"{name}\", password: {file: \"uds/{name}\"}}\n" +
         more;
}

// The lines of `spec` are indented by two.
inline std::string uds_settings(const std::string& name, const std::string& spec, const std::string& metadata = "") {
  return "---\napiVersion: muster/v1\nkind: UdsSettings\nmetadata: {system: cucm, name: " + name + metadata +
         "}\nspec:\n" + spec;
}

inline Loaded load_uds(const std::string& documents, const std::string& system = uds_system()) {
  return load({{"system.yaml", system}, {"users.yaml", documents}}, uds_catalogs());
}

}  // namespace muster::manifest
