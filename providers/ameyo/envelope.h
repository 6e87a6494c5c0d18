// The few words that an answer of this server has besides its data. Pure.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "providers/net/http.h"

namespace muster::ameyo {

// {"message", "code", "info", "status"}; the login says errorCode for code. The key may stand in message or in info,
// and message may be a JSON array as text.
struct Envelope {
  std::string message;
  std::string info;
  std::int64_t code = 0;
  int status = 0;  // 0: not told

  // For people: the message, or else the info.
  [[nodiscard]] std::string said() const;
  // For recognising keys: both.
  [[nodiscard]] std::string words() const { return message + " " + info; }
};

// Nothing: the body is no JSON object that says any of it. Long bodies are data and are not looked into.
[[nodiscard]] std::optional<Envelope> read_envelope(std::string_view body);

// The HTTP status, unless that is a success and the body says otherwise.
[[nodiscard]] int status_that_counts(const net::HttpResponse& response);

// The list that an answer is or holds: an array, or the only one in an object that is no record itself. Null: none, or
// it is not clear which.
[[nodiscard]] const nlohmann::json* list_in(const nlohmann::json& answer);

// One line of somebody else's text, cut at 200 characters.
[[nodiscard]] std::string quotable(std::string_view text);

// The text without these secrets, in all the forms they may come back in.
[[nodiscard]] std::string without(std::string text, const std::vector<std::string>& secrets);

}  // namespace muster::ameyo
