// What an answer of Genesys Web Services means. Pure.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "providers/kit/json_read.h"
#include "providers/kit/retrying_http.h"
#include "providers/net/http.h"
#include "reconciler/core/change.h"
#include "reconciler/core/error.h"

namespace muster::genesys_gws {

// The vendor's own verdict that every answer carries: 0 is success. Nothing when the body is no such envelope.
struct Envelope {
  std::int64_t code = 0;
  std::string message;
};
[[nodiscard]] std::optional<Envelope> read_envelope(std::string_view body);

// The call that was answered. `target` is shown to people.
struct Call {
  net::Method method = net::Method::get;
  std::string target;
  std::string system;
  std::shared_ptr<const core::Write> write = nullptr;  // whose secrets the answer may repeat
};

// statusCodes of the vendor that are asked for by name.
namespace code {
inline constexpr std::int64_t ok = 0;
inline constexpr std::int64_t not_found = 6;
inline constexpr std::int64_t change_password = 8;
inline constexpr std::int64_t already_exists = 18;
inline constexpr std::int64_t not_authenticated = 20;
}  // namespace code

// The body of a success. The vendor's statusCode decides; the HTTP status only where there is none. Errors carry what
// is known about a write: with any statusCode but 7 and 9 nothing was modified. not_found is said only for the
// vendor's own 6: a bare 404 is what a switched-off feature answers, and is `rejected`.
struct StreamedArray {
  std::string_view name;                       // empty: nothing is streamed
  const kit::OnElement* on_element = nullptr;  // see kit::read_json
};
[[nodiscard]] core::Result<nlohmann::json> read_answer(const Call& call, const net::HttpResponse& response,
                                                       const StreamedArray& streamed,
                                                       std::chrono::sys_time<std::chrono::milliseconds> now);

// For HTTP retries: an error of the vendor's own says by its code whether it is worth repeating.
[[nodiscard]] kit::AnswerVerdict classify(const net::HttpResponse& response);

// Whether the vendor rejects how it was asked (2, 3, 10): a server that does not know a parameter of the listing.
[[nodiscard]] bool rejects_parameters(const net::HttpResponse& response);

// The 403 that a missing or old CSRF token brings. It is plain text, not an envelope.
[[nodiscard]] bool is_stale_token(const net::HttpResponse& response);

}  // namespace muster::genesys_gws
