// The bodies of POST requests become commands. Pure.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "daemon/routes.h"

namespace muster::daemon {

// A status and a sentence, when the body is not what the command takes.
struct BadBody {
  int status = 400;
  std::string sentence;
};

// `now` is what `until` of a pause is compared with; systems are those of `status`.
[[nodiscard]] std::expected<ApiCommand, BadBody> read_trigger(const net::HttpRequest& request, const ApiState& state);
[[nodiscard]] std::expected<ApiCommand, BadBody> read_pause(const net::HttpRequest& request, const ApiState& state);
[[nodiscard]] std::expected<ApiCommand, BadBody> read_resume(const net::HttpRequest& request, const ApiState& state);

}  // namespace muster::daemon
