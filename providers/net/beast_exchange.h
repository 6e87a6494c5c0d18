// One request and its answer over any kind of stream.
#pragma once

#include <sys/socket.h>

#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <cerrno>

#include "providers/net/beast_connection.h"
#include "providers/net/beast_readers.h"
#include "providers/net/gather.h"

namespace muster::net {

// What a connection keeps from one exchange to the next: buffers that are not allocated anew, and its fitness.
struct Wire {
  std::string head;
  boost::beast::flat_buffer received;
  bool reusable = false;
};

[[nodiscard]] inline TransportFailure exchange_failure(const boost::system::error_code& code, bool left, bool began) {
  TransportFailure failure(Phase::exchange, code);
  failure.request_left = left;
  failure.answer_began = began;
  return failure;
}

template <typename Stream>
engine::Task<Attempt<std::size_t>> write_request(Stream& stream, Wire& wire, const HttpRequest& request,
                                                 const RequestForm& form) {
  wire.head.clear();
  append_head(wire.head, request, form);
  const Gathered message = gather(wire.head, request.body);
  auto written = co_await boost::asio::async_write(stream, message, kAsValue);
  const auto [code, bytes] = written;
  leave_if_cancelled(code);
  if (code) co_return std::unexpected(exchange_failure(code, bytes > 0, false));
  co_return bytes;
}

// Interim answers (1xx) are read and left out.
template <typename Stream>
engine::Task<Attempt<HttpResponse>> read_answer(Stream& stream, Wire& wire, const Route& route) {
  for (bool began = false;; began = true) {
    HttpResponse answer;
    ResponseReader reader(answer, route.max_header_bytes, route.max_body_bytes);
    auto read = co_await boost::beast::http::async_read(stream, wire.received, reader, kAsValue);
    const auto code = std::get<0>(read);
    leave_if_cancelled(code);
    if (code) co_return std::unexpected(exchange_failure(code, true, began || reader.got_some()));
    wire.reusable = reader.keep_alive() && wire.received.size() == 0;
    if (answer.status / 100 != 1 || answer.status == 101) co_return std::move(answer);
  }
}

template <typename Stream>
engine::Task<Attempt<HttpResponse>> exchange_over(Stream& stream, Wire& wire, const HttpRequest& request,
                                                  const Route& route) {
  wire.reusable = false;
  auto written = co_await write_request(stream, wire, request, route.form);
  if (!written) co_return std::unexpected(std::move(written).error());
  auto answer = co_await read_answer(stream, wire, route);
  co_return answer;
}

[[nodiscard]] inline bool is_quiet_socket(int descriptor) {
  char byte = 0;
  const auto got = ::recv(descriptor, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

}  // namespace muster::net
