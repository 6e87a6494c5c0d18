// The last decision before a write: what to send, computed from a read made just now.
#pragma once

#include <memory>
#include <variant>

#include "reconciler/core/change.h"

namespace muster::core {

struct Unchanged {};  // the live object already is as asked
struct Stale {
  std::string sentence;  // what differs from what the plan showed
};
using Rebased = std::variant<Unchanged, Stale, Write>;

// `fresh` without a row means that the object does not exist. The final set of a replacing write is computed here
// and nowhere else: exact sets as they are, include/exclude sets as (live + include) - exclude.
// Stale when a value that the plan showed and this step writes has changed since.
[[nodiscard]] Rebased rebase(const Step& step, const Change& change, std::shared_ptr<const Fresh> fresh,
                             const EntitySpec& entity);

// Whether every wish of the step holds in `row` (a read-back). `which` names the first field that does not.
[[nodiscard]] bool holds(const Step& step, const Change& change, const Table& table, const Row& row,
                         const EntitySpec& entity, std::string& which);

}  // namespace muster::core
