// What somebody commits for a cluster's users, drawn from a seed.
#pragma once

#include "tests/simulation/documents.h"
#include "tests/simulation/uds_site.h"

namespace muster::simulation {

// A System without objects, to which every user signs in.
[[nodiscard]] SystemManifests uds_system();

// About half of the users, with some of everything that they may set.
void draw_uds_objects(SystemManifests& manifests, const cucm_uds::World& world, simulators::Draw& draw);
// A few edits: settings that change, come and go.
void edit_uds_objects(SystemManifests& manifests, const cucm_uds::World& world, simulators::Draw& draw);

}  // namespace muster::simulation
