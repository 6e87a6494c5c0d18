// /adminapi: resources and teams, behind Basic credentials.
#pragma once

#include "providers/simulators/uccx/call.h"

namespace muster::simulators::uccx {

// Of a target below /adminapi.
[[nodiscard]] net::HttpResponse admin_api(Call& call);

// What it is made of.
[[nodiscard]] Answer resources(Call& call);
[[nodiscard]] Answer resource(Call& call);
[[nodiscard]] Answer teams(Call& call);
[[nodiscard]] Answer team(Call& call);

// Whether they are those of muster's account; wrong ones are counted and lock it after a while.
[[nodiscard]] bool knows_password(World& world, std::string_view username, std::string_view password);

}  // namespace muster::simulators::uccx
