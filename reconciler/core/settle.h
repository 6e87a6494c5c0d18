// What became of writes whose answer never came, judged from an observation made afterwards. Only reads.
#pragma once

#include <vector>

#include "reconciler/core/catalog.h"
#include "reconciler/core/intent.h"
#include "reconciler/core/observed.h"

namespace muster::core {

// One closing for each intent that the observation settles; the others stay open. `observed` was begun after the last
// of `intents` could still arrive or be hidden. Settled: a create that is found (verified) or proven absent (failed);
// a removal that is proven gone or still there under the same id; an update whose wishes hold (verified) or do not
// (failed). A write of nothing but secrets on an object that is there is in_doubt: the next pass writes it again.
[[nodiscard]] std::vector<Closing> settle(const std::vector<Intent>& intents, const ObservedSystem& observed,
                                          const Catalog& catalog, WallMillis now);

}  // namespace muster::core
