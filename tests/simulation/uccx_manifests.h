// What somebody commits for a Cisco UCCX, drawn from a seed.
#pragma once

#include "tests/simulation/documents.h"
#include "tests/simulation/uccx_site.h"

namespace muster::simulation {

// A System without objects, whose roles are managed.
[[nodiscard]] SystemManifests uccx_system();
[[nodiscard]] Document team(const std::string& name, std::set<std::string> agents);

// About half of the teams, new ones, and the roles of a few people. Nobody is in two of them.
void draw_uccx_objects(SystemManifests& manifests, const uccx::World& world, simulators::Draw& draw);
// One commit: one to three documents come, change or go; agents move from team to team, and somebody who is made a
// supervisor leads one at once.
void edit_uccx_objects(SystemManifests& manifests, const uccx::World& world, simulators::Draw& draw);

}  // namespace muster::simulation
