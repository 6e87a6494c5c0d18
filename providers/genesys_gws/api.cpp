#include "providers/genesys_gws/api.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "providers/kit/percent.h"
#include "reconciler/core/intent.h"

namespace muster::genesys_gws {

using kit::percent_encode;
using net::HttpRequest;
using net::Method;

namespace {

// A listing of everybody takes its time.
constexpr std::chrono::milliseconds kReadTimeout{30'000};

// A limit that no server is known to refuse.
constexpr std::size_t kModestPage = 100;

std::string users_path(const UsersQuery& query, const ListingForm& form) {
  std::string path = query.details ? "/users?fields=*&subresources=*" : "/users?fields=*";
  if (!query.user_name.empty()) path += "&userName=" + percent_encode(query.user_name);
  if (!form.sort_by.empty()) path += "&sortBy=" + percent_encode(form.sort_by);
  path += fmt::format("&limit={}", std::min(query.limit, form.largest_page));
  if (query.offset > 0) path += fmt::format("&offset={}", query.offset);
  return path;
}

// False: there is nothing left to leave out.
bool simplify(ListingForm& form, std::size_t limit) {
  if (!form.sort_by.empty()) {
    form.sort_by.clear();
    return true;
  }
  if (std::min(limit, form.largest_page) <= kModestPage) return false;
  form.largest_page = kModestPage;
  return true;
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
  request.timeout = method == Method::get ? kReadTimeout : core::kWriteTimeout;
  if (!body.empty()) request.headers.set("Content-Type", "application/json");
  request.body = std::move(body);
  return request;
}

Call Api::call_of(const HttpRequest& request) const {
  return Call{request.method, shown(request.target), settings_.system};
}

Api::Body Api::send(std::shared_ptr<net::HttpClient> through, HttpRequest request,
                    std::shared_ptr<const core::Write> write) {
  Call call = call_of(request);
  if (write && !write->request_id.empty()) request.headers.set("X-Request-ID", write->request_id);
  call.write = std::move(write);
  const auto response = co_await through->send(std::move(request));
  if (!response) co_return std::unexpected(named(call, response.error()));
  co_return read_answer(call, *response, {}, clock_->wall_now());
}

Api::Done Api::change(HttpRequest request, std::shared_ptr<const core::Write> write) {
  const auto answer = co_await send(signed_in_, std::move(request), std::move(write));
  if (!answer) co_return std::unexpected(answer.error());
  co_return core::Status{};
}

Api::Body Api::version() { return send(anonymous_, request(Method::get, "/diagnostics/version"), nullptr); }

Api::Body Api::me() { return send(signed_in_, request(Method::get, "/me"), nullptr); }

Api::Body Api::features() { return send(signed_in_, request(Method::get, "/features?fields=*"), nullptr); }

Api::Body Api::users(UsersQuery query, kit::OnElement on_user) {
  ListingForm form = form_;
  while (true) {
    HttpRequest page = request(Method::get, users_path(query, form));
    const Call call = call_of(page);
    const auto response = co_await signed_in_->send(std::move(page));
    if (!response) co_return std::unexpected(named(call, response.error()));
    const bool ask_otherwise = query.offset == 0 && rejects_parameters(*response) && simplify(form, query.limit);
    if (ask_otherwise) continue;
    const StreamedArray array{"users", &on_user};
    auto answer = read_answer(call, *response, array, clock_->wall_now());
    if (answer) form_ = std::move(form);
    co_return answer;
  }
}

Api::Body Api::user(std::string id) {
  return send(signed_in_, request(Method::get, user_path(id) + "?fields=*&subresources=*"), nullptr);
}

Api::Body Api::create_user(std::string body, std::shared_ptr<const core::Write> write) {
  return send(signed_in_, request(Method::post, "/users", std::move(body)), std::move(write));
}

Api::Done Api::update_user(std::string body, std::shared_ptr<const core::Write> write) {
  const std::string path = user_path(write->id.text);
  return change(request(settings_.update_verb, path, std::move(body)), std::move(write));
}

Api::Done Api::remove_user(std::shared_ptr<const core::Write> write) {
  const std::string path = user_path(write->id.text);
  return change(request(Method::del, path), std::move(write));
}

Api::Done Api::assign_device(std::string id, std::string body, std::shared_ptr<const core::Write> write) {
  return change(request(Method::post, user_path(id) + "/devices", std::move(body)), std::move(write));
}

}  // namespace muster::genesys_gws
