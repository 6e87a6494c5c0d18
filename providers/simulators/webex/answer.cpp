#include "providers/simulators/webex/answer.h"

#include <fmt/core.h>

#include <nlohmann/json.hpp>

namespace muster::simulators::webex {
namespace {

using Json = nlohmann::json;

bool is_telephony(const net::HttpRequest& request) { return request.target.find("/telephony/") != std::string::npos; }

ErrorShape shape_of(const World& world, const net::HttpRequest& request) {
  if (world.quirks.error_shape != ErrorShape::by_resource) return world.quirks.error_shape;
  return is_telephony(request) ? ErrorShape::telephony : ErrorShape::general;
}

net::HttpResponse plain(int status, std::string_view type, std::string body) {
  net::HttpResponse response(status, std::move(body));
  response.headers.add("Content-Type", std::string(type));
  return response;
}

net::HttpResponse general(const Refusal& refusal, const std::string& tracking) {
  Json detail{{"description", refusal.message}};
  if (refusal.code != 0) detail["errorCode"] = refusal.code;
  return json_answer(refusal.status,
                     {{"message", refusal.message}, {"errors", Json::array({detail})}, {"trackingId", tracking}});
}

net::HttpResponse telephony(const Refusal& refusal, const std::string& tracking) {
  Json body{{"message", refusal.message}, {"trackingId", tracking}};
  body["errorCode"] = refusal.code != 0 ? refusal.code : refusal.status * 100;
  return json_answer(refusal.status, body);
}

net::HttpResponse shaped(const World& world, const net::HttpRequest& request, const Refusal& refusal) {
  const auto tracking = tracking_id(world, request);
  switch (shape_of(world, request)) {
    case ErrorShape::telephony:
      return telephony(refusal, tracking);
    case ErrorShape::text:
      return plain(refusal.status, "text/plain", refusal.message);
    case ErrorShape::html:
      return plain(
          refusal.status, "text/html",
          fmt::format("<html><head><title>{0}</title></head><body><h1>{0}</h1></body></html>", refusal.status));
    default:
      return general(refusal, tracking);
  }
}

}  // namespace

net::HttpResponse json_answer(int status, const Json& body) {
  return plain(status, "application/json;charset=UTF-8", body.dump(-1, ' ', false, Json::error_handler_t::replace));
}

net::HttpResponse no_content(int status) { return {status, ""}; }

net::HttpResponse failure(const World& world, const net::HttpRequest& request, const Refusal& refusal) {
  auto response = shaped(world, request, refusal);
  if (refusal.code != 0) response.headers.add("Cisco-Spark-Error-Codes", fmt::format("{}", refusal.code));
  return response;
}

std::string tracking_id(const World& world, const net::HttpRequest& request) {
  const auto given = request.headers.find("TrackingID");
  return given ? std::string(*given) : fmt::format("ROUTER_{:08X}-{:06}", world.seed, world.answers);
}

void add_tracking(const World& world, const net::HttpRequest& request, net::HttpResponse& response) {
  const auto id = tracking_id(world, request);
  response.headers.add("Trackingid", world.quirks.doubled_tracking ? fmt::format("{0},{0}", id) : id);
}

Refusal not_allowed(const Call& call) {
  return {405, 0, fmt::format("The method {} is not supported here.", net::to_text(call.request.method))};
}

Refusal no_such(std::string_view what) { return {404, 0, fmt::format("The {} was not found.", what)}; }

Accepted<Json> read_object(const Call& call) {
  if (call.request.body.empty()) return refuse(400, "The required request body is missing.", code::kBodyMissing);
  const auto type = call.request.headers.find("Content-Type");
  if (!type || type->find("json") == std::string_view::npos) {
    return refuse(415, "The content type must be application/json.");
  }
  auto body = Json::parse(call.request.body, nullptr, false);
  if (!body.is_object()) return refuse(400, "The body is not one well-formed JSON object.");
  return body;
}

}  // namespace muster::simulators::webex
