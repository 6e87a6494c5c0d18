// Another administrator of the same site: what they change is logged as "other".
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "providers/simulators/draw.h"
#include "providers/simulators/uccx/world.h"

namespace muster::simulators::uccx {

enum class Edit : std::uint8_t { change_email, grant_role, revoke_role, move_agent, change_secondaries, change_flags };

// What a random edit may touch. Users in `spared` are never touched.
struct EditSettings {
  std::vector<Edit> edits{Edit::change_email, Edit::grant_role, Edit::revoke_role, Edit::move_agent,
                          Edit::change_flags};
  std::vector<std::string> users;  // only these; empty: anybody
  std::vector<std::string> teams;  // by name: only these; empty: any
  std::vector<std::string> spared{"svc-muster"};
  std::vector<std::string> roles{"Supervisor", "Reporting"};  // granted and revoked
};

// One small change that the vendor would accept; false when the draw found nothing to change.
bool edit_at_random(World& world, engine::WallTime now, Draw& draw, const EditSettings& settings);

// Named changes, for tests and demos. False when there is no such team or user, in any of the arguments.
bool other_sets_team_agents(World& world, engine::WallTime now, std::string_view team, std::vector<std::string> agents);
bool other_sets_supervisors(World& world, engine::WallTime now, std::string_view team, std::string primary,
                            std::vector<std::string> secondaries);
// Agent stays as it is, named or not.
bool other_sets_roles(World& world, engine::WallTime now, std::string_view user, std::vector<std::string> roles);
bool other_sets_email(World& world, engine::WallTime now, std::string_view user, std::string email);
bool other_creates_team(World& world, engine::WallTime now, std::string_view team, std::vector<std::string> agents);
bool other_renames_team(World& world, engine::WallTime now, std::string_view team, std::string name);
bool other_removes_team(World& world, engine::WallTime now, std::string_view team);

}  // namespace muster::simulators::uccx
