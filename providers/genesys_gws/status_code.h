// The vendor's statusCodes (table of the ReturnValues page, 8.5.2 and 8.6.0), and what each means for a request.
#pragma once

#include <cstdint>
#include <string_view>

#include "reconciler/core/error.h"

namespace muster::genesys_gws {

struct StatusMeaning {
  std::int64_t code;
  core::ErrorKind kind;
  core::Delivery delivery;  // "if an error occurs you can assume the request failed to modify the data", but for 7, 9
  bool may_pass;            // worth repeating
  std::string_view text;
};

// Any code but 0. One that is not in the table is rejected.
[[nodiscard]] StatusMeaning meaning_of(std::int64_t code);

}  // namespace muster::genesys_gws
