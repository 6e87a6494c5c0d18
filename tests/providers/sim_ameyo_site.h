// A simulated Ameyo server at a fixed time, and a caller with muster's own account.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "providers/simulators/ameyo/handle.h"
#include "providers/simulators/ameyo/organisation.h"

namespace muster::tests::ameyo_site {

namespace ameyo = simulators::ameyo;
using Json = nlohmann::json;
using net::Method;

struct Reply {
  int status = 0;
  net::Headers headers;
  std::string body;

  [[nodiscard]] Json json() const { return Json::parse(body, nullptr, false); }
  [[nodiscard]] bool has(std::string_view text) const { return body.contains(text); }
  [[nodiscard]] std::string header(std::string_view name) const { return std::string(headers.find(name).value_or("")); }
};

struct Site {
  ameyo::World world;
  engine::WallTime now{std::chrono::seconds(1'767'600'000)};  // 2026-01-05 08:00:00 UTC
  std::string session;
  std::string cookie;
  std::string jwt;

  // Signed in unless the account is empty.
  explicit Site(ameyo::World start = ameyo::sample_organisation()) : world(std::move(start)) {
    sign_in();
    world.requests.clear();
  }

  Reply send(Method method, const std::string& path, const Json& body = nullptr) {
    net::HttpRequest request(method, std::string(ameyo::kBasePath) + path);
    if (!session.empty()) request.headers.add("sessionId", session);
    if (!cookie.empty()) request.headers.add("Cookie", "JSESSIONID=1; __METADATA__=" + cookie);
    if (!jwt.empty()) request.headers.add("Authorization", jwt);
    if (!body.is_null()) {
      request.headers.add("Content-Type", "application/json");
      request.body = body.dump();
    }
    return send(request);
  }
  Reply send(const net::HttpRequest& request) {
    auto response = ameyo::handle(world, request, now);
    return {response.status, std::move(response.headers), std::move(response.body)};
  }
  Reply get(const std::string& path) { return send(Method::get, path); }

  // The answer to a login over the documented form; nothing is kept.
  Reply log_in(Json changes = Json::object()) {
    Json body{{"userId", ameyo::kServiceAccount},
              {"token", ameyo::kServicePassword},
              {"forceLogin", false},
              {"terminalInfo", "muster"}};
    body.update(changes);
    return send(Method::post, "/session/userLogin", body);
  }
  Reply client_log_in(Json changes = Json::object()) {
    Json body{{"domain", "cc.acme.example:8443"},
              {"userId", ameyo::kServiceAccount},
              {"token", ameyo::kServicePassword},
              {"forceLogin", false}};
    body.update(changes);
    return send(Method::post, "/userLogin/login", body);
  }
  void sign_in() { session = log_in().json().value("sessionId", ""); }
  bool is_signed_in() { return get(kUsers).status == 200; }

  Json users() { return get(kUsers).json(); }
  // As the listing shows them; null: it does not.
  Json shown(std::string_view user_id) {
    for (const auto& user : users()) {
      if (user.is_object() && user.value("userId", "") == user_id) return user;
    }
    return nullptr;
  }
  Json shown_group(std::string_view name, const char* path = kGroups) {
    for (const auto& group : get(path).json()) {
      if (group.is_object() && group.value("name", "") == name) return group;
    }
    return nullptr;
  }

  Reply create(const std::string& user_id, Json changes = Json::object()) {
    Json body{{"userId", user_id},        {"userType", "Executive"}, {"systemUserType", "Executive"},
              {"userName", "New Person"}, {"contactCenterId", 1},    {"userData", "long-enough"}};
    body.update(changes);
    return send(Method::post, "/cc/contactCenterUsers", body);
  }
  // A PUT that names who it is about, and what else is given.
  Reply update(const std::string& user_id, Json changes = Json::object()) {
    return update_at(std::to_string(user(user_id).cc_user_id), user_id, std::move(changes));
  }
  Reply update_at(const std::string& path_id, const std::string& user_id, Json changes = Json::object()) {
    Json body{{"userId", user_id}, {"userType", "Executive"}, {"systemUserType", "Executive"}, {"userName", "A Name"}};
    body.update(changes);
    return send(Method::put, "/cc/contactCenterUsers" + (path_id.empty() ? "" : "/" + path_id), body);
  }
  Reply remove(const std::string& encoded_id) { return send(Method::del, "/user/users/" + encoded_id); }

  Reply create_group(const std::string& name, Json changes = Json::object()) {
    Json body{{"userId", ameyo::kServiceAccount},
              {"name", name},
              {"ccUserIds", Json::array()},
              {"ccManagerUserIds", {id("mkos")}},
              {"description", "New"}};
    body.update(changes);
    return send(Method::post, "/group/validateAndCreateGroup", body);
  }
  Reply modify_group(const std::string& name, Json changes) {
    Json body{{"groupId", group(name).id}, {"userId", ameyo::kServiceAccount}, {"name", name}, {"description", "d"}};
    body.update(changes);
    return send(Method::post, "/group/userGroupModifyAPI", body);
  }

  int id(std::string_view user_id) const { return user(user_id).cc_user_id; }
  const ameyo::User& user(std::string_view user_id) const { return *world.find_user(user_id); }
  const ameyo::Group& group(std::string_view name) const { return *world.find_group(name); }

  static constexpr const char* kUsers = "/cc/contactCenterUsers/getAllContactCenterUsers";
  static constexpr const char* kGroups = "/group/getAllAvailableGroups";
  static constexpr const char* kCenterGroups = "/cc/usergroup/getAllContactCenterUserGroupsOfContactCenter";
};

}  // namespace muster::tests::ameyo_site
