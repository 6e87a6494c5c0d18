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
  if (method != Method::get) {
    request.headers.set("Content-Type", "application/xml");
    request.timeout = core::kWriteTimeout;
  }
  return request;
}

Api::Answer Api::ask(std::shared_ptr<net::HttpClient> http, std::string path) {
  HttpRequest asked = request(Method::get, std::move(path));
  const Call call{Method::get, asked.target, settings_.system};
  const auto response = co_await http->send(std::move(asked));
  if (!response) co_return std::unexpected(about(call, response.error()));
  auto root = read_answer(call, *response, clock_->wall_now());
  if (root) answered_ = true;
  co_return root;
}

Api::Answer Api::get(std::string user, std::string path) {
  const auto http = sessions_->signed_in(user_key(user));
  auto root = co_await ask(http, path_of(user, path));
  if (root || root.error().kind != core::ErrorKind::not_found) co_return root;
  const auto proof = co_await prove();
  if (!proof) co_return std::unexpected(proof.error());
  co_return root;
}

Api::Answer Api::get_open(std::string path) { return ask(sessions_->anonymous(), std::move(path)); }

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
Task<core::Status> Api::prove() {
  if (answered_) co_return core::Status{};
  const auto version = co_await get_open("/version");
  if (version) co_return core::Status{};
  core::Error error = version.error();
  if (error.kind == core::ErrorKind::not_found) error.kind = core::ErrorKind::rejected;
  co_return std::unexpected(std::move(error));
}

}  // namespace muster::cucm_uds
