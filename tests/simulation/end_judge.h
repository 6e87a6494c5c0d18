// At the end, when everything has been well for two intervals: is everything as asked, and is what is not held back by
// a guard and reported so?
#pragma once

#include "reconciler/engine/status_board.h"
#include "tests/simulation/effect_judge.h"

namespace muster::simulation {

void judge_end(const gws::World& world, const History& history, const engine::Status& status, const Shadow& shadow,
               Findings& findings);

// What of it is not so; empty: all is as asked.
[[nodiscard]] std::string unmet(const gws::World& world, const std::string& login, const Wish& wish,
                                const Shadow& shadow, bool corrects_drift);

}  // namespace muster::simulation
