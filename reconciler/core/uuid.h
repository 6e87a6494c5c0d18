// UUIDs, and the ids that carry one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace muster::core {

// The UUID, in lower case, of text that is one, or that is the base64 (padded or not, either alphabet) of a URI that
// ends with "/" and one. Nothing: it is no such id.
[[nodiscard]] std::optional<std::string> uuid_of(std::string_view text);

// What such base64 stands for ("ciscospark://us/ROLE/id_full_admin"). Nothing: it is not the base64 of a URI.
[[nodiscard]] std::optional<std::string> uri_of(std::string_view text);

}  // namespace muster::core
