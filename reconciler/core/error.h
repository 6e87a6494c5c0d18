// What can go wrong, as a value. Every operation that the world can spoil returns a Result.
#pragma once

#include <chrono>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "reconciler/core/entity_key.h"

namespace muster::core {

enum class ErrorKind { invalid, rejected, auth, not_found, conflict, rate_limited, unavailable, timeout, protocol };

// What is known about the request that failed. Anything that may have been applied is never sent again
// before a read has shown what happened.
enum class Delivery { not_sent, refused, maybe_applied };

// `what` is one sentence for the operator: what was tried, on what, what happened, what to do.
// It never contains a secret, a time or a counter, so that equal failures print equal text.
struct Error {
  ErrorKind kind = ErrorKind::invalid;
  Delivery delivery = Delivery::not_sent;
  std::string what;
  std::optional<EntityKey> where;
  std::optional<std::chrono::milliseconds> retry_after;

  Error() = default;
  Error(ErrorKind error_kind, Delivery error_delivery, std::string sentence)
      : kind(error_kind), delivery(error_delivery), what(std::move(sentence)) {}
  Error(ErrorKind error_kind, std::string sentence) : kind(error_kind), what(std::move(sentence)) {}
};

template <typename T>
using Result = std::expected<T, Error>;
using Status = std::expected<void, Error>;

[[nodiscard]] std::string_view to_text(ErrorKind kind);
[[nodiscard]] std::string_view to_text(Delivery delivery);

// Puts the verb of the calling layer before the sentence: "listing users of gws-emea: GET /users answered 500".
[[nodiscard]] Error within(std::string_view verb, Error error);

}  // namespace muster::core
