// What a system showed, and how far that can be believed.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reconciler/core/error.h"
#include "reconciler/core/table.h"

namespace muster::core {

enum class Presence { found, proven_absent, unknown };

// Proof about one entity kind of one observation.
struct EntityCoverage {
  bool complete = false;  // a listing was read to its end and passed every check
  std::string why_not;    // one sentence when not complete
};

// muster's own account on that system.
struct OwnAccount {
  std::string key;  // comparable name
  RemoteId id;
  std::vector<std::string> roles;  // as spelled; empty when the vendor does not tell
  bool is_administrator = false;   // by settings.adminRoles
};

// The part of an observation that is not rows. A provider returns it from observe().
struct Coverage {
  std::vector<EntityCoverage> entities;  // by EntityIndex
  std::optional<OwnAccount> own_account;
  std::string organisation;         // the vendor's id of the organisation; empty when it has none
  std::vector<std::string> cannot;  // writes this account or installation cannot do, one sentence each
  std::vector<Error> unreadable;    // single objects that could not be read; their presence is unknown
  int requests = 0;                 // what this observation cost
  std::vector<std::string> notes;   // what people should know and nothing depends on, one sentence each
};

struct ObservedSystem {
  std::string system;
  std::shared_ptr<const Table> table;
  Coverage coverage;
  std::vector<EntityKey> confirmed_absent;  // sorted; missing from the listing and confirmed by id
  std::vector<EntityKey> unknown;           // sorted; presence could not be found out
  std::optional<Error> failure;             // nothing could be observed; table is empty

  [[nodiscard]] Presence presence(EntityIndex entity, const EntityKey& key) const;
};

// One entity, read by itself. `raw` is the vendor's answer, which a full PUT must echo.
struct Fresh {
  std::shared_ptr<const Table> table;  // no row (absent) or one
  std::string raw;

  Fresh() = default;
  Fresh(std::shared_ptr<const Table> one_row, std::string answer) : table(std::move(one_row)), raw(std::move(answer)) {}
  [[nodiscard]] const Row* row() const { return table && !table->rows().empty() ? &table->rows()[0] : nullptr; }
};

}  // namespace muster::core
