// The resources of UDS: one function each, for every method it supports.
#pragma once

#include "providers/simulators/cucm_uds/call.h"

namespace muster::simulators::cucm_uds {

// Without signing in.
[[nodiscard]] Answer version(Call& call);
[[nodiscard]] Answer servers(Call& call);
[[nodiscard]] Answer cluster_user(Call& call);
[[nodiscard]] Answer users(Call& call);
[[nodiscard]] Answer all_options(Call& call);
[[nodiscard]] Answer one_option(Call& call);  // rest: its name
[[nodiscard]] Answer phone_services(Call& call);
[[nodiscard]] Answer phone_service(Call& call);  // rest: its pkid

// Of who signed in. `rest` is the path below the user, or below the device.
[[nodiscard]] Answer user_settings(Call& call);
[[nodiscard]] Answer conferencing(Call& call);
[[nodiscard]] Answer credentials(Call& call);
[[nodiscard]] Answer user_policy(Call& call);
[[nodiscard]] Answer devices(Call& call);
[[nodiscard]] Answer device(Call& call);
[[nodiscard]] Answer user_extensions(Call& call);
[[nodiscard]] Answer user_extension(Call& call);
[[nodiscard]] Answer device_extensions(Call& call);
[[nodiscard]] Answer device_extension(Call& call);
[[nodiscard]] Answer remote_destinations(Call& call);
[[nodiscard]] Answer remote_destination(Call& call);
[[nodiscard]] Answer user_speed_dials(Call& call);
[[nodiscard]] Answer device_speed_dials(Call& call);
[[nodiscard]] Answer device_speed_dial(Call& call);
[[nodiscard]] Answer user_services(Call& call);
[[nodiscard]] Answer device_services(Call& call);
[[nodiscard]] Answer device_service(Call& call);

// The resource below /user/{id} that the path names.
[[nodiscard]] Answer user_resource(Call& call);

}  // namespace muster::simulators::cucm_uds
