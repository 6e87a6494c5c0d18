// Head and body as one buffer sequence, so that they leave in one system call.
#pragma once

#include <array>
#include <boost/asio/buffer.hpp>
#include <string_view>

namespace muster::net {

// Three and not two: Asio 1.81 serves arrays of two by a special case that goes on with an empty first buffer once the
// head is written; Beast's TLS stream takes that for the end and drops a body over 16 KiB, and reports success.
using Gathered = std::array<boost::asio::const_buffer, 3>;

// Views: both must live until they are written.
[[nodiscard]] inline Gathered gather(std::string_view head, std::string_view body) {
  return {boost::asio::buffer(head), boost::asio::buffer(body), boost::asio::const_buffer()};
}

}  // namespace muster::net
