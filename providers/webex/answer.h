// What an answer of Webex means. Pure.
#pragma once

#include <chrono>
#include <expected>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "providers/net/http.h"
#include "reconciler/core/error.h"

namespace muster::webex {

// The call that was answered. `path` is shown to people; `scope` is what the token needs for it.
struct Call {
  net::Method method = net::Method::get;
  std::string path;
  std::string system;
  std::string_view scope{};

  Call() = default;
  Call(net::Method call_method, std::string call_path, std::string call_system, std::string_view call_scope)
      : method(call_method), path(std::move(call_path)), system(std::move(call_system)), scope(call_scope) {}
};

// A success. `body` is null where the answer had none, else an object.
struct Reply {
  int status = 0;
  nlohmann::json body;
  std::optional<std::string> next;  // Link, rel="next", as the server wrote it

  Reply() = default;
};

// `status` is that of the answer; 0: there was none.
struct Failure {
  core::Error error;
  int status = 0;

  Failure(core::Error what, int answered) : error(std::move(what)), status(answered) {}
};

using Answer = std::expected<Reply, Failure>;

// Any 2xx with an empty body or a JSON object is a success; which of them is for the caller to understand. Errors say
// what Webex said of them, in either of its forms, and those of writes the tracking id that its support asks for (equal
// failures of reads make equal plans). 404 is not_found, which the caller must not believe of a collection.
[[nodiscard]] Answer read_answer(const Call& call, const net::HttpResponse& response,
                                 std::chrono::sys_time<std::chrono::milliseconds> now);

// One line of a vendor's text without tokens, cut at 200 characters.
[[nodiscard]] std::string quotable(std::string_view text);

// "PUT /telephony/config/supervisors/{id} of webex-main"
[[nodiscard]] std::string to_text(const Call& call);

}  // namespace muster::webex
