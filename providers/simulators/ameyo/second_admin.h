// Another administrator of the same server: what they change is logged as "other".
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "providers/simulators/ameyo/changes.h"
#include "providers/simulators/draw.h"

namespace muster::simulators::ameyo {

enum class Edit : std::uint8_t { change_name, change_type, change_mapping, toggle_ready, toggle_member, describe };

// What a random edit may touch. Users in `spared` are never touched.
struct EditSettings {
  std::vector<Edit> edits{Edit::change_name,  Edit::change_type,   Edit::change_mapping,
                          Edit::toggle_ready, Edit::toggle_member, Edit::describe};
  std::vector<std::string> users;   // only these; empty: anybody
  std::vector<std::string> groups;  // by name: only these; empty: any
  std::vector<std::string> spared{"svc-muster"};
  std::vector<std::string> types{"Executive",
                                 "Professional-Agent"};  // what change_type gives to one who has one of them
};

// One small change that the vendor would accept; false when the draw found nothing to change.
bool edit_at_random(World& world, engine::WallTime now, Draw& draw, const EditSettings& settings);

// Named changes, for tests and demos. False when there is no such user or group, in any of the arguments, or the name
// is taken.
bool other_changes_user(World& world, engine::WallTime now, std::string_view user, const UserFields& fields);
bool other_sets_name(World& world, engine::WallTime now, std::string_view user, std::string name);
bool other_sets_type(World& world, engine::WallTime now, std::string_view user, std::string type);
bool other_creates_user(World& world, engine::WallTime now, std::string_view user, std::string type);
bool other_removes_user(World& world, engine::WallTime now, std::string_view user);
bool other_sets_agents(World& world, engine::WallTime now, std::string_view group,
                       const std::vector<std::string>& agents);
bool other_sets_supervisors(World& world, engine::WallTime now, std::string_view group,
                            const std::vector<std::string>& supervisors);
bool other_describes_group(World& world, engine::WallTime now, std::string_view group, std::string description);
bool other_creates_group(World& world, engine::WallTime now, std::string_view group,
                         const std::vector<std::string>& supervisors);
bool other_renames_group(World& world, engine::WallTime now, std::string_view group, std::string name);
bool other_removes_group(World& world, engine::WallTime now, std::string_view group);

}  // namespace muster::simulators::ameyo
