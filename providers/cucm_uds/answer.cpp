#include "providers/cucm_uds/answer.h"

#include <fmt/format.h>

#include "providers/kit/limited_http.h"
#include "providers/kit/retry_after.h"
#include "providers/kit/retrying_http.h"

namespace muster::cucm_uds {

using core::Delivery;
using core::Error;
using core::ErrorKind;
using net::HttpResponse;

namespace {

std::string name_of(const Call& call) {
  return fmt::format("{} {} of {}", net::to_text(call.method), call.target, call.system);
}

// A write whose answer cannot be understood may have been done.
Delivery unknown_delivery(const Call& call) {
  return call.method == net::Method::get ? Delivery::refused : Delivery::maybe_applied;
}

struct Meaning {
  ErrorKind kind;
  std::string_view advice;
};

// Of a refusal, by its status.
Meaning meaning_of(int status) {
  switch (status) {
    case 401:
      return {ErrorKind::auth, "check the user's password"};
    case 403:
      return {ErrorKind::rejected, "put the user into the access control group Standard CCM End Users"};
    case 404:
      return {ErrorKind::not_found, "it is not there"};
    case 405:
      return {ErrorKind::rejected, "this version of Unified CM has no such call"};
    case 409:
      return {ErrorKind::conflict, "it exists already, or its place is taken"};
    case 415:
      return {ErrorKind::rejected, "a value or a parameter is missing or not allowed"};
    default:
      return {ErrorKind::rejected, "look at the values"};
  }
}

Error error_of(const Call& call, const HttpResponse& response) {
  const auto error = [&](ErrorKind kind, Delivery delivery, std::string_view advice) {
    const auto words = said(response);
    const auto quoted = words.empty() ? std::string() : fmt::format(" ({})", words);
    return Error(kind, delivery,
                 fmt::format("{}: the server answered {}{}: {}", name_of(call), response.status, quoted, advice));
  };
  const int status = response.status;
  if (status == 429 || status == 423) {
    return error(ErrorKind::rate_limited, Delivery::refused, "it wants fewer requests");
  }
  if (kit::turned_away(response)) return error(ErrorKind::unavailable, Delivery::refused, "it is overloaded");
  if (status >= 500) return error(ErrorKind::unavailable, unknown_delivery(call), "look into the server's log");
  if (status >= 400) {
    const Meaning meaning = meaning_of(status);
    return error(meaning.kind, Delivery::refused, meaning.advice);
  }
  return error(ErrorKind::protocol, unknown_delivery(call), "a redirect; check url and settings.basePath");
}

Error with_wait(Error error, const HttpResponse& response, WallTime now) {
  const auto wait = response.headers.find("Retry-After");
  if (wait) error.retry_after = kit::parse_retry_after(*wait, now, kit::kLongestPause);
  if (!error.retry_after && error.kind == ErrorKind::rate_limited) error.retry_after = std::chrono::seconds(1);
  return error;
}

bool is_success(const HttpResponse& response) { return response.status >= 200 && response.status < 300; }

// A prefix of a namespace says nothing here: elements go by their local names.
void drop_prefixes(kit::XmlElement& element) {
  element.name.erase(0, element.name.rfind(':') + 1);
  for (auto& child : element.children) drop_prefixes(child);
}

}  // namespace

core::Result<kit::XmlElement> read_answer(const Call& call, const HttpResponse& response, WallTime now) {
  if (!is_success(response)) return std::unexpected(with_wait(error_of(call, response), response, now));
  auto root = kit::read_xml(response.body);
  if (root) drop_prefixes(*root);
  if (root && root->name != "html") return root;
  const std::string why = root ? "the answer is a page" : root.error().what;
  return std::unexpected(Error(
      ErrorKind::protocol, Delivery::refused,
      fmt::format("{}: {}; check url and settings.basePath, or try again when its services run", name_of(call), why)));
}

core::Status read_done(const Call& call, const HttpResponse& response, WallTime now) {
  if (is_success(response) && !is_page(response)) return {};
  if (is_success(response)) {
    return std::unexpected(
        Error(ErrorKind::protocol, Delivery::maybe_applied, fmt::format("{}: the answer is a page", name_of(call))));
  }
  return std::unexpected(with_wait(error_of(call, response), response, now));
}

Error about(const Call& call, Error error) {
  error.what = fmt::format("{}: {}", name_of(call), error.what);
  return error;
}

}  // namespace muster::cucm_uds
