// Manifests written as strings, for the tests of this room.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "reconciler/manifest/loader.h"
#include "tests/support/toy_catalog.h"

namespace muster::manifest {

using Files = std::vector<std::pair<std::string, std::string>>;

inline Loaded load(const Files& files, core::Catalogs catalogs = support::toy_catalogs()) {
  Loader loader(catalogs);
  for (const auto& [name, text] : files) loader.add(name, text, "manifests");
  return loader.finish("tree:0123456789ab");
}

// A System document "toy" with more lines for its spec.
inline std::string toy_system(const std::string& more = "") {
  return "apiVersion: muster/v1\n"
         "kind: System\n"
         "metadata: {name: toy}\n"
         "spec:\n"
         "  provider: toy\n"
         "  url: https://toy.example\n"
         "  credentials: {username: svc-muster, password: {env: TOY_PASSWORD}}\n" +
         more;
}

// A document of that System; `spec` is a flow map or indented lines.
inline std::string object(const std::string& kind, const std::string& name, const std::string& spec,
                          const std::string& metadata = "") {
  return "---\napiVersion: muster/v1\nkind: " + kind + "\nmetadata: {system: toy, name: " + name + metadata +
         "}\nspec: " + spec + "\n";
}

inline std::string problems_of(const Files& files) {
  const auto loaded = load(files);
  return render_problems(loaded.problems, loaded.warnings);
}

}  // namespace muster::manifest
