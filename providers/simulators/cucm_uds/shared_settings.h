// Settings that a user has on every device, or on every line: what the user level of UDS shows and writes.
#pragma once

#include <optional>
#include <vector>

#include "providers/simulators/cucm_uds/world.h"

namespace muster::simulators::cucm_uds {

// Each is nothing where devices or lines differ. Somebody without any has the default.
[[nodiscard]] std::optional<bool> shared_do_not_disturb(const User& user);
[[nodiscard]] std::optional<Forwarding> shared_forwarding(const User& user);
[[nodiscard]] std::optional<bool> shared_log_missed(const User& user);
[[nodiscard]] std::optional<std::map<int, SpeedDial>> shared_speed_dials(const User& user);
[[nodiscard]] std::optional<std::vector<Subscription>> shared_services(const User& user);
[[nodiscard]] bool shares_locale(const User& user);  // devices have the user's

// All lines of all devices.
[[nodiscard]] std::vector<Line*> lines_of(User& user);
[[nodiscard]] std::vector<const Line*> lines_of(const User& user);
// Forwarding belongs to the number, wherever it appears.
void forward_number(User& user, const std::string& number, const Forwarding& forwarding);

}  // namespace muster::simulators::cucm_uds
