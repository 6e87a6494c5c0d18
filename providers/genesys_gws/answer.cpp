#include "providers/genesys_gws/answer.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "providers/genesys_gws/convert.h"
#include "providers/genesys_gws/status_code.h"
#include "providers/kit/limited_http.h"
#include "providers/kit/retry_after.h"
#include "reconciler/core/name.h"

namespace muster::genesys_gws {

using core::Delivery;
using core::Error;
using core::ErrorKind;
using net::HttpResponse;
using nlohmann::json;

namespace {

constexpr std::size_t kLongestMessage = 200;

std::optional<Envelope> envelope_of(const json& body) {
  const kit::JsonPlace root("");
  const auto object = kit::JsonObject::of(body, root);
  if (!object) return std::nullopt;
  const auto code = object->integer("statusCode");
  if (!code || !code->has_value()) return std::nullopt;
  const auto message = object->text("statusMessage");
  return Envelope{**code, std::string(message && message->has_value() ? **message : "")};
}

// The vendor's text as it came, but for secrets: they have to go before anything in it is cut or replaced.
std::string said_without_secrets(const Call& call, const std::string& message) {
  return call.write ? without_secrets(message, *call.write) : message;
}

// One line of the vendor's text, cut at 200 characters.
std::string quotable(std::string_view message) {
  std::string line;
  for (const char c : core::trim(message)) line += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  if (line.size() <= kLongestMessage) return line;
  std::size_t end = kLongestMessage;
  while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
  return line.substr(0, end) + "...";
}

std::string name_of(const Call& call) {
  return fmt::format("{} {} of {}", net::to_text(call.method), call.target, call.system);
}

// A write whose answer cannot be understood may have been done.
Delivery unknown_delivery(const Call& call) {
  return call.method == net::Method::get ? Delivery::refused : Delivery::maybe_applied;
}

Error refused_by_code(const Call& call, const Envelope& envelope) {
  const StatusMeaning meaning = meaning_of(envelope.code);
  std::string sentence =
      fmt::format("{}: the server refused with statusCode {} ({})", name_of(call), envelope.code, meaning.text);
  const std::string message = said_without_secrets(call, envelope.message);
  if (!message.empty()) sentence += fmt::format(": {}", quotable(message));
  return Error(meaning.kind, meaning.delivery, std::move(sentence));
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
  if (status == 404) {
    return error(ErrorKind::rejected, Delivery::refused,
                 " without a statusCode: the feature behind it is not enabled, or settings.basePath is wrong");
  }
  if (is_stale_token(response)) {
    return error(ErrorKind::rejected, Delivery::refused, ": it did not accept its own CSRF token");
  }
  if (status >= 400) return error(ErrorKind::rejected, Delivery::refused, " without a statusCode");
  if (status >= 300) {
    return error(ErrorKind::protocol, unknown_delivery(call), ", a redirect: check url and settings.basePath");
  }
  return error(ErrorKind::protocol, unknown_delivery(call),
               " with something else than its JSON: a login page or a proxy may stand in front of it");
}

Error unreadable(const Call& call, const Error& problem) {
  return Error(ErrorKind::protocol, unknown_delivery(call), fmt::format("{}: {}", name_of(call), problem.what));
}

bool looks_like_json(const HttpResponse& response) { return core::trim(response.body).starts_with('{'); }

Error with_wait(Error error, const HttpResponse& response, std::chrono::sys_time<std::chrono::milliseconds> now) {
  const auto said = response.headers.find("Retry-After");
  if (said) error.retry_after = kit::parse_retry_after(*said, now, kit::kLongestPause);
  if (!error.retry_after && error.kind == ErrorKind::rate_limited) error.retry_after = std::chrono::seconds(1);
  return error;
}

core::Result<json> parse(const HttpResponse& response, const StreamedArray& streamed) {
  if (streamed.on_element == nullptr) return kit::read_json(response.body);
  return kit::read_json(response.body, streamed.name, *streamed.on_element);
}

}  // namespace

std::optional<Envelope> read_envelope(std::string_view body) {
  const auto parsed = kit::read_json(body);
  return parsed ? envelope_of(*parsed) : std::nullopt;
}

core::Result<json> read_answer(const Call& call, const HttpResponse& response, const StreamedArray& streamed,
                               std::chrono::sys_time<std::chrono::milliseconds> now) {
  if (response.status == 429 || !looks_like_json(response)) {
    return std::unexpected(with_wait(by_http_status(call, response), response, now));
  }
  auto body = parse(response, streamed);
  if (!body && response.status >= 400) {
    return std::unexpected(with_wait(by_http_status(call, response), response, now));
  }
  if (!body) return std::unexpected(unreadable(call, body.error()));
  const auto envelope = envelope_of(*body);
  if (!envelope || (envelope->code == code::ok && response.status >= 500)) {
    return std::unexpected(with_wait(by_http_status(call, response), response, now));
  }
  if (envelope->code != code::ok) {
    return std::unexpected(with_wait(refused_by_code(call, *envelope), response, now));
  }
  return body;
}

}  // namespace muster::genesys_gws
