// Pages of /appadmin and their parts: HTML 4 in the careless hand of its time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "providers/simulators/uccx/call.h"

namespace muster::simulators::uccx {

[[nodiscard]] net::HttpResponse page(const World& world, int status, std::string_view title, std::string_view body);
[[nodiscard]] net::HttpResponse login_page(const World& world);
// 302 to a path of this site, by the server's own name; an attacker's leads elsewhere.
[[nodiscard]] net::HttpResponse redirect(const World& world, std::string_view path);
// What somebody meets who is not signed in, or no longer.
[[nodiscard]] net::HttpResponse login_wanted(const World& world, LoginPage form);

// The block in which these pages print what happened.
[[nodiscard]] std::string status_message(std::string_view text);
// Text in HTML; `as_references` writes what is not ASCII as numbers.
[[nodiscard]] std::string html_text(std::string_view text, bool as_references = false);
// The start of links to this page: absolute when an attacker's.
[[nodiscard]] std::string link_base(const World& world);

struct Input {
  std::string name;
  std::string value;
};

[[nodiscard]] std::string hidden(const Input& input);
[[nodiscard]] std::string text_field(const World& world, const Input& input);
[[nodiscard]] std::string select(const World& world, const Input& input, const std::vector<std::string>& options);

}  // namespace muster::simulators::uccx
