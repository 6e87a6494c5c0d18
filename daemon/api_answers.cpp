#include "daemon/api_answers.h"

#include <nlohmann/json.hpp>

namespace muster::daemon {
namespace {

net::HttpResponse answer(int status, std::string body, std::string type) {
  net::HttpResponse response(status, std::move(body));
  response.headers.add("Content-Type", std::move(type));
  response.headers.add("Cache-Control", "no-store");
  response.headers.add("X-Content-Type-Options", "nosniff");
  response.headers.add("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  response.headers.add("Referrer-Policy", "no-referrer");
  return response;
}

}  // namespace

net::HttpResponse json_answer(int status, std::string body) {
  return answer(status, std::move(body), "application/json");
}

net::HttpResponse text_answer(int status, std::string body) {
  return answer(status, std::move(body), "text/plain; charset=utf-8");
}

net::HttpResponse metrics_answer(std::string body) {
  return answer(200, std::move(body), "text/plain; version=0.0.4; charset=utf-8");
}

net::HttpResponse error_answer(int status, std::string_view sentence) {
  using Json = nlohmann::ordered_json;
  const Json json{{"error", std::string(sentence)}};
  return json_answer(status, json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

}  // namespace muster::daemon
