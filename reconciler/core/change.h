// Changes, steps and plans as values: printable, storable, comparable; never closures.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reconciler/core/catalog.h"
#include "reconciler/core/desired.h"
#include "reconciler/core/inventory.h"
#include "reconciler/core/observed.h"
#include "reconciler/core/secret.h"

namespace muster::core {

enum class Action { create, update, remove, restore, rename, blocked };

// A desired set before it is merged with a fresh read. Members are spelled as the manifest spells them, sorted by
// their comparable form.
struct SetWish {
  bool exact = true;
  std::vector<std::string> include;
  std::vector<std::string> exclude;  // includes what muster added earlier and the manifest no longer names

  friend bool operator==(const SetWish&, const SetWish&) = default;
};

enum class WishKind { value, at_default, secret, set };

struct FieldWish {
  FieldIndex field = 0;
  WishKind kind = WishKind::value;
  std::string value;  // canonical text; a SecretReference's text for secrets
  SetWish set;
  bool may_be_empty = true;  // false: a final set without members is never sent

  friend bool operator==(const FieldWish&, const FieldWish&) = default;
};

// One line of a plan: what a field is and what it becomes. Secrets are already masked.
struct FieldDifference {
  std::string path;
  std::optional<std::string> before;  // scalars; nothing: not set or not readable
  std::optional<std::string> after;
  bool is_set = false;
  std::vector<std::string> added;  // sets, in comparable order
  std::vector<std::string> removed;
  std::vector<std::string> kept;  // live members that are left alone
  bool exact = true;
  bool unverifiable = false;
  bool drift = false;  // the desired value is unchanged since last applied
  std::string note;    // "no longer managed, still granted: ROLE_X"; one sentence

  friend bool operator==(const FieldDifference&, const FieldDifference&) = default;
};

struct BlockReason {
  std::string guard;     // "protect", "presence", "maxUpdates", "minAdmins", "ownAccount", "unsupported" ...
  std::string sentence;  // why, and what to do

  friend bool operator==(const BlockReason&, const BlockReason&) = default;
};

// A field that differs and that the change leaves as it is, while the others go on.
struct LeftOut {
  FieldWish wish;
  FieldDifference field;
  BlockReason reason;
};

struct Change {
  EntityKey entity;
  EntityIndex entity_index = 0;
  std::uint16_t kind = 0;  // into Catalog::kinds
  std::string name;        // the live spelling where there is one, else the manifest's
  RemoteId id;
  Action action = Action::update;
  Action intended = Action::update;     // what a blocked change would have been
  std::vector<FieldWish> wishes;        // of the fields to write; in field order
  std::vector<FieldDifference> fields;  // what is shown
  std::vector<LeftOut> left_out;        // in field order; empty where nothing else goes on: then the change is blocked
  std::vector<AppliedField> contended;  // found contended in this plan, as the inventory has to remember them
  Place place;                          // of the manifest that asks for it; no line: no document does
  bool by_drift = false;                // every difference is drift
  std::vector<BlockReason> blocked;     // not empty exactly when action is blocked
  std::vector<std::string> notes;
  int requests = 0;         // writes and reads it costs, read-back excluded where a listing serves
  std::string fingerprint;  // hex digest of the live values it was shown with
  std::map<std::string, std::string, std::less<>> labels;
};

enum class Part : std::uint8_t { whole, release, acquire };
enum class Until : std::uint8_t { accepted, verified };

// `wishes` are indexes into Change::wishes; a removal has none. `fingerprint` is of the live values of these wishes.
struct Step {
  std::uint32_t change = 0;
  Part part = Part::whole;
  std::vector<std::uint16_t> wishes;
  std::string fingerprint;
};

struct Wait {
  std::uint32_t step = 0;  // this step
  std::uint32_t on = 0;    // waits for that one
  Until until = Until::accepted;
};

// Steps in an order that respects every wait, and the waits sorted by (step, on).
struct Schedule {
  std::vector<Step> steps;
  std::vector<Wait> waits;
};

struct Missing {
  std::string system;
  std::string sentence;
};

struct Adoption {
  EntityKey entity;
  RemoteId id;

  friend auto operator<=>(const Adoption&, const Adoption&) = default;
};

struct PassRecord;  // memory.h

struct SystemPlan {
  std::string system;
  std::vector<Change> changes;  // sorted by (entity kind, name)
  Schedule schedule;            // over the changes that are not blocked
  std::size_t managed = 0;      // documents
  std::size_t live = 0;         // objects observed
  std::size_t in_sync = 0;
  std::vector<EntityKey> unmanaged;  // live objects no manifest names, sorted
  std::vector<Adoption> adopted;     // live objects that already are as asked, which the inventory does not say yet
  std::vector<EntityKey> gone;       // asked to be absent, proven absent, and still in the inventory
  std::vector<std::string> consequences;  // in the centre's own terms, sorted by weight
  std::vector<std::string> warnings;
  int requests = 0;
  int listing_requests = 0;            // what one observation costs
  std::optional<BlockReason> refused;  // nothing is done on this system at all; each change is blocked by it too
  std::optional<std::chrono::sys_time<std::chrono::milliseconds>> start_before;  // the window closes then
  std::shared_ptr<const PassRecord> record;  // what has to be remembered before the first write; null: nothing
  std::chrono::seconds duration{0};          // at the budget
};

struct Plan {
  std::string id;  // hex digest of what it says; equal inputs give the equal id
  std::string commit;
  std::chrono::sys_time<std::chrono::milliseconds> made_at;  // wall_now of the inputs
  std::vector<SystemPlan> systems;                           // sorted by name
  std::vector<Missing> missing;                              // what could not be read; not empty: the plan is partial
  std::vector<std::string> warnings;
};

// The label that joins what one person has on several systems; empty: none.
inline constexpr std::string_view kPersonLabel = "person";
[[nodiscard]] std::string person_of(const std::map<std::string, std::string, std::less<>>& labels);

[[nodiscard]] inline bool is_blocked(const Change& change) { return change.action == Action::blocked; }
[[nodiscard]] inline bool is_create(const Change& change) {
  return change.intended == Action::create || change.intended == Action::restore;
}

enum class Outcome { verified, lagging, diverged, unchanged, failed, skipped, stale, blocked, in_doubt, not_tried };

[[nodiscard]] std::string_view to_text(Action action);
[[nodiscard]] std::string_view to_text(Outcome outcome);

// What a write call is asked to do. `members` is the complete final set of a replacing field; `added` and `removed`
// are the difference from `fresh`, for vendors that take a delta.
struct FieldWrite {
  FieldIndex field = 0;
  WishKind kind = WishKind::value;
  std::string value;
  std::vector<std::string> members;
  std::vector<std::string> added;
  std::vector<std::string> removed;
  Secret secret;  // resolved by the executor just before the call

  [[nodiscard]] FieldWrite copy() const;
};

enum class WriteAction { create, update, remove };

struct Write {
  EntityKey entity;
  std::string name;  // the spelling that goes on the wire
  RemoteId id;       // empty on create
  WriteAction action = WriteAction::update;
  std::uint16_t kind = 0;
  std::vector<FieldWrite> fields;
  std::shared_ptr<const Fresh> fresh;  // the read made immediately before; null on create
  std::string request_id;              // the intent's, for the vendor's own logs

  Write() = default;
};

// Per element of one write (a device, an agent): what became of it.
struct ElementResult {
  std::string path;
  std::string element;
  std::optional<Error> error;
};

struct Receipt {
  RemoteId id;  // of the object; on create the vendor's new id, empty if it told none
  std::vector<ElementResult> elements;

  Receipt() = default;
  explicit Receipt(RemoteId remote_id) : id(std::move(remote_id)) {}
};

}  // namespace muster::core
