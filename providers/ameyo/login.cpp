#include "providers/ameyo/login.h"

#include <nlohmann/json.hpp>

#include "providers/ameyo/envelope.h"
#include "providers/ameyo/failure_words.h"
#include "providers/kit/json_read.h"
#include "reconciler/core/name.h"

namespace muster::ameyo {

using nlohmann::json;

namespace {

// The member at the end of a way through objects; null: the way ends before.
const json* at(const json& root, std::initializer_list<const char*> way) {
  const json* here = &root;
  for (const char* member : way) {
    if (!here->is_object()) return nullptr;
    const auto found = here->find(member);
    if (found == here->end()) return nullptr;
    here = &*found;
  }
  return here;
}

// Text, or a number as text.
std::string text_at(const json& root, std::initializer_list<const char*> way) {
  const json* value = at(root, way);
  if (value == nullptr) return {};
  if (value->is_string()) return value->get<std::string>();
  return value->is_number_integer() ? value->dump() : std::string();
}

// A header of a request cannot hold anything else.
bool is_header_value(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7F) return false;
  }
  return !text.empty();
}

constexpr const char* kPolicies = "authPolicyVsUserInfo";
constexpr const char* kPassword = "auth.type.passwd";

std::string jwt_of(const json& answer) {
  for (const auto& way : {std::initializer_list<const char*>{"loginProperties", "jwt"},
                          {kPolicies, kPassword, "loginProperties", "jwt"},
                          {"authenticationState", kPolicies, kPassword, "loginProperties", "jwt"}}) {
    auto jwt = text_at(answer, way);
    if (is_header_value(jwt)) return jwt;
  }
  return {};
}

bool password_must_change(const json& answer) {
  const json* detail = at(answer, {"authenticationState", kPolicies, kPassword, "properties", "passwordStateDetail"});
  if (detail == nullptr) return false;
  const json* must = at(*detail, {"shouldChangePassword"});
  return must != nullptr && (*must == json(true) || *must == json("true"));
}

// Some servers tell it beside the body: as a header, or as a cookie of that name.
std::string id_outside(const net::HttpResponse& response) {
  if (const auto header = response.headers.find("sessionId")) return std::string(*header);
  constexpr std::string_view kCookie = "sessionid=";
  for (const std::string_view cookie : response.headers.find_all("Set-Cookie")) {
    const auto pair = core::trim(cookie.substr(0, cookie.find(';')));
    if (core::comparable(pair.substr(0, kCookie.size()), core::Compare::folded) != kCookie) continue;
    return std::string(pair.substr(kCookie.size()));
  }
  return {};
}

std::string id_in(const json& answer, const net::HttpResponse& response) {
  for (const auto& way : {std::initializer_list<const char*>{"sessionId"},
                          {"userSessionInfo", "sessionId"},
                          {"data", "sessionId"},
                          {"data", "userSessionInfo", "sessionId"}}) {
    auto id = text_at(answer, way);
    if (!id.empty()) return id;
  }
  return says_why_not(response) ? std::string() : id_outside(response);
}

net::HttpRequest post(std::string target, const json& body) {
  net::HttpRequest request(net::Method::post, std::move(target));
  request.headers.set("Content-Type", "application/json");
  request.headers.set("Accept", "application/json");
  request.body = body.dump(-1, ' ', false, json::error_handler_t::replace);
  return request;
}

}  // namespace

net::HttpRequest login_request(const Settings& settings, const Account& account) {
  const bool by_ui = settings.login == Login::ui;
  json body = {{"userId", account.username.reveal()},
               {"token", account.password.reveal()},
               {"forceLogin", settings.force_login}};
  if (by_ui) body["domain"] = settings.domain;
  if (!by_ui) body["terminalInfo"] = settings.terminal;
  return post(settings.base_path + (by_ui ? "/userLogin/login" : "/session/userLogin"), body);
}

net::HttpRequest renewal_request(const Settings& settings, const Account& account) {
  return post(settings.base_path + "/session/refreshToken", {{"userId", account.username.reveal()}});
}

core::Secret read_renewal(const net::HttpResponse& response) {
  const auto answer = kit::read_json(response.body);
  if (!answer || response.status < 200 || response.status >= 300) return {};
  auto jwt = text_at(*answer, {"jwtToken"});
  return is_header_value(jwt) ? core::Secret(std::move(jwt)) : core::Secret();
}

bool says_why_not(const net::HttpResponse& response) {
  const auto envelope = read_envelope(response.body);
  if (!envelope) return false;
  return (envelope->code != 0 && envelope->code != 200) || login_refusal_of(envelope->words()) != LoginRefusal::unclear;
}

std::optional<Opened> read_login(const net::HttpResponse& response) {
  const bool is_empty = core::trim(response.body).empty();
  const auto answer = is_empty ? core::Result<json>(json::object()) : kit::read_json(response.body);
  if (!answer) return std::nullopt;
  std::string id = id_in(*answer, response);
  if (!is_header_value(id)) return std::nullopt;
  Opened opened;
  opened.session_id = core::Secret(std::move(id));
  opened.jwt = core::Secret(jwt_of(*answer));
  opened.contact_center = text_at(*answer, {"contactCenterId"});
  opened.user_type = text_at(*answer, {"userType"});
  if (opened.contact_center.empty()) opened.contact_center = text_at(*answer, {"userSessionInfo", "contactCenterId"});
  if (opened.user_type.empty()) opened.user_type = text_at(*answer, {"userSessionInfo", "userType"});
  opened.password_must_change = password_must_change(*answer);
  return opened;
}

}  // namespace muster::ameyo
