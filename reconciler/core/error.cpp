#include "reconciler/core/error.h"

#include <array>

namespace muster::core {

std::string to_text(const EntityKey& key) { return key.system + "/" + key.entity + "/" + key.name; }

std::string_view to_text(ErrorKind kind) {
  static constexpr std::array<std::string_view, 9> kNames = {
      "invalid", "rejected", "auth", "not_found", "conflict", "rate_limited", "unavailable", "timeout", "protocol"};
  return kNames.at(static_cast<std::size_t>(kind));
}

std::string_view to_text(Delivery delivery) {
  static constexpr std::array<std::string_view, 3> kNames = {"not_sent", "refused", "maybe_applied"};
  return kNames.at(static_cast<std::size_t>(delivery));
}

Error within(std::string_view verb, Error error) {
  error.what = std::string(verb) + ": " + error.what;
  return error;
}

}  // namespace muster::core
