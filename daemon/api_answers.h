// The answers of the HTTP interface, all with the headers that keep browsers from doing anything with them. Pure.
#pragma once

#include <string>
#include <string_view>

#include "providers/net/http.h"

namespace muster::daemon {

[[nodiscard]] net::HttpResponse json_answer(int status, std::string body);
[[nodiscard]] net::HttpResponse text_answer(int status, std::string body);
// Prometheus' text format.
[[nodiscard]] net::HttpResponse metrics_answer(std::string body);
// {"error": sentence}
[[nodiscard]] net::HttpResponse error_answer(int status, std::string_view sentence);

}  // namespace muster::daemon
