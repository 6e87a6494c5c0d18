// "127.0.0.1:9646" as a value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace muster::daemon {

inline constexpr std::uint16_t kDefaultPort = 9646;

struct ListenAddress {
  std::string host = "127.0.0.1";     // a loopback address
  std::uint16_t port = kDefaultPort;  // 0: any free one

  friend bool operator==(const ListenAddress&, const ListenAddress&) = default;
};

struct ListenAddressResult {
  std::optional<ListenAddress> address;
  std::string why_not;  // the rest of a sentence that begins with what was read
};

// Only addresses of this machine: there is no TLS yet, and tokens never travel in the clear.
[[nodiscard]] ListenAddressResult parse_listen_address(std::string_view text);

}  // namespace muster::daemon
