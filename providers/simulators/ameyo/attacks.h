// What a server that means harm answers; see quirks.h.
#pragma once

#include <optional>
#include <string>

#include "providers/net/http.h"
#include "providers/simulators/ameyo/quirks.h"

namespace muster::simulators::ameyo {

// Instead of any answer but that of a login.
[[nodiscard]] std::optional<net::HttpResponse> attack_on_everything(Attack attack);
// Instead of a listing.
[[nodiscard]] std::optional<std::string> attack_on_listing(Attack attack);
// A name as this server shows it.
[[nodiscard]] std::string shown_name(Attack attack, const std::string& name);
// The same text with bytes that are no UTF-8 in it.
[[nodiscard]] std::string spoiled(std::string text);

}  // namespace muster::simulators::ameyo
