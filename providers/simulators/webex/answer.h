// Answers as JSON, and errors in the shapes that this vendor's resources use.
#pragma once

#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "providers/simulators/webex/call.h"

namespace muster::simulators::webex {

[[nodiscard]] net::HttpResponse json_answer(int status, const nlohmann::json& body);
[[nodiscard]] net::HttpResponse no_content(int status = 204);

// {"message", "errors", "trackingId"} or, below /telephony, {"errorCode", "message", "trackingId"}; a quirk may
// say otherwise. An error code stands in the header Cisco-Spark-Error-Codes as well.
[[nodiscard]] net::HttpResponse failure(const World& world, const net::HttpRequest& request, const Refusal& refusal);

// The caller's TrackingID, or one of the site's own.
[[nodiscard]] std::string tracking_id(const World& world, const net::HttpRequest& request);
void add_tracking(const World& world, const net::HttpRequest& request, net::HttpResponse& response);

[[nodiscard]] Refusal not_allowed(const Call& call);
[[nodiscard]] Refusal no_such(std::string_view what);

// 400 with 25024 without a body, 415 unless it is declared as JSON, 400 unless it is one well-formed object.
[[nodiscard]] Accepted<nlohmann::json> read_object(const Call& call);

}  // namespace muster::simulators::webex
