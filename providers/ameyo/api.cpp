#include "providers/ameyo/api.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "providers/kit/percent.h"
#include "reconciler/core/intent.h"

namespace muster::ameyo {

using net::HttpRequest;
using net::Method;

namespace {

// A listing of everybody takes its time.
constexpr std::chrono::milliseconds kReadTimeout{60'000};

core::Error named(const Call& call, core::Error error) {
  error.what = fmt::format("{} {} of {}: {}", net::to_text(call.method), call.target, call.system, error.what);
  return error;
}

}  // namespace

HttpRequest Api::request(Method method, const std::string& path, std::string body) const {
  HttpRequest request(method, settings_.base_path + path);
  request.headers.set("Accept", "application/json");
  request.timeout = method == Method::get ? kReadTimeout : core::kWriteTimeout;
  if (!body.empty()) request.headers.set("Content-Type", "application/json");
  request.body = std::move(body);
  return request;
}

Call Api::call_of(const HttpRequest& request) const {
  Call call;
  call.method = request.method;
  call.target = request.target.substr(0, request.target.find('?'));
  call.system = settings_.system;
  return call;
}

Api::Body Api::get(std::string path, bool of_one) {
  HttpRequest asked = request(Method::get, path);
  Call call = call_of(asked);
  call.of_one = of_one;
  const auto response = co_await http_->send(std::move(asked));
  if (!response) co_return std::unexpected(named(call, response.error()));
  co_return read_answer(call, *response, clock_->wall_now());
}

Api::Body Api::change(HttpRequest request, std::shared_ptr<const core::Write> write, bool of_one) {
  Call call = call_of(request);
  call.of_one = of_one;
  if (write && !write->request_id.empty()) {
    request.headers.set("X-Request-ID", write->request_id);
    request.headers.set("correlation", write->request_id);  // what the vendor's own clients call it
  }
  call.write = std::move(write);
  const auto response = co_await http_->send(std::move(request));
  if (!response) co_return std::unexpected(named(call, response.error()));
  co_return read_done(call, *response, clock_->wall_now());
}

// The contact centre is named: whose users a server lists by itself is not documented, and every update says that the
// user is of this one. A login that may work the next time is left to the repetitions of `http_`.
Api::Done Api::users(std::shared_ptr<const kit::OnElement> on_user) {
  const auto opened = co_await session_->open();
  const bool is_final =
      !opened && (opened.error().kind == core::ErrorKind::auth || opened.error().kind == core::ErrorKind::rejected);
  if (is_final) co_return std::unexpected(opened.error());
  const auto list = fmt::format("/cc/contactCenterUsers/getAllContactCenterUsers?ccId={}", settings_.contact_center);
  HttpRequest asked = request(Method::get, list);
  const Call call = call_of(asked);
  const auto response = co_await http_->send(std::move(asked));
  if (!response) co_return std::unexpected(named(call, response.error()));
  co_return read_array(call, *response, *on_user, clock_->wall_now());
}

Api::Body Api::groups() { return get("/group/getAllAvailableGroups", true); }

Api::Body Api::groups_of_center() { return get("/cc/usergroup/getAllContactCenterUserGroupsOfContactCenter"); }

Api::Body Api::hierarchy_licence() { return get("/group/isGroupHierarchyLicenseEnabled"); }

Api::Body Api::create_user(std::string body, std::shared_ptr<const core::Write> write) {
  return change(request(Method::post, "/cc/contactCenterUsers", std::move(body)), std::move(write));
}

Api::Body Api::update_user(Target user, std::string body) {
  const auto path = "/cc/contactCenterUsers/" + kit::percent_encode(user.id);
  return change(request(Method::put, path, std::move(body)), std::move(user.write));
}

Api::Body Api::remove_user(Target user) {
  const auto path = "/user/users/" + kit::percent_encode(user.id);
  return change(request(Method::del, path), std::move(user.write), true);
}

Api::Body Api::end_sessions(std::string body, std::shared_ptr<const core::Write> write) {
  return change(request(Method::post, "/session/terminateAllSessionsForUser", std::move(body)), std::move(write));
}

Api::Body Api::create_group(std::string body, std::shared_ptr<const core::Write> write) {
  return change(request(Method::post, "/group/validateAndCreateGroup", std::move(body)), std::move(write));
}

Api::Body Api::change_group(std::string body, std::shared_ptr<const core::Write> write) {
  HttpRequest post = request(Method::post, "/group/userGroupModifyAPI", std::move(body));
  post.headers.set(kSessionInBody, "yes");
  return change(std::move(post), std::move(write));
}

Api::Body Api::remove_group(Target group) {
  const auto path = "/group/deleteContactCenterUserGroup?id=" + kit::percent_encode(group.id);
  return change(request(Method::del, path), std::move(group.write), true);
}

}  // namespace muster::ameyo
