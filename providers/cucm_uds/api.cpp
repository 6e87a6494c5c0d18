#include "providers/cucm_uds/api.h"

#include "providers/kit/percent.h"
#include "reconciler/core/intent.h"
#include "reconciler/core/name.h"

namespace muster::cucm_uds {

using engine::Task;
using net::HttpRequest;
using net::Method;

namespace {

std::string path_of(const std::string& user, const std::string& path) {
  return "/user/" + kit::percent_encode(user) + path;
}

}  // namespace

std::string user_key(std::string_view user) { return core::comparable(user, core::Compare::folded); }

HttpRequest Api::request(Method method, std::string path) const {
  HttpRequest request(method, settings_.base_path + path);
  request.headers.set("Accept", "application/xml");
  request.headers.set("Content-Type", "application/xml");  // the vendor's examples have it on every request
  if (method != Method::get) request.timeout = core::kWriteTimeout;
  return request;
}

Api::Answer Api::ask(std::shared_ptr<net::HttpClient> http, std::string path, bool may_be_empty) {
  HttpRequest asked = request(Method::get, std::move(path));
  const Call call{Method::get, asked.target, settings_.system};
  const auto response = co_await http->send(std::move(asked));
  if (!response) co_return std::unexpected(about(call, response.error()));
  const bool is_empty = response->status == 204 || (response->status == 200 && core::trim(response->body).empty());
  if (may_be_empty && is_empty) co_return kit::XmlElement();
  auto root = read_answer(call, *response, clock_->wall_now());
  if (root) answered_ = true;
  co_return root;
}

Api::Answer Api::get(std::string user, std::string path) { return get_as(std::move(user), std::move(path), false); }

Api::Answer Api::get_if_any(std::string user, std::string path) {
  return get_as(std::move(user), std::move(path), true);
}

Api::Answer Api::get_as(std::string user, std::string path, bool may_be_empty) {
  const auto http = sessions_->signed_in(user_key(user));
  auto root = co_await ask(http, path_of(user, path), may_be_empty);
  if (root) answered_user_ = user_key(user);
  if (root || root.error().kind != core::ErrorKind::not_found) co_return root;
  const auto proof = co_await prove(std::move(user));
  if (!proof) co_return std::unexpected(proof.error());
  co_return root;
}

Api::Answer Api::get_open(std::string path) {
  auto root = co_await ask(sessions_->anonymous(), path);
  const bool is_closed = !root && root.error().kind == core::ErrorKind::auth;
  if (!is_closed || answered_user_.empty()) co_return root;
  root = co_await ask(sessions_->signed_in(answered_user_), std::move(path));
  co_return root;
}

Task<core::Result<net::HttpResponse>> Api::change(Change change) {
  HttpRequest asked = request(change.method, path_of(change.user, change.path));
  const Call call{change.method, asked.target, settings_.system};
  asked.body = std::move(change.body);
  if (!change.request_id.empty()) asked.headers.set("X-Request-ID", std::move(change.request_id));
  const auto http = sessions_->signed_in(user_key(change.user));
  auto response = co_await http->send(std::move(asked));
  if (!response) co_return std::unexpected(about(call, response.error()));
  const auto done = read_done(call, *response, clock_->wall_now());
  if (!done) co_return std::unexpected(done.error());
  co_return response;
}

// A server without UDS, or with another base path, answers 404 to everything.
Task<core::Status> Api::prove(std::string user) {
  if (answered_) co_return core::Status{};
  auto version = co_await get_open("/version");
  const bool is_closed = !version && version.error().kind == core::ErrorKind::auth;
  if (is_closed) version = co_await ask(sessions_->signed_in(user_key(user)), "/version");
  if (version) co_return core::Status{};
  core::Error error = version.error();
  if (error.kind == core::ErrorKind::not_found) error.kind = core::ErrorKind::rejected;
  co_return std::unexpected(std::move(error));
}

}  // namespace muster::cucm_uds
