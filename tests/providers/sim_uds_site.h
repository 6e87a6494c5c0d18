// A simulated CUCM cluster at a fixed time, and callers who each keep their own cookies.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "providers/simulators/basic_auth.h"
#include "providers/simulators/cucm_uds/answer.h"
#include "providers/simulators/cucm_uds/handle.h"
#include "providers/simulators/cucm_uds/organisation.h"
#include "providers/simulators/cucm_uds/xml.h"

namespace muster::tests::uds_site {

namespace uds = simulators::cucm_uds;
using net::Method;

struct Reply {
  int status = 0;
  net::Headers headers;
  std::string body;

  // The root; one without a name where the body is no XML.
  [[nodiscard]] uds::Element xml() const { return uds::read_xml(body).value_or(uds::Element("")); }
  // The text at the end of "user/userLocale" below the root; "-" where it is not there.
  [[nodiscard]] std::string at(std::string_view path) const {
    const auto root = xml();
    const auto* element = find(root, path);
    return element == nullptr ? "-" : element->text;
  }
  [[nodiscard]] std::string attribute(std::string_view path, std::string_view name) const {
    const auto root = xml();
    const auto* element = find(root, path);
    return element == nullptr ? "-" : element->attribute(name);
  }
  [[nodiscard]] std::size_t count(std::string_view path, std::string_view name) const {
    const auto root = xml();
    const auto* element = find(root, path);
    return element == nullptr ? 0 : element->all(name).size();
  }
  [[nodiscard]] bool has(std::string_view text) const { return body.find(text) != std::string::npos; }
  [[nodiscard]] std::string header(std::string_view name) const { return std::string(headers.find(name).value_or("")); }

 private:
  [[nodiscard]] static const uds::Element* find(const uds::Element& root, std::string_view path) {
    const uds::Element* element = &root;
    for (const auto& part : simulators::split(path, '/')) {
      element = element == nullptr ? nullptr : element->find(part);
    }
    return element;
  }
};

[[nodiscard]] inline std::string jar_of(const net::Headers& headers) {
  std::string jar;
  for (const auto field : headers.find_all("Set-Cookie")) {
    jar.append(jar.empty() ? "" : "; ").append(field.substr(0, field.find(';')));
  }
  return jar;
}

struct Site {
  uds::World world;
  engine::WallTime now{std::chrono::seconds(1'767'600'000)};  // 2026-01-05 08:00:00 UTC
  std::map<std::string, std::string> jars;                    // by user

  explicit Site(uds::World start = uds::sample_organisation()) : world(std::move(start)) {}

  Reply send(const net::HttpRequest& request) {
    auto response = uds::handle(world, request, now);
    return {response.status, std::move(response.headers), std::move(response.body)};
  }

  // Of that user; `path` is below /user/{id}.
  Reply call(const std::string& user, Method method, const std::string& path, const std::string& body = {}) {
    net::HttpRequest request(method, "/cucm-uds/user/" + uds::encoded(user) + path);
    const auto* found = world.find_user(user);
    request.headers.add("Authorization",
                        simulators::basic_authorization(user, found == nullptr ? "" : found->password));
    if (jars.contains(user)) request.headers.add("Cookie", jars[user]);
    if (method != Method::get) request.headers.add("Content-Type", "application/xml");
    request.body = body;
    auto reply = send(request);
    const auto jar = jar_of(reply.headers);
    if (!jar.empty()) jars[user] = jar;
    return reply;
  }
  Reply get(const std::string& user, const std::string& path = {}) { return call(user, Method::get, path); }
  Reply put(const std::string& user, const std::string& path, const std::string& body) {
    return call(user, Method::put, path, body);
  }
  Reply post(const std::string& user, const std::string& path, const std::string& body) {
    return call(user, Method::post, path, body);
  }
  Reply del(const std::string& user, const std::string& path) { return call(user, Method::del, path); }
  // What needs nobody.
  Reply open(const std::string& path) { return send({Method::get, "/cucm-uds" + path}); }
  // With these credentials and cookies, and no others.
  Reply bare(const std::string& path_user, const std::string& user, const std::string& password,
             const std::string& cookies = {}) {
    net::HttpRequest request(Method::get, "/cucm-uds/user/" + path_user);
    if (!user.empty()) request.headers.add("Authorization", simulators::basic_authorization(user, password));
    if (!cookies.empty()) request.headers.add("Cookie", cookies);
    return send(request);
  }

  const uds::User& user(std::string_view id) const { return *world.find_user(id); }
  std::string device_path(std::string_view id, std::size_t place = 0) const {
    return "/device/" + user(id).devices.at(place).id;
  }
  // What the last change did to that field: "before -> after"; "-": nothing.
  std::string last(std::string_view field) const {
    for (const auto& effect : world.log.empty() ? std::vector<simulators::FieldEffect>{} : world.log.back().fields) {
      if (effect.field == field) return effect.before + " -> " + effect.after;
    }
    return "-";
  }
};

}  // namespace muster::tests::uds_site
