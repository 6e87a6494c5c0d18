// What somebody commits for an Ameyo contact centre, drawn from a seed.
#pragma once

#include "tests/simulation/ameyo_site.h"
#include "tests/simulation/documents.h"

namespace muster::simulation {

// A System without objects.
[[nodiscard]] SystemManifests ameyo_system();
// Everything that a new user needs.
[[nodiscard]] Document contact_center_user(const std::string& id, const std::string& role);
// `leader` alone manages it.
[[nodiscard]] Document user_group(const std::string& name, const std::string& leader, std::set<std::string> agents);

// About half of the users and groups, and new ones. Nobody who is to go is asked for anywhere.
void draw_ameyo_objects(SystemManifests& manifests, const ameyo::World& world, simulators::Draw& draw);
// A few edits of somebody who sees the contact centre as it is.
void edit_ameyo_objects(SystemManifests& manifests, const ameyo::World& world, simulators::Draw& draw);

}  // namespace muster::simulation
