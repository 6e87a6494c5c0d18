// Parsers that write straight into our own message types, so that no header field is copied twice.
#pragma once

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/field.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "providers/net/http.h"

namespace muster::net {

// What requests and answers have in common: bounded fields and a bounded body. Trailer fields are dropped.
template <bool isRequest>
class MessageReader : public boost::beast::http::basic_parser<isRequest> {
 protected:
  using Text = boost::beast::string_view;
  using Code = boost::system::error_code;

  MessageReader(Headers& headers, std::string& body, std::size_t max_header_bytes, std::size_t max_body_bytes)
      : headers_(headers), body_(body) {
    this->eager(true);
    this->header_limit(static_cast<std::uint32_t>(max_header_bytes));
    this->body_limit(static_cast<std::uint64_t>(max_body_bytes));
  }

 private:
  void on_field_impl(boost::beast::http::field, Text name, Text value, Code&) override {
    if (in_body_) return;
    headers_.add(std::string(name.data(), name.size()), std::string(value.data(), value.size()));
  }
  void on_header_impl(Code&) override { in_body_ = true; }
  void on_body_init_impl(const boost::optional<std::uint64_t>& length, Code&) override {
    // The announced length is only believed up to here: a liar gets no memory for it.
    constexpr std::uint64_t kMostReserved = 1024 * 1024;
    if (length) body_.reserve(static_cast<std::size_t>(std::min(*length, kMostReserved)));
  }
  std::size_t on_body_impl(Text part, Code&) override { return append(part); }
  void on_chunk_header_impl(std::uint64_t, Text, Code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, Text part, Code&) override { return append(part); }
  void on_finish_impl(Code&) override {}

  std::size_t append(Text part) {
    body_.append(part.data(), part.size());
    return part.size();
  }

  Headers& headers_;
  std::string& body_;
  bool in_body_ = false;
};

class ResponseReader final : public MessageReader<false> {
 public:
  ResponseReader(HttpResponse& response, std::size_t max_header_bytes, std::size_t max_body_bytes)
      : MessageReader(response.headers, response.body, max_header_bytes, max_body_bytes), response_(response) {}

 private:
  void on_response_impl(int status, Text, int, Code&) override { response_.status = status; }
  void on_request_impl(boost::beast::http::verb, Text, Text, int, Code&) override {}

  HttpResponse& response_;
};

class RequestReader final : public MessageReader<true> {
 public:
  RequestReader(HttpRequest& request, std::size_t max_header_bytes, std::size_t max_body_bytes)
      : MessageReader(request.headers, request.body, max_header_bytes, max_body_bytes), request_(request) {}

  // False when the method is none of ours.
  [[nodiscard]] bool is_known_method() const { return known_method_; }

 private:
  void on_response_impl(int, Text, int, Code&) override {}
  void on_request_impl(boost::beast::http::verb verb, Text, Text target, int, Code&) override {
    request_.target.assign(target.data(), target.size());
    const auto method = method_of(verb);
    known_method_ = method.has_value();
    if (method) request_.method = *method;
  }

  static std::optional<Method> method_of(boost::beast::http::verb received) {
    using boost::beast::http::verb;
    switch (received) {
      case verb::get:
        return Method::get;
      case verb::post:
        return Method::post;
      case verb::put:
        return Method::put;
      case verb::patch:
        return Method::patch;
      case verb::delete_:
        return Method::del;
      default:
        return std::nullopt;
    }
  }

  HttpRequest& request_;
  bool known_method_ = false;
};

}  // namespace muster::net
