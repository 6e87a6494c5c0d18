// What must hold for any bytes that are given as a manifest. Shared by the fuzzer and the test of its corpus.
#pragma once

#include <string>

#include "reconciler/manifest/export.h"
#include "reconciler/manifest/loader.h"
#include "tests/support/toy_catalog.h"

namespace muster::fuzz {

inline manifest::Loaded load_beside_system(const std::string& text) {
  manifest::Loader loader(support::toy_catalogs());
  loader.add("system.yaml",
             "apiVersion: muster/v1\nkind: System\nmetadata: {name: toy}\nspec: {provider: toy, url: https://toy, "
             "credentials: {username: a, password: {env: A}}}\n",
             "manifests");
  loader.add("fuzzed.yaml", text, "manifests");
  return loader.finish("tree:0");
}

// Empty, or one sentence about what does not hold.
inline std::string what_is_broken(const std::string& text) {
  const auto loaded = load_beside_system(text);
  if ((loaded.desired == nullptr) == loaded.problems.empty()) return "neither desired nor a problem";
  for (const auto& problem : loaded.problems) {
    if (problem.line == 0 || problem.column == 0 || problem.what.empty()) return "a problem without a place";
  }
  if (!loaded.desired) return {};
  for (const auto& system : loaded.desired->systems) {
    if (system.objects.size() != system.table.rows().size()) return "objects and rows differ";
    const auto files = manifest::export_manifests(support::toy_catalog(), system.table, {.system = "toy"});
    for (const auto& file : files) {
      if (system.spec.name == "toy" && !load_beside_system(file.text).desired) return "its export does not load";
    }
  }
  return {};
}

}  // namespace muster::fuzz
