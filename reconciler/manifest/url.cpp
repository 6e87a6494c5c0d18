#include "reconciler/manifest/url.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace muster::manifest {

namespace {

[[nodiscard]] std::string lowered(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
  return lower;
}

[[nodiscard]] bool is_host(std::string_view host) {
  if (host.starts_with('[')) {
    return host.ends_with(']') && host.size() > 3 &&
           host.substr(1, host.size() - 2).find_first_not_of("0123456789abcdef:.") == std::string_view::npos;
  }
  return !host.empty() && host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-_") == std::string_view::npos;
}

[[nodiscard]] bool is_port(std::string_view port) {
  unsigned number = 0;
  const auto [end, failure] = std::from_chars(port.data(), port.data() + port.size(), number);
  return failure == std::errc{} && end == port.data() + port.size() && number >= 1 && number <= 65'535;
}

[[nodiscard]] bool is_ipv4(std::string_view host) {
  return host.find_first_not_of("0123456789.") == std::string_view::npos && std::ranges::count(host, '.') == 3;
}

[[nodiscard]] bool is_loopback(std::string_view host) {
  return host == "localhost" || host == "[::1]" || (is_ipv4(host) && host.starts_with("127."));
}

}  // namespace

OriginResult parse_origin(std::string_view url) {
  const auto refused = [](std::string why) { return OriginResult{std::nullopt, std::move(why)}; };
  const auto colon = url.find("://");
  const auto scheme = colon == std::string_view::npos ? std::string() : lowered(url.substr(0, colon));
  if (scheme != "https" && scheme != "http") return refused("it must begin with https:// (or http:// on this machine)");
  auto rest = url.substr(colon + 3);
  if (rest.ends_with('/') && rest.find('/') == rest.size() - 1) rest.remove_suffix(1);
  if (rest.find('@') != std::string_view::npos) return refused("a login does not belong into it; use credentials");
  if (const auto path = rest.find_first_of("/?#"); path != std::string_view::npos) {
    return refused(fmt::format("it must end after host and port, without \"{}\"; a path belongs into settings.basePath",
                               rest.substr(path)));
  }
  const auto authority = lowered(rest);
  const auto bracket = authority.rfind(']');
  const auto port_at = authority.find(':', bracket == std::string::npos ? 0 : bracket);
  const auto host = std::string_view(authority).substr(0, port_at);
  if (!is_host(host)) return refused("the host is missing or has a character that no host has");
  if (port_at != std::string::npos && !is_port(std::string_view(authority).substr(port_at + 1))) {
    return refused("the port must be a number from 1 to 65535");
  }
  return {Origin{scheme + "://" + authority, scheme == "https", is_loopback(host)}, {}};
}

}  // namespace muster::manifest
