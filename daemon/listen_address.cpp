#include "daemon/listen_address.h"

#include <boost/asio/ip/address.hpp>
#include <charconv>

namespace muster::daemon {

namespace {

constexpr std::string_view kForm = "must be host:port on this machine such as 127.0.0.1:9646, or none";

[[nodiscard]] std::optional<std::uint16_t> port_of(std::string_view text) {
  std::uint16_t port = 0;
  const char* end = text.data() + text.size();
  const auto [at, failure] = std::from_chars(text.data(), end, port);
  if (text.empty() || failure != std::errc{} || at != end) return std::nullopt;
  return port;
}

// Without the brackets that IPv6 needs before a port.
[[nodiscard]] std::string_view host_of(std::string_view text) {
  const bool bracketed = text.size() > 2 && text.front() == '[' && text.back() == ']';
  return bracketed ? text.substr(1, text.size() - 2) : text;
}

}  // namespace

ListenAddressResult parse_listen_address(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return {std::nullopt, std::string(kForm)};
  const auto port = port_of(text.substr(colon + 1));
  if (!port) return {std::nullopt, std::string(kForm)};
  const std::string host(text.starts_with("localhost:") ? "127.0.0.1" : host_of(text.substr(0, colon)));
  boost::system::error_code malformed;
  const auto address = boost::asio::ip::make_address(host, malformed);
  if (malformed) return {std::nullopt, std::string(kForm)};
  if (address.is_loopback()) return {ListenAddress{address.to_string(), *port}, {}};
  return {std::nullopt,
          "must be an address of this machine (127.0.0.1, [::1] or localhost), because tokens and plans would travel "
          "in the clear; let a proxy with TLS stand in front of it"};
}

}  // namespace muster::daemon
