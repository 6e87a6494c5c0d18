#include "providers/simulators/ameyo/answer.h"

#include <fmt/core.h>

#include <nlohmann/json.hpp>

namespace muster::simulators::ameyo {
namespace {

using Json = nlohmann::json;

std::string content_type(const Quirks& quirks) {
  switch (quirks.charset) {
    case Charset::utf8:
      return "application/json;charset=UTF-8";
    case Charset::wrong:
      return "application/json;charset=ISO-8859-1";
    case Charset::none:
      break;
  }
  return "application/json";
}

// Only commands that failed leave it open where their key stands.
void put_key(KeyPlace place, const Refusal& refusal, Json& body) {
  if (refusal.status != 512 || place == KeyPlace::message) {
    body["message"] = refusal.key;
    body["info"] = refusal.detail;
  } else if (place == KeyPlace::info) {
    body["message"] = nullptr;
    body["info"] = refusal.key;
  } else {
    body["message"] = Json::array({refusal.key, refusal.detail}).dump(-1, ' ', false, Json::error_handler_t::replace);
    body["info"] = "";
  }
}

}  // namespace

net::HttpResponse json_text_answer(const Quirks& quirks, int status, std::string text) {
  net::HttpResponse response(status, std::move(text));
  response.headers.add("Content-Type", content_type(quirks));
  return response;
}

net::HttpResponse json_answer(const Quirks& quirks, int status, const Json& body) {
  return json_text_answer(quirks, status, body.dump(-1, ' ', false, Json::error_handler_t::replace));
}

net::HttpResponse failure(const Quirks& quirks, const Refusal& refusal) {
  Json body{{"status", refusal.status}};
  body[refusal.at_login ? "errorCode" : "code"] = refusal.code;
  put_key(quirks.key_place, refusal, body);
  const auto form = refusal.at_login ? quirks.login_failure : quirks.command_failure;
  const bool in_body = refusal.status == 512 && form == FailureForm::body;
  return json_answer(quirks, in_body ? 200 : refusal.status, body);
}

net::HttpResponse page(int status, std::string_view title, std::string_view body) {
  net::HttpResponse response(
      status, fmt::format("<!DOCTYPE html><html><head><title>{0}</title></head><body><h1>{0}</h1>{1}</body></html>",
                          title, body));
  response.headers.add("Content-Type", "text/html;charset=UTF-8");
  return response;
}

net::HttpResponse bare_500(const Quirks& quirks) {
  if (!quirks.html_500) return {500, ""};
  return page(500, "HTTP Status 500", "<pre>java.lang.NullPointerException</pre>");
}

net::HttpResponse login_page() {
  return page(200, "Sign in", "<form method=post><input name=userId><input name=token type=password></form>");
}

}  // namespace muster::simulators::ameyo
