// What an answer of the server means. Pure.
#pragma once

#include <chrono>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "providers/ameyo/failure_words.h"
#include "providers/kit/json_read.h"
#include "providers/kit/retrying_http.h"
#include "providers/net/http.h"
#include "reconciler/core/change.h"
#include "reconciler/core/error.h"

namespace muster::ameyo {

// The call that was answered. `target` is shown to people, without a query.
struct Call {
  net::Method method = net::Method::get;
  std::string target;
  std::string system;
  bool of_one = false;                                 // 404 says that this very object is not there
  std::shared_ptr<const core::Write> write = nullptr;  // whose secrets the answer may repeat
};

using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;

// The JSON of a 2xx. Errors: a 512 with a key that is understood is refused (rejected, conflict, not_found); one that
// is not, a 500 and a page leave a write in doubt. 404 of a list is rejected: it never means that nobody is there.
[[nodiscard]] core::Result<nlohmann::json> read_answer(const Call& call, const net::HttpResponse& response,
                                                       WallTime now);
// The same, whose list is handed over element by element, whether it is the answer or stands in an object.
[[nodiscard]] core::Status read_array(const Call& call, const net::HttpResponse& response,
                                      const kit::OnElement& on_element, WallTime now);
// The same of a write, whose answer may be empty or a word: null then.
[[nodiscard]] core::Result<nlohmann::json> read_done(const Call& call, const net::HttpResponse& response, WallTime now);

// For HTTP retries: what says why it failed stands.
[[nodiscard]] kit::AnswerVerdict classify(const net::HttpResponse& response);

}  // namespace muster::ameyo
