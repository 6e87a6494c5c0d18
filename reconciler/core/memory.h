// Everything that muster remembers of one system between two passes.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reconciler/core/enforced.h"
#include "reconciler/core/intent.h"
#include "reconciler/core/inventory.h"

namespace muster::core {

// The installation that the inventory speaks of.
struct Binding {
  std::string provider;
  std::string url;
  std::string organisation;  // the vendor's id; empty where it has none

  friend bool operator==(const Binding&, const Binding&) = default;
};

struct SentField {
  std::string path;
  std::string wish;

  friend auto operator<=>(const SentField&, const SentField&) = default;
};

// One change of the last 24 hours that was sent, or may have been (an open intent).
struct SentChange {
  EntityKey entity;
  std::string kind;
  Action action = Action::update;
  std::string plan_id;
  WallMillis at{};
  std::size_t member_removals = 0;
  std::vector<SentField> fields;
};

inline constexpr std::chrono::hours kHistory{24};

struct Memory {
  Inventory inventory;
  std::optional<Binding> binding;
  EnforcedRecord enforced;
  std::vector<Intent> open;         // intents whose outcome is not known, sorted by entity
  std::vector<SentChange> history;  // of kHistory before the load, and everything dated later; sorted by time
};
using Memories = std::map<std::string, std::shared_ptr<const Memory>, std::less<>>;

// Since when an object of the inventory has no document, or one that says `ensure: absent`.
struct AbsenceMark {
  EntityKey entity;
  RemoteId id;                      // for an object that the inventory does not have yet
  std::optional<WallMillis> since;  // nothing: it has a document again
  int seen = 0;                     // complete observations in which it had none
  bool disabled = false;            // by muster, for its absence

  friend bool operator==(const AbsenceMark&, const AbsenceMark&) = default;
};

// What a pass has to remember before it writes anything.
struct PassRecord {
  std::string system;
  std::optional<Binding> binding;
  std::optional<EnforcedRecord> enforced;
  std::vector<AbsenceMark> marks;
  std::vector<InventoryEntry> put;  // adoptions, and fields that are contended from now on
  std::vector<EntityKey> forget;
  std::vector<AuditRecord> audit;

  PassRecord() = default;
  [[nodiscard]] bool empty() const {
    return !binding && !enforced && marks.empty() && put.empty() && forget.empty() && audit.empty();
  }
};

}  // namespace muster::core
