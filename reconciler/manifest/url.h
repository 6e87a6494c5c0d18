// The address of a system: an origin, and nothing else.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace muster::manifest {

struct Origin {
  std::string text;       // scheme://host[:port], scheme and host in lower case
  bool encrypted = true;  // https
  bool loopback = false;  // localhost, 127.0.0.0/8, [::1]
};

struct OriginResult {
  std::optional<Origin> origin;
  std::string why_not;  // one sentence when there is none
};

[[nodiscard]] OriginResult parse_origin(std::string_view url);

}  // namespace muster::manifest
