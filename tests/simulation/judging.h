// What judges of documents ask of several of them.
#pragma once

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "tests/simulation/documents.h"

namespace muster::simulation {

// Null: a state of the manifests has no document for it.
template <typename Matches>
[[nodiscard]] bool any(const std::vector<const Document*>& documents, Matches matches) {
  return std::ranges::any_of(documents,
                             [&](const Document* document) { return document != nullptr && matches(*document); });
}

[[nodiscard]] inline std::set<std::string> without(const std::set<std::string>& members,
                                                   const std::set<std::string>& others) {
  std::set<std::string> rest;
  std::ranges::set_difference(members, others, std::inserter(rest, rest.end()));
  return rest;
}

}  // namespace muster::simulation
