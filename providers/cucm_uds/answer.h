// What an answer of UDS means. Pure.
#pragma once

#include <chrono>
#include <string>

#include "providers/kit/xml_read.h"
#include "providers/net/http.h"
#include "reconciler/core/error.h"

namespace muster::cucm_uds {

// The call that was answered. `target` is shown to people, without a query.
struct Call {
  net::Method method = net::Method::get;
  std::string target;
  std::string system;
};

using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;

// The root of a 2xx. Errors: what the status says; a 2xx that is not XML is a protocol error. No form of an error's
// body is documented, so any is taken: nothing, a page, XML of any shape.
[[nodiscard]] core::Result<kit::XmlElement> read_answer(const Call& call, const net::HttpResponse& response,
                                                        WallTime now);
// The same of a write, whose answer may be empty, but is no page: then it never came to UDS, or nobody knows.
[[nodiscard]] core::Status read_done(const Call& call, const net::HttpResponse& response, WallTime now);

// What the body of a refusal says, on one line of at most 200 characters; empty: nothing that could be shown.
[[nodiscard]] std::string said(const net::HttpResponse& response);

[[nodiscard]] bool is_page(const net::HttpResponse& response);

[[nodiscard]] core::Error about(const Call& call, core::Error error);

}  // namespace muster::cucm_uds
