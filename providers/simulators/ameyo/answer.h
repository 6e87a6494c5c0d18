// What the server answers: JSON, errors in its envelope, and pages.
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "providers/simulators/ameyo/call.h"

namespace muster::simulators::ameyo {

[[nodiscard]] net::HttpResponse json_answer(const Quirks& quirks, int status, const nlohmann::json& body);
// Text that is sent as JSON, well-formed or not.
[[nodiscard]] net::HttpResponse json_text_answer(const Quirks& quirks, int status, std::string text);
// {"message", "code", "info", "status"}; errorCode instead of code when it is about signing in.
[[nodiscard]] net::HttpResponse failure(const Quirks& quirks, const Refusal& refusal);
[[nodiscard]] net::HttpResponse page(int status, std::string_view title, std::string_view body);
// A null pointer in the server: a bare 500.
[[nodiscard]] net::HttpResponse bare_500(const Quirks& quirks);
// 200 and the page for people.
[[nodiscard]] net::HttpResponse login_page();

}  // namespace muster::simulators::ameyo
