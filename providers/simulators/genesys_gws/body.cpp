#include "providers/simulators/genesys_gws/body.h"

namespace muster::simulators::gws {

Accepted<nlohmann::json> read_object(const net::HttpRequest& request) {
  const auto type = request.headers.find("Content-Type");
  if (!type || !type->starts_with("application/json")) {
    return refuse(415, code::kInvalid, "The content type must be application/json.");
  }
  auto body = nlohmann::json::parse(request.body, nullptr, false);
  if (body.is_discarded()) return refuse(400, code::kInvalid, "The body is not well-formed JSON.");
  if (!body.is_object()) return refuse(400, code::kInvalid, "The body must be a JSON object.");
  return body;
}

}  // namespace muster::simulators::gws
