// What happened to a world, so that a test can judge that nothing was doubled, lost, unasked or disturbed.
#pragma once

#include <string>
#include <vector>

#include "reconciler/engine/clock.h"

namespace muster::simulators::gws {

enum class Effect : std::uint8_t { created, updated, removed, device_assigned, device_unassigned, skill_changed };

[[nodiscard]] std::string_view to_text(Effect effect);

// Sets are printed sorted: "ROLE_ADMIN ROLE_AGENT". A password is only ever "***".
struct FieldEffect {
  std::string field;
  std::string before;
  std::string after;

  friend bool operator==(const FieldEffect&, const FieldEffect&) = default;
};

// One change that the vendor accepted. `fields` is empty when an update changed nothing.
struct LogEntry {
  engine::WallTime at;
  std::string actor;  // the caller's userName; "other" for the second administrator
  Effect effect = Effect::updated;
  std::string user_id;
  std::string user_name;
  std::vector<FieldEffect> fields;
  std::string from;  // the loser of a device, by userName
};

inline constexpr std::string_view kOther = "other";

}  // namespace muster::simulators::gws
