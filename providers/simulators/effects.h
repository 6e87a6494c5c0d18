// What happened to a simulated vendor, so that a test can judge that nothing was doubled, lost, unasked or disturbed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reconciler/engine/clock.h"

namespace muster::simulators {

enum class Effect : std::uint8_t { created, updated, removed };

// Sets are printed sorted, one space between members. A password is only ever "***".
struct FieldEffect {
  std::string field;
  std::string before;
  std::string after;

  friend bool operator==(const FieldEffect&, const FieldEffect&) = default;
};

// One change that the vendor accepted. `fields` is empty when an update changed nothing. `entity`, `name` and the
// names of fields are those people use: "team", "Billing", "agents".
struct Happening {
  engine::WallTime at;
  std::string actor;  // the account that called; "other" for the second administrator; "vendor" for what follows
  Effect effect = Effect::updated;
  std::string entity;
  std::string name;
  std::string id;
  std::vector<FieldEffect> fields;
};

// What is different between two worlds. Objects that came or went have the field "" and "" or the id as values.
struct WorldDifference {
  std::string entity;
  std::string name;
  std::string field;
  std::string before;
  std::string after;

  friend auto operator<=>(const WorldDifference&, const WorldDifference&) = default;
};

inline constexpr std::string_view kOtherAdministrator = "other";

}  // namespace muster::simulators
