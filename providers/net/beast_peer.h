// The one kind of socket under every connection, so that TCP and unix domain sockets share what the templates become.
#pragma once

#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/beast/core/basic_stream.hpp>

namespace muster::net {

using PeerSocket = boost::asio::generic::stream_protocol::socket;
using PeerStream = boost::beast::basic_stream<boost::asio::generic::stream_protocol>;

}  // namespace muster::net
