#include "providers/webex/answer.h"

#include <fmt/format.h>

#include <algorithm>

#include "providers/kit/json_read.h"
#include "providers/kit/limited_http.h"
#include "providers/kit/link_header.h"
#include "providers/kit/retry_after.h"
#include "providers/kit/retrying_http.h"
#include "reconciler/core/name.h"

namespace muster::webex {

using core::Delivery;
using core::Error;
using core::ErrorKind;
using net::HttpResponse;
using nlohmann::json;

namespace {

constexpr std::size_t kLongestText = 200;
constexpr std::size_t kLongestTracking = 100;
constexpr std::size_t kLongestError = 65'536;

// What Webex says of a failure.
struct Said {
  std::string text;
  std::string tracking;
};

std::string text_in(const json& object, const char* key) {
  if (!object.is_object()) return {};
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// {"message", "errors":[{"description"}]}, {"errorCode", "message"}, and "detail" of SCIM.
std::string message_of(const json& body) {
  std::string text = text_in(body, "message");
  const auto errors = body.find("errors");
  const bool has_details = errors != body.end() && errors->is_array() && !errors->empty();
  const std::string detail = has_details ? text_in(errors->front(), "description") : text_in(body, "detail");
  if (text.empty()) return detail;
  return detail.empty() || detail == text ? text : text + " (" + detail + ")";
}

// An id may come doubled, "a,a".
std::string first_id(std::string_view text) {
  const auto id = core::trim(text.substr(0, text.find(',')));
  const auto fine = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
  };
  return id.size() <= kLongestTracking && std::ranges::all_of(id, fine) ? std::string(id) : std::string();
}

Said said_in(const HttpResponse& response) {
  Said said;
  const bool is_json = response.body.size() <= kLongestError && core::trim(response.body).starts_with('{');
  const auto body = is_json ? kit::read_json(response.body) : core::Result<json>(json());
  if (body && body->is_object()) {
    said.text = quotable(message_of(*body));
    said.tracking = first_id(text_in(*body, "trackingId"));
  } else if (!response.body.empty() && response.body.size() <= kLongestText &&
             !core::trim(response.body).starts_with('<') &&
             kit::read_json(json(response.body).dump(-1, ' ', false, json::error_handler_t::replace))) {
    said.text = quotable(response.body);
  }
  const auto header = response.headers.find("TrackingID");
  if (said.tracking.empty() && header) said.tracking = first_id(*header);
  return said;
}

// A write whose answer cannot be understood may have been done.
Delivery unknown_delivery(const Call& call) {
  return call.method == net::Method::get ? Delivery::refused : Delivery::maybe_applied;
}

struct Meaning {
  ErrorKind kind = ErrorKind::rejected;
  Delivery delivery = Delivery::refused;
  std::string advice;
};

std::string scope_advice(const Call& call) {
  if (call.scope.empty()) return ": look at the rights of muster's account";
  return fmt::format(": grant the token the scope {}, and its owner the role of a full administrator", call.scope);
}

Meaning meaning_of(const Call& call, const HttpResponse& response) {
  const int status = response.status;
  if (status == 401) return {ErrorKind::auth, Delivery::refused, ": check the credentials"};
  if (status == 403) return {ErrorKind::rejected, Delivery::refused, scope_advice(call)};
  if (status == 404) return {ErrorKind::not_found, Delivery::refused, ""};
  if (status == 405) return {ErrorKind::rejected, Delivery::refused, ": it does not know this call"};
  if (status == 408) return {ErrorKind::timeout, unknown_delivery(call), ""};
  if (status == 409) return {ErrorKind::conflict, Delivery::refused, ""};
  if (status == 410) return {ErrorKind::rejected, Delivery::refused, ": the call is no longer offered"};
  if (status == 429) return {ErrorKind::rate_limited, Delivery::refused, ": it wants fewer requests"};
  if (kit::turned_away(response)) return {ErrorKind::unavailable, Delivery::refused, ": try again later"};
  if (status >= 500) return {ErrorKind::unavailable, unknown_delivery(call), ": try again later"};
  if (status >= 400) return {ErrorKind::rejected, Delivery::refused, ""};
  return {ErrorKind::protocol, unknown_delivery(call), ", a redirect: check url and settings.basePath"};
}

Failure failure_of(const Call& call, const HttpResponse& response,
                   std::chrono::sys_time<std::chrono::milliseconds> now) {
  const Said said = said_in(response);
  const Meaning meaning = meaning_of(call, response);
  std::string sentence = fmt::format("{}: Webex answered {}{}", to_text(call), response.status, meaning.advice);
  if (!said.text.empty()) sentence += fmt::format("; it says: {}", said.text);
  const bool is_write = call.method != net::Method::get;  // what was read is told in plans, and they do not vary
  if (is_write && !said.tracking.empty()) sentence += fmt::format(" (trackingId {})", said.tracking);
  Error error(meaning.kind, meaning.delivery, std::move(sentence));
  const auto wait = response.headers.find("Retry-After");
  if (wait) error.retry_after = kit::parse_retry_after(*wait, now, kit::kLongestPause);
  if (!error.retry_after && error.kind == ErrorKind::rate_limited) error.retry_after = std::chrono::seconds(5);
  return {std::move(error), response.status};
}

Failure not_understood(const Call& call, int status, std::string_view why) {
  return {Error(ErrorKind::protocol, unknown_delivery(call), fmt::format("{}: {}", to_text(call), why)), status};
}

}  // namespace

std::string to_text(const Call& call) {
  return fmt::format("{} {} of {}", net::to_text(call.method), call.path, call.system);
}

std::string quotable(std::string_view text) {
  std::string line;
  for (const char c : core::trim(text)) line += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  constexpr std::string_view kBearer = "Bearer ";
  for (auto at = line.find(kBearer); at != std::string::npos; at = line.find(kBearer, at + 1)) {
    const auto begin = at + kBearer.size();
    line.replace(begin, std::min(line.find_first_of(" ,;\"'", begin), line.size()) - begin, "***");
  }
  if (line.size() <= kLongestText) return line;
  std::size_t end = kLongestText;
  while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
  return line.substr(0, end) + "...";
}

Answer read_answer(const Call& call, const HttpResponse& response,
                   std::chrono::sys_time<std::chrono::milliseconds> now) {
  if (response.status < 200 || response.status > 299) return std::unexpected(failure_of(call, response, now));
  Reply reply;
  reply.status = response.status;
  reply.next = kit::find_link(response.headers, "next");
  const auto text = core::trim(response.body);
  if (text.empty() || text == "null") return reply;
  if (!text.starts_with('{')) {
    return std::unexpected(not_understood(call, response.status,
                                          "the answer is not the JSON of Webex: a login page or a proxy may stand in "
                                          "front of it"));
  }
  auto body = kit::read_json(response.body);
  if (!body) return std::unexpected(not_understood(call, response.status, body.error().what));
  reply.body = std::move(*body);
  return reply;
}

}  // namespace muster::webex
