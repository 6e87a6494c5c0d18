// One function per resource of the site. Each is called signed in, with the method not yet looked at.
#pragma once

#include <string>

#include "providers/simulators/genesys_gws/call.h"

namespace muster::simulators::gws {

using Answer = Accepted<net::HttpResponse>;

[[nodiscard]] Answer version(Call& call);          // /diagnostics/version
[[nodiscard]] Answer me(Call& call);               // /me
[[nodiscard]] Answer features(Call& call);         // /features
[[nodiscard]] Answer system_features(Call& call);  // /system/features
[[nodiscard]] Answer users(Call& call);            // /users
[[nodiscard]] Answer user(Call& call);             // /users/{id}
[[nodiscard]] Answer my_devices(Call& call);       // /me/devices
[[nodiscard]] Answer user_devices(Call& call);     // /users/{id}/devices
[[nodiscard]] Answer user_device(Call& call);      // /users/{id}/devices/{device}
[[nodiscard]] Answer user_skills(Call& call);      // /users/{id}/skills
[[nodiscard]] Answer user_skill(Call& call);       // /users/{id}/skills/{skill}
[[nodiscard]] Answer devices(Call& call);          // /devices
[[nodiscard]] Answer device(Call& call);           // /devices/{id}
[[nodiscard]] Answer skills(Call& call);           // /skills
[[nodiscard]] Answer skill(Call& call);            // /skills/{id}

// The rights of the caller. An administrator and an application account have the same.
[[nodiscard]] bool is_administrator(const Call& call);
[[nodiscard]] Accepted<void> need_administrator(const Call& call);
[[nodiscard]] Accepted<void> need_reader(const Call& call);
// A feature that is off makes its resources answer as if they did not exist.
[[nodiscard]] Accepted<void> need_feature(const Call& call, std::string_view feature);
// The user that the path names. Reads may lag; writes never do.
[[nodiscard]] Accepted<const User*> read_user(const Call& call);
[[nodiscard]] Accepted<User*> writable_user(Call& call);

}  // namespace muster::simulators::gws
