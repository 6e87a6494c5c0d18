// What somebody commits for a Webex organisation, drawn from a seed.
#pragma once

#include "tests/simulation/documents.h"
#include "tests/simulation/webex_site.h"

namespace muster::simulation {

// A System without objects.
[[nodiscard]] SystemManifests webex_system(const WebexSite& site);
// Supervisors of one tier ("basic", "customerAssist") with exactly these agents.
[[nodiscard]] Document supervisor(const std::string& tier, const std::string& email, std::set<std::string> agents);
[[nodiscard]] Document role_assignment(const std::string& entity, const std::string& name, std::set<std::string> roles);

// About half of the supervisors of either tier, a few new ones, and the roles of a few people.
void draw_webex_objects(SystemManifests& manifests, const webex::World& world, simulators::Draw& draw);
// One commit: one to three documents come, change or go.
void edit_webex_objects(SystemManifests& manifests, const webex::World& world, simulators::Draw& draw);

}  // namespace muster::simulation
