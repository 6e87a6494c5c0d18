#include "providers/ameyo/answer.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "providers/ameyo/envelope.h"
#include "providers/kit/limited_http.h"
#include "providers/kit/retry_after.h"
#include "reconciler/core/name.h"

namespace muster::ameyo {

using core::Delivery;
using core::Error;
using core::ErrorKind;
using core::Result;
using core::Status;
using net::HttpResponse;
using nlohmann::json;

namespace {

constexpr int kCommandFailed = 512;

std::string name_of(const Call& call) {
  return fmt::format("{} {} of {}", net::to_text(call.method), call.target, call.system);
}

// A write whose answer cannot be understood may have been done.
Delivery unknown_delivery(const Call& call) {
  return call.method == net::Method::get ? Delivery::refused : Delivery::maybe_applied;
}

std::string said_in(const Call& call, const Envelope& envelope) {
  std::vector<std::string> secrets;
  if (call.write) {
    for (const auto& field : call.write->fields) secrets.push_back(field.secret.reveal());
  }
  const auto said = quotable(without(envelope.said(), secrets));
  return said.empty() ? std::string() : ": " + said;
}

ErrorKind kind_of(Meaning meaning, const Call& call) {
  if (meaning == Meaning::not_found && call.of_one) return ErrorKind::not_found;
  return meaning == Meaning::already_there ? ErrorKind::conflict : ErrorKind::rejected;
}

Error command_failed(const Call& call, const Envelope& envelope) {
  const auto meaning = meaning_of(envelope.words());
  const auto delivery = meaning == Meaning::unknown ? unknown_delivery(call) : Delivery::refused;
  const bool is_in_use = meaning == Meaning::in_session && call.method == net::Method::del;
  return Error(kind_of(meaning, call), delivery,
               fmt::format("{}: the server refused with 512{}{}", name_of(call), said_in(call, envelope),
                           is_in_use ? "; end the sessions of that user, or set settings.endSessions" : ""));
}

Error not_there(const Call& call, const std::string& said) {
  if (call.of_one) {
    return Error(ErrorKind::not_found, Delivery::refused,
                 fmt::format("{}: the server answered 404{}", name_of(call), said));
  }
  return Error(
      ErrorKind::rejected, Delivery::refused,
      fmt::format("{}: the server answered 404{}; look at url, settings.basePath, settings.contactCenterId and "
                  "settings.updateId",
                  name_of(call), said));
}

// 500 is an exception within the server, and comes again for the same question; the others may pass.
Error by_status(const Call& call, const HttpResponse& response, const std::string& said) {
  const auto error = [&](ErrorKind kind, Delivery delivery, std::string_view rest) {
    return Error(kind, delivery,
                 fmt::format("{}: the server answered {}{}{}", name_of(call), response.status, said, rest));
  };
  const int status = response.status;
  if (status == 429) return error(ErrorKind::rate_limited, Delivery::refused, "; it wants fewer requests");
  if (kit::turned_away(response)) return error(ErrorKind::unavailable, Delivery::refused, "; try again later");
  if (status == 500 || status == kCommandFailed) {
    return error(ErrorKind::protocol, unknown_delivery(call), "; look into the server's log");
  }
  if (status >= 500) return error(ErrorKind::unavailable, unknown_delivery(call), "; look into the server's log");
  if (status == 404) return not_there(call, said);
  if (status == 409) return error(ErrorKind::conflict, Delivery::refused, "");
  if (status >= 400) return error(ErrorKind::rejected, Delivery::refused, "");
  return error(ErrorKind::protocol, unknown_delivery(call), ", a redirect; check url and settings.basePath");
}

Error with_wait(Error error, const HttpResponse& response, WallTime now) {
  const auto said = response.headers.find("Retry-After");
  if (said) error.retry_after = kit::parse_retry_after(*said, now, kit::kLongestPause);
  if (!error.retry_after && error.kind == ErrorKind::rate_limited) error.retry_after = std::chrono::seconds(1);
  return error;
}

Error failure(const Call& call, const HttpResponse& response, WallTime now) {
  const auto envelope = read_envelope(response.body);
  if (envelope && response.status == kCommandFailed) return command_failed(call, *envelope);
  return with_wait(by_status(call, response, envelope ? said_in(call, *envelope) : std::string()), response, now);
}

bool is_success(const HttpResponse& response) { return response.status >= 200 && response.status < 300; }

Error not_json(const Call& call) {
  return Error(ErrorKind::protocol, unknown_delivery(call),
               fmt::format("{}: the server answered with something else than its data: a proxy may stand in front of "
                           "it, or it is starting",
                           name_of(call)));
}

Error unreadable(const Call& call, const Error& problem) {
  return Error(ErrorKind::protocol, unknown_delivery(call), fmt::format("{}: {}", name_of(call), problem.what));
}

bool is_page(const HttpResponse& response) { return core::trim(response.body).starts_with('<'); }

bool is_json(const HttpResponse& response) {
  const auto body = core::trim(response.body);
  return body.starts_with('{') || body.starts_with('[');
}

Status read_wrapped(const Call& call, const HttpResponse& response, const kit::OnElement& on_element) {
  const auto body = kit::read_json(response.body);
  if (!body) return std::unexpected(unreadable(call, body.error()));
  const json* list = list_in(*body);
  if (list == nullptr) return std::unexpected(unreadable(call, Error(ErrorKind::protocol, "the answer is no list")));
  for (std::size_t i = 0; i < list->size(); ++i) on_element((*list)[i], i);
  return {};
}

}  // namespace

Result<json> read_answer(const Call& call, const HttpResponse& response, WallTime now) {
  if (!is_success(response)) return std::unexpected(failure(call, response, now));
  if (is_page(response)) return std::unexpected(not_json(call));
  auto body = kit::read_json(response.body);
  if (!body) return std::unexpected(unreadable(call, body.error()));
  return body;
}

// The reader streams an array that is a member.
Status read_array(const Call& call, const HttpResponse& response, const kit::OnElement& on_element, WallTime now) {
  if (!is_success(response)) return std::unexpected(failure(call, response, now));
  const auto body = core::trim(response.body);
  if (body.starts_with('{')) return read_wrapped(call, response, on_element);
  if (!body.starts_with('[')) return std::unexpected(not_json(call));
  const std::string wrapped = "{\"list\":" + response.body + "}";
  const auto read = kit::read_json(wrapped, "list", on_element);
  if (!read) return std::unexpected(unreadable(call, read.error()));
  return {};
}

Result<json> read_done(const Call& call, const HttpResponse& response, WallTime now) {
  if (!is_success(response)) return std::unexpected(failure(call, response, now));
  if (is_page(response)) return std::unexpected(not_json(call));
  if (!is_json(response)) return json();
  auto body = kit::read_json(response.body);
  if (!body) return std::unexpected(unreadable(call, body.error()));
  return body;
}

kit::AnswerVerdict classify(const HttpResponse& response) {
  if (response.status != kCommandFailed) return kit::AnswerVerdict::by_status;
  const auto envelope = read_envelope(response.body);
  const bool is_known = envelope && meaning_of(envelope->words()) != Meaning::unknown;
  return is_known ? kit::AnswerVerdict::settled : kit::AnswerVerdict::by_status;
}

}  // namespace muster::ameyo
