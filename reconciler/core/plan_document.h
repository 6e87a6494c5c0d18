// A plan as it is shown: names instead of indexes, grouped by system and kind, counted. One value feeds every format.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reconciler/core/catalog.h"
#include "reconciler/core/change.h"
#include "reconciler/core/desired.h"

namespace muster::core {

struct ActionCounts {
  std::size_t create = 0;
  std::size_t update = 0;
  std::size_t remove = 0;
  std::size_t restore = 0;
  std::size_t rename = 0;
  std::size_t blocked = 0;

  void count(Action action);
  // Changes that would be made; blocked ones are none.
  [[nodiscard]] std::size_t actionable() const { return create + update + remove + restore + rename; }
  friend bool operator==(const ActionCounts&, const ActionCounts&) = default;
};

// Why a change is planned.
struct WhyView {
  bool drift = false;  // the live values differ although the manifest is unchanged since it was last applied
  std::string place;   // "users/billing.yaml:12"; empty when no document asks for it (absence)
  std::string commit;
};

struct WaitView {
  std::string sentence;  // "create User mira.kos@acme.example"
  Until until = Until::accepted;
};

// "ada@acme.example (basic)"; the name alone where there is no variant.
[[nodiscard]] std::string shown_name(const std::string& name, const std::string& variant);

struct ChangeView {
  std::uint32_t change = 0;  // index into SystemPlan::changes
  std::string kind;          // "User"
  EntityKey entity;
  std::string name;
  std::string variant;  // of the kind ("customerAssist"), where its name alone does not say what it is
  std::string id;       // the vendor's id; empty when not known
  Action action = Action::update;
  Action intended = Action::update;
  std::vector<FieldDifference> fields;
  std::vector<LeftOut> left_out;  // fields that differ and are left as they are, and why
  WhyView why;
  std::vector<BlockReason> blocked;
  std::vector<std::string> notes;
  std::vector<WaitView> waits;  // changes of the same system that come first; in schedule order
  int requests = 0;
  std::string fingerprint;
  std::string wish_digest;
  std::map<std::string, std::string, std::less<>> labels;
};

struct KindView {
  std::string kind;
  ActionCounts counts;
  std::vector<ChangeView> changes;  // in plan order
};

struct SystemView {
  std::uint32_t system = 0;  // index into Plan::systems
  std::string name;
  std::string provider;
  std::string title;  // "Genesys Web Services"
  std::string url;
  std::size_t managed = 0;
  std::size_t live = 0;
  std::size_t in_sync = 0;
  ActionCounts counts;
  std::vector<KindView> kinds;         // in the catalog's order; only kinds with changes
  std::optional<BlockReason> refused;  // nothing is done on this system
  std::vector<EntityKey> unmanaged;
  std::vector<EntityKey> adopted;
  std::vector<std::string> consequences;
  std::vector<std::string> warnings;
  int requests = 0;
  std::int64_t seconds = 0;     // at the budget
  int requests_per_minute = 0;  // the budget: rate times share
};

// What one person (label `person`) has coming on more than one system.
struct PersonView {
  std::string person;
  struct Part {
    std::string system;
    Action action = Action::update;  // blocked, where it is
    std::string title;               // "update User mira.kos@acme.example"
  };
  std::vector<Part> parts;  // in plan order
};

struct PlanDocument {
  std::string id;
  std::string commit;
  std::string made_at;           // ISO 8601, UTC
  std::vector<Missing> missing;  // not empty: the plan is partial
  std::vector<std::string> warnings;
  ActionCounts counts;
  int requests = 0;
  std::int64_t seconds = 0;  // of the slowest system: they are worked on side by side
  std::vector<SystemView> systems;
  std::vector<PersonView> people;  // sorted by person

  [[nodiscard]] bool partial() const { return !missing.empty(); }
};

// Pure. `desired` and `catalogs` are those that the plan was made from.
[[nodiscard]] PlanDocument make_plan_document(const Plan& plan, const Desired& desired, Catalogs catalogs);

// The change behind an index pair of a Report; null when the document has none.
[[nodiscard]] const ChangeView* find_change(const PlanDocument& document, std::uint32_t system, std::uint32_t change);

}  // namespace muster::core
