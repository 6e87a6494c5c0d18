#include "providers/net/request_text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace muster::net {
namespace {

bool is_visible_ascii(char c) { return c > 0x20 && c < 0x7f; }

bool same_name(std::string_view name, std::string_view lower_name) {
  return name.size() == lower_name.size() &&
         std::equal(name.begin(), name.end(), lower_name.begin(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b; });
}

void append_number(std::string& to, std::size_t number) {
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  to.append(digits.data(), end.ptr);
}

void append_field(std::string& to, std::string_view name, std::string_view value) {
  to.append(name).append(": ").append(value).append("\r\n");
}

bool announces_length(const HttpRequest& request) {
  return !request.body.empty() || (request.method != Method::get && request.method != Method::del);
}

}  // namespace

bool is_field_name(std::string_view name) {
  static constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  const auto is_token = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kMarks.find(c) != std::string_view::npos;
  };
  return !name.empty() && std::all_of(name.begin(), name.end(), is_token);
}

bool is_field_value(std::string_view value) {
  const auto is_fine = [](char c) { return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f); };
  return std::all_of(value.begin(), value.end(), is_fine);
}

bool is_framing_field(std::string_view name) {
  return same_name(name, "host") || same_name(name, "content-length") || same_name(name, "transfer-encoding") ||
         same_name(name, "connection");
}

std::string_view flaw_of(const HttpRequest& request) {
  const std::string& target = request.target;
  if (target.empty() || target.front() != '/') return "its target does not start with '/'";
  if (!std::all_of(target.begin(), target.end(), is_visible_ascii)) return "its target is not percent-encoded";
  for (const auto& [name, value] : request.headers.all()) {
    if (!is_field_name(name)) return "the name of a header field is malformed";
    if (!is_field_value(value)) return "the value of a header field holds a control character";
  }
  return {};
}

void append_head(std::string& to, const HttpRequest& request, const RequestForm& form) {
  to.append(to_text(request.method)).append(" ").append(form.target_prefix).append(request.target);
  to.append(" HTTP/1.1\r\n");
  append_field(to, "Host", form.host_field);
  for (const auto& [name, value] : request.headers.all()) {
    if (!is_framing_field(name)) append_field(to, name, value);
  }
  if (!request.headers.find("User-Agent")) append_field(to, "User-Agent", form.user_agent);
  if (announces_length(request)) {
    to.append("Content-Length: ");
    append_number(to, request.body.size());
    to.append("\r\n");
  }
  to.append("\r\n");
}

}  // namespace muster::net
