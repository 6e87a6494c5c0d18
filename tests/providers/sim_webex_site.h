// A simulated Webex organisation at a fixed time, and a caller with muster's own token.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "providers/simulators/webex/handle.h"
#include "providers/simulators/webex/hydra.h"
#include "providers/simulators/webex/organisation.h"

namespace muster::tests {

namespace webex = simulators::webex;
using Json = nlohmann::json;

struct WebexReply {
  int status = 0;
  net::Headers headers;
  std::string body;

  [[nodiscard]] Json json() const { return Json::parse(body, nullptr, false); }
  // The target of rel="next"; empty: there is none.
  [[nodiscard]] std::string next() const {
    const std::string link(headers.find("Link").value_or(""));
    if (link.find("rel=\"next\"") == std::string::npos) return {};
    return link.substr(1, link.find('>') - 1);
  }
};

[[nodiscard]] inline net::HttpRequest webex_request(net::Method method, std::string target,
                                                    const Json& body = nullptr) {
  net::HttpRequest request(method, std::move(target));
  request.headers.set("Authorization", "Bearer " + std::string(webex::kToken));
  if (body.is_null()) return request;
  request.headers.add("Content-Type", "application/json");
  request.body = body.dump();
  return request;
}

struct WebexSite {
  webex::World world;
  engine::WallTime now{std::chrono::seconds(1'767'600'000)};  // 2026-01-05 08:00:00 UTC

  static constexpr const char* kSupervisors = "/telephony/config/supervisors";
  static constexpr const char* kMira = "mira.kos@acme.example";       // leads 8 with Customer Assist
  static constexpr const char* kSoren = "soren.dahl@acme.example";    // leads 8 and a workspace, Basic
  static constexpr const char* kPavel = "pavel.ober@acme.example";    // leads 8, Basic
  static constexpr const char* kBo = "bo.lind@acme.example";          // of Mira's
  static constexpr const char* kViktor = "viktor.stam@acme.example";  // of Søren's

  explicit WebexSite(webex::World start = webex::sample_organisation()) : world(std::move(start)) {}

  WebexReply send(const net::HttpRequest& request) {
    auto response = webex::handle(world, request, now);
    return {response.status, std::move(response.headers), std::move(response.body)};
  }
  WebexReply call(net::Method method, const std::string& path, const Json& body = nullptr) {
    return send(webex_request(method, "/v1" + path, body));
  }
  WebexReply get(const std::string& path) { return call(net::Method::get, path); }
  WebexReply post(const std::string& path, const Json& body) { return call(net::Method::post, path, body); }
  WebexReply put(const std::string& path, const Json& body) { return call(net::Method::put, path, body); }
  WebexReply del(const std::string& path, const Json& body = nullptr) { return call(net::Method::del, path, body); }

  [[nodiscard]] webex::Person& person(std::string_view email) { return *world.people.find_email(email); }
  [[nodiscard]] std::string id(std::string_view email) { return webex::hydra({}, "PEOPLE", person(email).uuid); }
  [[nodiscard]] static std::string role_id(std::string_view tail) { return webex::hydra({}, "ROLE", tail); }
  [[nodiscard]] std::string at(std::string_view email, bool customer_assist = false) {
    return std::string(kSupervisors) + "/" + id(email) + (customer_assist ? "?hasCxEssentials=true" : "");
  }
  // The uuids that a supervisor has.
  [[nodiscard]] std::vector<std::string> agents(std::string_view email, bool customer_assist = false) {
    const auto tier = customer_assist ? webex::Tier::customer_assist : webex::Tier::basic;
    const auto* assignment = world.supervisor(tier, person(email).uuid);
    return assignment == nullptr ? std::vector<std::string>{} : assignment->agents;
  }
  [[nodiscard]] Json action(std::string_view email, const char* verb) { return {{"id", id(email)}, {"action", verb}}; }
};

}  // namespace muster::tests
