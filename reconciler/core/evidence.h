// What a live object says of a write that may have happened.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reconciler/core/catalog.h"
#include "reconciler/core/intent.h"
#include "reconciler/core/table.h"

namespace muster::core {

// Nothing is owned.
struct LiveObject {
  const Table& table;
  const Row& row;
  const EntitySpec& entity;

  LiveObject(const Table& seen, const Row& found, const EntitySpec& spec) : table(seen), row(found), entity(spec) {}
};

struct Evidence {
  std::size_t hold = 0;                   // fields that are as wished
  std::vector<std::string> missing;       // paths of those that are not
  std::vector<std::string> unverifiable;  // paths that cannot be read, or that this version does not know
  std::size_t came = 0;                   // members of missing fields that were to come, and are there
  std::size_t gone = 0;                   // members of all fields that were to go, and are not there

  // Where a part happened and a part did not: how many members it removed. Nothing: none of it happened, or all.
  [[nodiscard]] std::optional<std::size_t> partly_removed() const;
};

[[nodiscard]] Evidence evidence_of(const Intent& intent, const LiveObject& live);

}  // namespace muster::core
