#include "providers/uccx/answer.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "providers/kit/json_read.h"
#include "providers/kit/limited_http.h"
#include "providers/kit/retry_after.h"
#include "reconciler/core/name.h"

namespace muster::uccx {

using core::Delivery;
using core::Error;
using core::ErrorKind;
using core::Result;
using net::HttpResponse;
using nlohmann::json;

namespace {

std::string name_of(const Call& call) {
  return fmt::format("{} {} of {}", net::to_text(call.method), call.target, call.system);
}

// A write whose answer cannot be understood may have been done.
Delivery unknown_delivery(const Call& call) {
  return call.method == net::Method::get ? Delivery::refused : Delivery::maybe_applied;
}

ErrorKind kind_of(int status) {
  if (status == 401) return ErrorKind::auth;
  if (status == 404) return ErrorKind::not_found;
  return status == 409 ? ErrorKind::conflict : ErrorKind::rejected;
}

Error refused_by_vendor(const Call& call, const HttpResponse& response, const ApiError& error) {
  std::string said = error.type.empty() ? std::string() : fmt::format(" ({})", core::trim(error.type));
  if (!error.message.empty()) said += fmt::format(": {}", core::trim(error.message));
  const auto space = said.starts_with(' ') ? " " : "";
  const auto sentence =
      fmt::format("{}: the server refused with {}{}{}", name_of(call), response.status, space, quotable(said));
  return Error(kind_of(response.status), Delivery::refused, std::move(sentence));
}

// "/adminapi/team/4", and not the list of teams.
bool names_object(const Call& call) {
  constexpr std::string_view kRoot = "/adminapi/";
  const auto root = call.target.find(kRoot);
  return root != std::string::npos && call.target.find('/', root + kRoot.size()) != std::string::npos;
}

Error by_http_status(const Call& call, const HttpResponse& response) {
  const auto error = [&](ErrorKind kind, Delivery delivery, std::string_view rest) {
    return Error(kind, delivery, fmt::format("{}: the server answered {}{}", name_of(call), response.status, rest));
  };
  const int status = response.status;
  if (status == 401) return error(ErrorKind::auth, Delivery::refused, ": check the credentials");
  if (status == 429) return error(ErrorKind::rate_limited, Delivery::refused, ": it wants fewer requests");
  if (kit::turned_away(response)) return error(ErrorKind::unavailable, Delivery::refused, ": try again later");
  if (status >= 500) return error(ErrorKind::unavailable, unknown_delivery(call), ": look into the server's log");
  if (status == 404 && names_object(call) && !is_html(response)) {
    return error(ErrorKind::not_found, Delivery::refused, ": it is not there");
  }
  if (status == 404) {
    return error(ErrorKind::rejected, Delivery::refused,
                 " without a word of the interface's own: check url and settings.basePath");
  }
  if (status >= 400) return error(ErrorKind::rejected, Delivery::refused, " without a reason");
  return error(ErrorKind::protocol, unknown_delivery(call), ", a redirect: check url and settings.basePath");
}

Error with_wait(Error error, const HttpResponse& response, WallTime now) {
  const auto said = response.headers.find("Retry-After");
  if (said) error.retry_after = kit::parse_retry_after(*said, now, kit::kLongestPause);
  if (!error.retry_after && error.kind == ErrorKind::rate_limited) error.retry_after = std::chrono::seconds(1);
  return error;
}

bool may_say_why(const HttpResponse& response) {
  return response.status >= 400 && response.status != 429 && !kit::turned_away(response);
}

// The server says that something went wrong within it, and not that a rule was broken: then nothing is known.
bool is_internal(const HttpResponse& response, const ApiError& error) {
  return response.status >= 500 && core::same(error.data, "ServerError", core::Compare::folded);
}

Error failure(const Call& call, const HttpResponse& response, WallTime now) {
  const auto said = may_say_why(response) ? read_api_error(response.body) : std::nullopt;
  if (said && !is_internal(response, *said)) return refused_by_vendor(call, response, *said);
  return with_wait(by_http_status(call, response), response, now);
}

bool names_html(const HttpResponse& response) {
  const auto type = response.headers.find("Content-Type");
  return type && core::comparable(*type, core::Compare::folded).find("html") != std::string::npos;
}

bool is_success(const HttpResponse& response) { return response.status >= 200 && response.status < 300; }

Error starting(const Call& call) {
  return Error(ErrorKind::unavailable, unknown_delivery(call),
               fmt::format("{}: the server answered with a page instead of its data: its services are starting, or a "
                           "proxy stands in front of it",
                           name_of(call)));
}

bool is_json(const HttpResponse& response) {
  return !names_html(response) && core::trim(response.body).starts_with('{');
}

}  // namespace

// A URL or nothing is no page, whatever it is called: some servers call every text so.
bool is_html(const HttpResponse& response) {
  const auto body = core::trim(response.body);
  const auto start = core::comparable(body.substr(0, 9), core::Compare::folded);
  const bool is_marked = names_html(response) && body.find('<') != std::string_view::npos;
  return is_marked || start.starts_with("<html") || start.starts_with("<!doctype");
}

std::string quotable(std::string_view text) {
  constexpr std::size_t kLongest = 200;
  std::string line;
  for (const char c : core::trim(text)) line += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  if (line.size() <= kLongest) return line;
  std::size_t end = kLongest;
  while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
  return line.substr(0, end) + "...";
}

Result<json> read_answer(const Call& call, const HttpResponse& response, WallTime now) {
  if (!is_success(response)) return std::unexpected(failure(call, response, now));
  if (!is_json(response)) return std::unexpected(starting(call));
  auto body = kit::read_json(response.body);
  if (!body) {
    return std::unexpected(
        Error(ErrorKind::protocol, unknown_delivery(call), fmt::format("{}: {}", name_of(call), body.error().what)));
  }
  return body;
}

core::Status read_done(const Call& call, const HttpResponse& response, WallTime now) {
  if (!is_success(response)) return std::unexpected(failure(call, response, now));
  if (is_html(response)) return std::unexpected(starting(call));
  return {};
}

kit::AnswerVerdict classify(const HttpResponse& response) {
  const auto said = may_say_why(response) ? read_api_error(response.body) : std::nullopt;
  const bool stands = said && !is_internal(response, *said);
  return stands ? kit::AnswerVerdict::settled : kit::AnswerVerdict::by_status;
}

}  // namespace muster::uccx
