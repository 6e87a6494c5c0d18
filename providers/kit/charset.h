// Bytes of an answer as UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace muster::kit {

[[nodiscard]] bool is_utf8(std::string_view bytes);

// What is UTF-8 is taken for it, whatever was declared: text in another encoding is hardly ever UTF-8 by accident.
// Else ISO-8859-1 and Windows-1252 are converted where `declared` (a Content-Type, or an HTML page's own words) names
// one of them. In any other text each byte that fits nowhere becomes U+FFFD, which no name contains.
[[nodiscard]] std::string to_utf8(std::string_view bytes, std::string_view declared);

// UTF-8 in ISO-8859-1; a character that this lacks as browsers send it in a form: "&#8364;". What is no UTF-8 stays.
[[nodiscard]] std::string to_latin(std::string_view text);

inline constexpr std::string_view kUnreadableCharacter = "\xEF\xBF\xBD";

}  // namespace muster::kit
