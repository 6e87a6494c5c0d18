// At the end of a Genesys Web Services site, when everything has been well for two intervals: is everything as asked,
// and is what is not held back by a guard and reported so?
#pragma once

#include "reconciler/engine/status_board.h"
#include "tests/simulation/findings.h"
#include "tests/simulation/history.h"
#include "tests/simulation/shadow.h"

namespace muster::simulation {

// What there is to judge. Not owned.
struct End {
  const gws::World& world;
  const History& history;
  const Shadow& shadow;
  std::string password;  // that manifests ask for, where they ask for one
};

void judge_end(const End& end, const engine::Status& status, Findings& findings);

// What of it is not so; empty: all is as asked.
[[nodiscard]] std::string unmet(const End& end, const std::string& login, const Wish& wish, bool corrects_drift);

}  // namespace muster::simulation
