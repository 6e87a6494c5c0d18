// What the journal holds of a write: enough to find out later whether it happened, never a body or a secret.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "reconciler/core/audit.h"
#include "reconciler/core/change.h"
#include "reconciler/core/inventory.h"
#include "reconciler/core/time_text.h"

namespace muster::core {

// A write that got no answer within this time is over, as far as this side of the wire is concerned.
inline constexpr std::chrono::milliseconds kWriteTimeout{5'000};

// One field that is to be written. Fields go by path, since their indexes may change between versions of muster.
struct IntentField {
  std::string path;
  WishKind kind = WishKind::value;
  std::string value;  // a SecretReference's text for secrets
  SetWish set;
  std::string wish;                // canonical text, as in AppliedField::wish
  bool drift = false;              // the desired value was unchanged since last applied
  std::vector<std::string> added;  // members that the plan puts in and takes out; of records none
  std::vector<std::string> removed;

  friend bool operator==(const IntentField&, const IntentField&) = default;
};

struct Intent {
  std::string id;  // unique in the store; also the request id that goes on the wire
  EntityKey entity;
  std::string name;    // as spelled on the wire
  std::string person;  // the label of that name of its manifest; may be empty
  std::string kind;    // of manifest: "User"
  RemoteId remote_id;  // empty on create
  Action action = Action::update;
  Part part = Part::whole;
  std::string plan_id;
  std::string commit;
  std::int64_t fence = 0;  // of the lease under which it was begun
  WallMillis begun_at{};
  std::chrono::milliseconds deadline = kWriteTimeout;  // from begun_at: later nothing is sent any more
  std::vector<IntentField> fields;
  std::size_t member_removals = 0;
  bool absence_proven = false;  // a create over an absence that muster's own read proved
  // What the inventory says once the write is known to have happened; nothing: the object is forgotten. The id of a
  // create is filled in from what is found.
  std::optional<InventoryEntry> after;

  friend bool operator==(const Intent&, const Intent&) = default;
};

// The end of an intent: outcome, inventory and audit are one transaction.
struct Closing {
  std::string intent_id;
  Outcome outcome = Outcome::failed;
  std::optional<InventoryEntry> put;
  bool forget = false;  // the object of the intent leaves the inventory
  // Of an update that failed, and of which a part was carried out all the same: how many members it removed.
  std::optional<std::size_t> partly_removed;
  AuditRecord audit;
};

// What counts as sent, for rolling limits and for contended fields, of an intent that ended so. Nothing: it is known
// that nothing happened.
[[nodiscard]] std::optional<Intent> counted_as_sent(const Intent& intent, const Closing& closing);

// The journal's text of an intent, and back; nothing when it was not made by to_json. The id and the times are part of
// it.
[[nodiscard]] std::string to_json(const Intent& intent);
[[nodiscard]] std::optional<Intent> parse_intent(std::string_view json);

}  // namespace muster::core
