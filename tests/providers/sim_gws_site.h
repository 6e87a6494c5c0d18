// A simulated site at a fixed time, and a caller with muster's own account.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "providers/simulators/basic_auth.h"
#include "providers/simulators/genesys_gws/handle.h"
#include "providers/simulators/genesys_gws/organisation.h"

namespace muster::tests {

namespace gws = simulators::gws;
using Json = nlohmann::json;

struct Reply {
  int status = 0;
  net::Headers headers;
  std::string body;

  [[nodiscard]] Json json() const { return Json::parse(body, nullptr, false); }
  // The statusCode, whether it is a number or a string; -1: there is no envelope.
  [[nodiscard]] int code() const {
    const auto parsed = json();
    if (!parsed.is_object() || !parsed.contains("statusCode")) return -1;
    const auto& value = parsed["statusCode"];
    return value.is_string() ? std::stoi(value.get<std::string>()) : value.get<int>();
  }
  [[nodiscard]] std::size_t count(const char* list) const { return json().at(list).size(); }
};

[[nodiscard]] inline net::HttpRequest request_to(net::Method method, std::string target, const Json& body = nullptr) {
  net::HttpRequest request(method, std::move(target));
  if (!body.is_null()) {
    request.headers.add("Content-Type", "application/json");
    request.body = body.dump();
  }
  return request;
}

inline void sign(net::HttpRequest& request) {
  request.headers.set("Authorization", simulators::basic_authorization(gws::kServiceAccount, gws::kServicePassword));
}

struct Site {
  gws::World world;
  engine::WallTime now{std::chrono::seconds(1'767'600'000)};  // 2026-01-05 08:00:00 UTC

  explicit Site(gws::World start = gws::empty_organisation()) : world(std::move(start)) {}

  Reply send(const net::HttpRequest& request) {
    auto response = gws::handle(world, request, now);
    return {response.status, std::move(response.headers), std::move(response.body)};
  }
  Reply call(net::Method method, std::string path, const Json& body = nullptr) {
    auto request = request_to(method, "/api/v2" + std::move(path), body);
    sign(request);
    return send(request);
  }
  Reply get(std::string path) { return call(net::Method::get, std::move(path)); }
  Reply post(std::string path, const Json& body) { return call(net::Method::post, std::move(path), body); }
  Reply put(std::string path, const Json& body) { return call(net::Method::put, std::move(path), body); }
  Reply del(std::string path) { return call(net::Method::del, std::move(path)); }

  // Creates an agent and returns the id.
  std::string add(std::string login, Json roles = Json::array({"ROLE_AGENT"})) {
    return post("/users", {{"userName", std::move(login)},
                           {"firstName", "Mira"},
                           {"lastName", "Kos"},
                           {"password", "secret"},
                           {"roles", std::move(roles)}})
        .json()
        .value("id", "");
  }
  const gws::User& user(std::string_view login) const { return *world.users.find_login(login); }
};

}  // namespace muster::tests
