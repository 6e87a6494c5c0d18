// Another administrator of the same site: what they change is logged as "other".
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "providers/simulators/draw.h"
#include "providers/simulators/genesys_gws/world.h"

namespace muster::simulators::gws {

enum class Edit : std::uint8_t { rename_person, toggle_enabled, grant_role, revoke_role, remove_user, create_user };

// What a random edit may touch. Accounts in `spared` are never touched.
struct EditSettings {
  std::vector<Edit> edits{Edit::rename_person, Edit::toggle_enabled, Edit::grant_role, Edit::revoke_role};
  std::vector<std::string> logins;  // only these; empty: anybody
  std::vector<std::string> spared{"svc-muster"};
  std::vector<std::string> roles{"ROLE_AGENT", "ROLE_SUPERVISOR"};  // granted and revoked
};

// One small change; false when the draw found nothing to change.
bool edit_at_random(World& world, engine::WallTime now, Draw& draw, const EditSettings& settings);

// Named changes, for tests and demos. False when there is no such login.
bool other_sets_roles(World& world, engine::WallTime now, std::string_view login, std::vector<std::string> roles);
bool other_renames(World& world, engine::WallTime now, std::string_view login, std::string first_name);
bool other_sets_enabled(World& world, engine::WallTime now, std::string_view login, bool enabled);
bool other_assigns(World& world, engine::WallTime now, std::string_view login, std::string phone_number);
bool other_removes(World& world, engine::WallTime now, std::string_view login);

}  // namespace muster::simulators::gws
