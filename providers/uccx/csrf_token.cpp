#include "providers/uccx/csrf_token.h"

#include <algorithm>
#include <array>

#include "providers/kit/percent.h"
#include "providers/uccx/page_link.h"
#include "reconciler/core/name.h"

namespace muster::uccx {

namespace {

constexpr std::size_t kLongestToken = 1024;

// A server that names the header must not get to replace one of ours.
bool is_token_name(std::string_view name) {
  constexpr std::array<std::string_view, 8> kOurs = {"authorization", "cookie",         "host",
                                                     "connection",    "content-length", "transfer-encoding",
                                                     "content-type",  "referer"};
  const std::string folded = core::comparable(name, core::Compare::folded);
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
  return !folded.empty() && std::ranges::all_of(folded, allowed) && std::ranges::find(kOurs, folded) == kOurs.end();
}

}  // namespace

bool is_token_value(std::string_view value) {
  return !value.empty() && std::ranges::all_of(value, [](char c) { return c > 0x20 && c < 0x7F; });
}

std::optional<CsrfToken> token_in(const net::HttpResponse& response) {
  const auto text = core::trim(response.body);
  const auto colon = text.find(':');
  if (response.status != 200 || text.size() > kLongestToken || colon == std::string_view::npos) return std::nullopt;
  const auto name = core::trim(text.substr(0, colon));
  const auto value = core::trim(text.substr(colon + 1));
  if (!is_token_name(name) || !is_token_value(value)) return std::nullopt;
  return CsrfToken{std::string(name), std::string(value)};
}

std::string with_token(const std::string& target, const CsrfToken& token) {
  auto query = query_of(target);
  if (value_of(query, token.name)) {
    set_value(query, token.name, token.value);
    return target.substr(0, target.find('?') + 1) + encoded(query);
  }
  const char joint = target.find('?') == std::string::npos ? '?' : '&';
  return target + joint + kit::percent_encode(token.name) + "=" + kit::percent_encode(token.value);
}

}  // namespace muster::uccx
