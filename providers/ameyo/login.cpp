#include "providers/ameyo/login.h"

#include <nlohmann/json.hpp>

#include "providers/kit/json_read.h"

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

}  // namespace

net::HttpRequest login_request(const Settings& settings, const Account& account) {
  const bool by_ui = settings.login == Login::ui;
  net::HttpRequest request(net::Method::post, settings.base_path + (by_ui ? "/userLogin/login" : "/session/userLogin"));
  json body = {{"userId", account.username.reveal()},
               {"token", account.password.reveal()},
               {"forceLogin", settings.force_login}};
  if (by_ui) body["domain"] = settings.domain;
  if (!by_ui) body["terminalInfo"] = settings.terminal;
  request.headers.set("Content-Type", "application/json");
  request.headers.set("Accept", "application/json");
  request.body = body.dump(-1, ' ', false, json::error_handler_t::replace);
  return request;
}

std::optional<Opened> read_login(const net::HttpResponse& response) {
  const auto answer = kit::read_json(response.body);
  if (!answer) return std::nullopt;
  std::string id = text_at(*answer, {"sessionId"});
  if (id.empty()) id = text_at(*answer, {"userSessionInfo", "sessionId"});
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
