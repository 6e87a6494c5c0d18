// A simulated UCCX at a fixed time, and callers of both its interfaces with muster's own account.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "providers/simulators/basic_auth.h"
#include "providers/simulators/target.h"
#include "providers/simulators/uccx/handle.h"
#include "providers/simulators/uccx/organisation.h"

namespace muster::tests::uccx_site {

namespace uccx = simulators::uccx;
using Json = nlohmann::json;

struct Reply {
  int status = 0;
  net::Headers headers;
  std::string body;

  [[nodiscard]] Json json() const { return Json::parse(body, nullptr, false); }
  [[nodiscard]] bool has(std::string_view text) const { return body.contains(text); }
  [[nodiscard]] std::string error() const { return json()["apiError"][0].value("errorType", ""); }
  [[nodiscard]] std::string header(std::string_view name) const { return std::string(headers.find(name).value_or("")); }
};

[[nodiscard]] inline std::string form_text(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    out.push_back('%');
    out.push_back(kDigits[byte >> 4U]);
    out.push_back(kDigits[byte & 15U]);
  }
  return out;
}

using Fields = std::vector<std::pair<std::string, std::string>>;

[[nodiscard]] inline std::string form_body(const Fields& fields) {
  std::string body;
  for (const auto& [name, value] : fields) {
    body.append(body.empty() ? "" : "&").append(form_text(name)).append("=").append(form_text(value));
  }
  return body;
}

[[nodiscard]] inline Json reference(std::string_view user_id) {
  return {{"@name", "somebody"}, {"refURL", "https://x/adminapi/resource/" + form_text(user_id)}};
}

[[nodiscard]] inline Json references(const std::vector<std::string>& ids) {
  Json items = Json::array();
  for (const auto& id : ids) items.push_back(reference(id));
  return items;
}

struct Site {
  uccx::World world;
  engine::WallTime now{std::chrono::seconds(1'767'600'000)};  // 2026-01-05 08:00:00 UTC
  std::string session_cookie;
  std::string token;

  explicit Site(uccx::World start = uccx::sample_organisation()) : world(std::move(start)) {}

  Reply send(const net::HttpRequest& request) {
    auto response = uccx::handle(world, request, now);
    return {response.status, std::move(response.headers), std::move(response.body)};
  }

  // /adminapi
  Reply api(net::Method method, const std::string& path, const Json& body = nullptr,
            const char* accept = "application/json") {
    net::HttpRequest request(method, "/adminapi" + path);
    request.headers.add("Authorization",
                        simulators::basic_authorization(uccx::kServiceAccount, uccx::kServicePassword));
    request.headers.add("Accept", accept);
    if (!body.is_null()) {
      request.headers.add("Content-Type", "application/json");
      request.body = body.dump();
    }
    return send(request);
  }
  Reply get(const std::string& path) { return api(net::Method::get, path); }
  Reply put_team(std::string_view name, Json changes) {
    const auto id = team(name).id;
    Json body{{"teamId", id}, {"teamname", name}};
    body.update(changes);
    return api(net::Method::put, "/team/" + std::to_string(id), body);
  }
  // The team as a careful client would send it back.
  Json echo(std::string_view name) { return get("/team/" + std::to_string(team(name).id)).json(); }

  // /appadmin
  Reply web(net::Method method, const std::string& path, const std::string& body = {}) {
    net::HttpRequest request(method, "/appadmin" + path);
    request.headers.add("Referer", "https://x/appadmin/main");
    if (!session_cookie.empty()) request.headers.add("Cookie", session_cookie);
    if (!token.empty()) request.headers.add(world.quirks.token_name, token);
    if (method == net::Method::post) request.headers.add("Content-Type", "application/x-www-form-urlencoded");
    request.body = body;
    return keep_cookie(send(request));
  }
  Reply fetch_token() {
    net::HttpRequest request(net::Method::post, "/appadmin/JavaScriptServlet");
    request.headers.add("FETCH-CSRF-TOKEN", "1");
    request.headers.add("Referer", "https://x/appadmin/main");
    if (!session_cookie.empty()) request.headers.add("Cookie", session_cookie);
    auto reply = keep_cookie(send(request));
    const auto colon = reply.body.find(':');
    if (colon != std::string::npos) token = reply.body.substr(colon + 1, reply.body.find('\n') - colon - 1);
    return reply;
  }
  Reply log_in(std::string_view password = uccx::kServicePassword) {
    return web(net::Method::post, "/j_security_check",
               form_body({{"j_username", std::string(uccx::kServiceAccount)}, {"j_password", std::string(password)}}));
  }
  void sign_in() {
    (void)web(net::Method::get, "/main");
    (void)log_in();
    (void)fetch_token();
  }
  Reply list(const std::string& words = {}, const std::string& more = {}) {
    return web(net::Method::get,
               "/LDAPSetup?request_type=ldapsetup.waitpage.usermaintenance&search_criteria=" + form_text(words) + more);
  }
  Reply details(const std::string& user) {
    return web(net::Method::get, "/LDAPSetup?request_type=ldapsetup.userdetails&uId=" + form_text(user));
  }
  // An update that names the roles and what else is given, and nothing more.
  Reply update(const std::string& user, const std::string& roles, const Fields& more = {}) {
    Fields fields{{"request_type", "ldapsetup.userupdate"},
                  {"selected_user", user},
                  {"users", roles},
                  {"agentExtn", this->user(user).extension}};
    fields.insert(fields.end(), more.begin(), more.end());
    return web(net::Method::post, "/LDAPSetup", form_body(fields));
  }

  const uccx::User& user(std::string_view id) const { return *world.find_user(id); }
  const uccx::Team& team(std::string_view name) const { return *world.find_team(name); }

 private:
  Reply keep_cookie(Reply reply) {
    const auto set = reply.header("Set-Cookie");
    if (!set.empty()) session_cookie = set.substr(0, set.find(';'));
    return reply;
  }
};

}  // namespace muster::tests::uccx_site
