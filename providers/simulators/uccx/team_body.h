// The body of a POST or PUT of a team, as this site reads it.
#pragma once

#include "providers/simulators/uccx/call.h"
#include "providers/simulators/uccx/xml_text.h"

namespace muster::simulators::uccx {

// 415 unless it is declared as JSON or XML, 400 unless it is one well-formed object.
[[nodiscard]] Accepted<Tree> read_object(const net::HttpRequest& request);

// What it makes of the team; `old` is the team that a PUT is about, null for a POST.
[[nodiscard]] Accepted<TeamFields> read_team(const Call& call, const Tree& body, const Team* old);

// The user, team or skill that a reference names.
[[nodiscard]] const User* referred_user(const World& world, const Tree& reference);
[[nodiscard]] std::optional<int> referred_number(const Tree& reference);
// The items of {"<item>": [..]} or {"<item>": {..}}; nothing: it has another shape.
[[nodiscard]] std::optional<std::vector<Tree>> items_of(const Tree& list, std::string_view item);

}  // namespace muster::simulators::uccx
