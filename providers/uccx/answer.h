// What an answer of /adminapi means. Pure.
#pragma once

#include <chrono>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "providers/kit/retrying_http.h"
#include "providers/net/http.h"
#include "reconciler/core/error.h"

namespace muster::uccx {

// The first apiError of an answer: {"apiError": [..]}, {"apiErrors": {"apiError": ..}} or <apiErrors> in XML.
struct ApiError {
  std::string type;     // "Not Found", "InternalServerError"
  std::string message;  // the vendor's sentence
  std::string data;     // what it is about
};
[[nodiscard]] std::optional<ApiError> read_api_error(std::string_view body);

// The call that was answered. `target` is shown to people, without a query.
struct Call {
  net::Method method = net::Method::get;
  std::string target;
  std::string system;
};

using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;

// The JSON of a 2xx. Errors: an apiError stands, whatever its status (a rule of the vendor's is broken: rejected,
// refused, and a 500 is how the vendor says so), unless its errorData is ServerError; not_found for a 404 with an
// apiError, and for one about a single object that is no page; a page instead of JSON at 2xx is a service that starts,
// never an empty list: unavailable.
[[nodiscard]] core::Result<nlohmann::json> read_answer(const Call& call, const net::HttpResponse& response,
                                                       WallTime now);
// The same of a write, whose answer may be empty or the URL of the new object.
[[nodiscard]] core::Status read_done(const Call& call, const net::HttpResponse& response, WallTime now);

// For HTTP retries: what carries an apiError stands.
[[nodiscard]] kit::AnswerVerdict classify(const net::HttpResponse& response);

[[nodiscard]] bool is_html(const net::HttpResponse& response);
// One line of somebody else's text, cut at 200 characters.
[[nodiscard]] std::string quotable(std::string_view text);

}  // namespace muster::uccx
