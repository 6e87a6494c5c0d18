// Requests and answers of one connection, over any kind of stream.
#pragma once

#include <boost/asio/socket_base.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>

#include "providers/net/answer_text.h"
#include "providers/net/beast_dial.h"
#include "providers/net/beast_readers.h"
#include "providers/net/gather.h"
#include "providers/net/server_sessions.h"

namespace muster::net {

// The status a request is refused with before any handler sees it; 0: the connection simply ends.
[[nodiscard]] int refusal_status(const boost::system::error_code& code);
[[nodiscard]] HttpResponse make_refusal(int status);

// Closes with RST, as a crashed server or a firewall does.
void reset(PeerStream& socket);

// Ends our side, then reads until the peer ends its own: closing with unread bytes would destroy our last answer.
[[nodiscard]] engine::Task<void> linger(PeerStream& socket);

// The handler's answer; 500 when it throws. Cancellation passes through.
[[nodiscard]] engine::Task<ServerAnswer> ask(std::shared_ptr<ServerSessions> sessions,
                                             std::shared_ptr<const HttpRequest> request);

template <typename Stream>
class Session {
 public:
  Session(Stream& stream, PeerStream& socket, std::shared_ptr<ServerSessions> sessions)
      : stream_(stream), socket_(socket), sessions_(std::move(sessions)) {}

  engine::Task<void> serve() {
    for (bool more = true; more && !sessions_->stopping;) {
      const auto request = std::make_shared<HttpRequest>();
      auto next = co_await receive(request);
      more = next == Next::answer;
      if (more) {
        auto answer = co_await ask(sessions_, request);
        auto kept = co_await reply(answer);
        more = kept;
      }
    }
  }

 private:
  enum class Next { answer, stop };

  engine::Task<Next> receive(std::shared_ptr<HttpRequest> request) {
    const ListenOptions& options = sessions_->options;
    RequestReader reader(*request, options.max_header_bytes, options.max_body_bytes);
    socket_.expires_after(options.max_idle);
    auto read = co_await boost::beast::http::async_read(stream_, received_, reader, kAsValue);
    const auto code = std::get<0>(read);
    keep_ = !code && reader.keep_alive();
    const int refusal = !code && !reader.is_known_method() ? 501 : refusal_status(code);
    if (!code && refusal == 0) co_return Next::answer;
    if (refusal != 0) co_await refuse(refusal);
    co_return Next::stop;
  }

  engine::Task<void> refuse(int status) {
    keep_ = false;
    const HttpResponse refusal = make_refusal(status);
    auto written = co_await write(refusal, refusal.body.size());
    if (written) co_await linger(socket_);
  }

  engine::Task<bool> reply(const ServerAnswer& answer) {
    if (answer.delay.count() > 0) {
      boost::asio::steady_timer timer(socket_.get_executor(), answer.delay);
      auto waited = co_await timer.async_wait(kAsValue);
      if (std::get<0>(waited)) co_return false;
    }
    if (answer.transport == ServerAnswer::Transport::reset_before_answer) {
      reset(socket_);
      co_return false;
    }
    const bool whole = answer.transport == ServerAnswer::Transport::complete;
    const std::size_t size = answer.response.body.size();
    keep_ = keep_ && !closes_connection(answer.response);
    const std::size_t shown = whole ? size : size / 2;
    auto written = co_await write(answer.response, shown);
    co_return written&& whole&& keep_;
  }

  engine::Task<bool> write(const HttpResponse& response, std::size_t body_bytes) {
    head_.clear();
    append_head(head_, response, keep_);
    const Gathered message = gather(head_, std::string_view(response.body).substr(0, body_bytes));
    socket_.expires_after(sessions_->options.max_idle);
    auto written = co_await boost::asio::async_write(stream_, message, kAsValue);
    co_return !std::get<0>(written);
  }

  Stream& stream_;
  PeerStream& socket_;
  std::shared_ptr<ServerSessions> sessions_;
  boost::beast::flat_buffer received_;
  std::string head_;
  bool keep_ = true;
};

}  // namespace muster::net
