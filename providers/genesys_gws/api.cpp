#include "providers/genesys_gws/api.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "providers/kit/percent.h"

namespace muster::genesys_gws {

using kit::percent_encode;
using net::HttpRequest;
using net::Method;

namespace {

// A write is over quickly or not to be trusted; a listing of everybody takes its time.
constexpr std::chrono::milliseconds kWriteTimeout{5'000};
constexpr std::chrono::milliseconds kReadTimeout{30'000};

std::string users_path(const UsersQuery& query, const std::string& sort_by) {
  std::string path = query.details ? "/users?subresources=*" : "/users?fields=*";
  if (!query.user_name.empty()) path += "&userName=" + percent_encode(query.user_name);
  if (!sort_by.empty()) path += "&sortBy=" + percent_encode(sort_by);
  path += fmt::format("&limit={}", query.limit);
  if (query.offset > 0) path += fmt::format("&offset={}", query.offset);
  return path;
}

std::string user_path(const std::string& id) { return "/users/" + percent_encode(id); }

// What people are shown: the path without the query, which would name a page.
std::string shown(const std::string& target) { return target.substr(0, target.find('?')); }

core::Error named(const Call& call, const core::Error& error) {
  core::Error named = error;
  named.what = fmt::format("{} {} of {}: {}", net::to_text(call.method), call.target, call.system, error.what);
  return named;
}

}  // namespace

HttpRequest Api::request(Method method, const std::string& path, std::string body) const {
  HttpRequest request(method, settings_.base_path + path);
  request.headers.set("Accept", "application/json");
  request.timeout = method == Method::get ? kReadTimeout : kWriteTimeout;
  if (!body.empty()) request.headers.set("Content-Type", "application/json");
  request.body = std::move(body);
  return request;
}

Api::Body Api::send(std::shared_ptr<net::HttpClient> through, HttpRequest request, std::string streamed,
                    kit::OnElement on_element) {
  const Call call{request.method, shown(request.target), settings_.system};
  const auto response = co_await through->send(std::move(request));
  if (!response) co_return std::unexpected(named(call, response.error()));
  const StreamedArray array{streamed, streamed.empty() ? nullptr : &on_element};
  co_return read_answer(call, *response, array, clock_->wall_now());
}

Api::Done Api::change(HttpRequest request) {
  const auto answer = co_await send(signed_in_, std::move(request), {}, {});
  if (!answer) co_return std::unexpected(answer.error());
  co_return core::Status{};
}

Api::Body Api::version() { return send(anonymous_, request(Method::get, "/diagnostics/version"), {}, {}); }

Api::Body Api::me() { return send(signed_in_, request(Method::get, "/me"), {}, {}); }

Api::Body Api::features() { return send(signed_in_, request(Method::get, "/features?fields=*"), {}, {}); }

Api::Body Api::users(UsersQuery query, kit::OnElement on_user) {
  return send(signed_in_, request(Method::get, users_path(query, settings_.sort_by)), "users", std::move(on_user));
}

Api::Body Api::user(std::string id) {
  return send(signed_in_, request(Method::get, user_path(id) + "?subresources=*"), {}, {});
}

Api::Body Api::create_user(std::string body) {
  return send(signed_in_, request(Method::post, "/users", std::move(body)), {}, {});
}

Api::Done Api::update_user(std::string id, std::string body) {
  return change(request(settings_.update_verb, user_path(id), std::move(body)));
}

Api::Done Api::remove_user(std::string id) { return change(request(Method::del, user_path(id))); }

Api::Done Api::assign_device(std::string id, std::string body) {
  return change(request(Method::post, user_path(id) + "/devices", std::move(body)));
}

}  // namespace muster::genesys_gws
