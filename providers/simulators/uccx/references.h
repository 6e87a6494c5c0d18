// References: {"@name": .., "refURL": ..}, whose last path part says what is meant.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "providers/simulators/uccx/world.h"
#include "providers/simulators/uccx/xml_text.h"

namespace muster::simulators::uccx {

// The URL of /adminapi/{object}/{id}, by the server's own name.
[[nodiscard]] std::string link_to(const Quirks& quirks, std::string_view object, std::string_view id);
// As forms and links write it; a space is '+' or "%20".
[[nodiscard]] std::string encoded(std::string_view text, bool plus_for_space);

[[nodiscard]] Tree reference_to_user(const World& world, std::string_view user_id);
[[nodiscard]] Tree reference_to_team(const World& world, const Team& team);
[[nodiscard]] Tree reference(const Quirks& quirks, std::string_view object, int id, std::string_view name);

// The items of a list as this site writes it: an array, a single item without one, {} or nothing. Empty: leave the
// element out.
[[nodiscard]] std::optional<Tree> list_of(const Quirks& quirks, std::string_view item, std::vector<Tree> items);

// The id that a reference names, undecoded '+' read as a space when `plus_for_space`; nothing: it is none.
[[nodiscard]] std::optional<std::string> named_id(const Tree& reference, bool plus_for_space = false);

}  // namespace muster::simulators::uccx
