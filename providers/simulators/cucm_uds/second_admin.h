// An administrator of the same cluster, or the user with their own phone: what they change is logged as "other".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "providers/simulators/cucm_uds/world.h"
#include "providers/simulators/draw.h"

namespace muster::simulators::cucm_uds {

enum class Edit : std::uint8_t {
  change_locale,
  toggle_do_not_disturb,
  change_forwarding,
  change_speed_dial,
  change_label,
  change_description,
  change_password
};

// What a random edit may touch. Users in `spared` are never touched.
struct EditSettings {
  std::vector<Edit> edits{Edit::change_locale,     Edit::toggle_do_not_disturb, Edit::change_forwarding,
                          Edit::change_speed_dial, Edit::change_label,          Edit::change_description};
  std::vector<std::string> users;  // only these; empty: anybody
  std::vector<std::string> spared;
};

// One small change that the vendor would accept; false when the draw found nothing to change.
bool edit_at_random(World& world, engine::WallTime now, Draw& draw, const EditSettings& settings);

// Settings of one user; those that are absent stay as they are.
struct UserEdit {
  std::optional<std::string> display_name;
  std::optional<std::string> locale;
  std::optional<bool> do_not_disturb;      // on all devices
  std::optional<std::string> forward_all;  // of all lines
  std::optional<std::string> access_code;
  std::optional<std::string> password;  // ends the sessions
  std::optional<bool> home_cluster;
  std::optional<bool> end_user;
  bool unlock = false;  // forgets wrong logins
};

// Settings of one device and of a line of it.
struct DeviceEdit {
  std::optional<std::string> description;
  std::optional<bool> do_not_disturb;
  std::optional<int> speed_dial;      // the index that `number` and `label` are for
  std::optional<std::string> number;  // empty: it is taken away
  std::string line;                   // its number: `label` is for it
  std::string label;
};

// False when there is no such user, device, line or locale. An empty device is all of the user's.
bool other_edits_user(World& world, engine::WallTime now, std::string_view user, const UserEdit& edit);
bool other_edits_device(World& world, engine::WallTime now, std::string_view user, std::string_view device,
                        const DeviceEdit& edit);

}  // namespace muster::simulators::cucm_uds
