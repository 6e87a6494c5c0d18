// A whole list in one answer, as this server spoils it.
#pragma once

#include <nlohmann/json.hpp>

#include "providers/simulators/ameyo/call.h"

namespace muster::simulators::ameyo {

// With the bad element, the order and the attack of the quirks. `wrapper` is the name the list stands under; empty: it
// is the answer.
[[nodiscard]] net::HttpResponse listing(Call& call, nlohmann::json items, const std::string& wrapper = {});

// A number, or its text where this server writes numbers so.
[[nodiscard]] nlohmann::json shown_number(const Quirks& quirks, int number);

}  // namespace muster::simulators::ameyo
