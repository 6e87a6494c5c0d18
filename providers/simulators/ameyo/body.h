// How bodies are read.
#pragma once

#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "providers/simulators/ameyo/call.h"

namespace muster::simulators::ameyo {

using Json = nlohmann::json;

// 415 unless it is declared as JSON, 400 unless it is one well-formed object.
[[nodiscard]] Accepted<Json> read_body(const Call& call);
// 400 where it is absent, null or empty; 512 where it is no text.
[[nodiscard]] Accepted<std::string> required_text(const Json& body, const std::string& name);
// Text; nothing where it is absent or null; 512 where it is anything else.
[[nodiscard]] Accepted<std::optional<std::string>> text_of(const Json& body, const std::string& name);
// True only for the boolean.
[[nodiscard]] bool is_true(const Json& body, const std::string& name);

}  // namespace muster::simulators::ameyo
