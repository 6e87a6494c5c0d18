// Another administrator of the same organisation: what they change is logged as "other".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "providers/simulators/draw.h"
#include "providers/simulators/webex/world.h"

namespace muster::simulators::webex {

enum class Edit : std::uint8_t { grant_role, revoke_role, add_agent, drop_agent, remove_supervisor, remove_person };

// What a random edit may touch. People in `spared` are never touched, as supervisors or otherwise.
struct EditSettings {
  std::vector<Edit> edits{Edit::grant_role, Edit::revoke_role, Edit::add_agent, Edit::drop_agent};
  std::vector<std::string> emails;  // only these people and supervisors; empty: anybody
  std::vector<std::string> spared{"svc-muster@acme.example"};
  std::vector<std::string> roles{"Read-only Administrator", "User Administrator"};  // granted and revoked
};

// One small change; false when the draw found nothing to change.
bool edit_at_random(World& world, engine::WallTime now, Draw& draw, const EditSettings& settings);

// Named changes, for tests and demos. Roles are names; agents are e-mails, or uuids of places. False when anything
// named is not there.
bool other_sets_roles(World& world, engine::WallTime now, std::string_view email,
                      const std::vector<std::string>& roles);

struct OtherAssignment {
  Tier tier = Tier::basic;
  std::string supervisor;           // e-mail
  std::vector<std::string> agents;  // exactly these from now on; none: no supervisor any more
};
bool other_assigns(World& world, engine::WallTime now, const OtherAssignment& wanted);
bool other_removes_supervisor(World& world, engine::WallTime now, Tier tier, std::string_view email);
bool other_removes_person(World& world, engine::WallTime now, std::string_view email);
// Somebody who may call; false when the e-mail is taken.
bool other_creates_person(World& world, engine::WallTime now, std::string_view email);

}  // namespace muster::simulators::webex
