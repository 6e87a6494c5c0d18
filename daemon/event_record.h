// What happened, as one flat value that the log, the event ring and tests read.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reconciler/engine/clock.h"

namespace muster::daemon {

enum class Severity { debug, info, warning, error };
[[nodiscard]] std::string_view to_text(Severity severity);

// `event` is a word that programs may match ("pass_finished"); the fields are in the order in which people read them.
// Values may be any text that a vendor or a manifest holds, but never a secret.
struct EventRecord {
  engine::WallTime at{};
  Severity severity = Severity::info;
  std::string event;
  std::string system;  // empty: about the daemon as a whole
  std::vector<std::pair<std::string, std::string>> fields;
};

}  // namespace muster::daemon
