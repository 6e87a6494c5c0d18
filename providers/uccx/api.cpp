#include "providers/uccx/api.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "providers/kit/json_read.h"
#include "providers/kit/percent.h"
#include "providers/uccx/references.h"
#include "reconciler/core/intent.h"
#include "reconciler/core/name.h"

namespace muster::uccx {

using engine::Task;
using net::HttpRequest;
using net::HttpResponse;
using net::Method;

namespace {

// A listing of everybody takes its time.
constexpr std::chrono::milliseconds kReadTimeout{60'000};

core::Error named(const Call& call, core::Error error) {
  error.what = fmt::format("{} {} of {}: {}", net::to_text(call.method), call.target, call.system, error.what);
  return error;
}

// The URL within a JSON answer; empty: there is none.
std::string url_within(std::string_view body) {
  const auto answer = kit::read_json(body);
  if (!answer) return {};
  const nlohmann::json& team = unwrapped(*answer, "team");
  for (const char* member : {"refURL", "self"}) {
    if (auto url = text_in(team, member)) return std::move(*url);
  }
  const auto id = text_in(team, "teamId");
  return id ? "/team/" + kit::percent_encode(*id) : std::string();
}

// The answer to a POST is a URL and nothing else; some servers put it into a header, or tell of the whole team.
std::string new_url(const HttpResponse& response) {
  auto body = core::trim(response.body);
  if (body.starts_with('{')) {
    auto url = url_within(body);
    if (!url.empty()) return url;
  }
  if (body.size() > 1 && body.front() == '"' && body.back() == '"') body = body.substr(1, body.size() - 2);
  if (body.find("/team/") != std::string_view::npos && body.find_first_of("<>{} \n") == std::string_view::npos) {
    return std::string(body);
  }
  return std::string(response.headers.find("Location").value_or(""));
}

}  // namespace

HttpRequest Api::request(Method method, const std::string& path, std::string body) const {
  HttpRequest request(method, settings_.base_path + "/adminapi" + path);
  request.headers.set("Accept", "application/json");
  request.timeout = method == Method::get ? kReadTimeout : core::kWriteTimeout;
  if (!body.empty()) request.headers.set("Content-Type", "application/json");
  request.body = std::move(body);
  return request;
}

Api::Body Api::get(std::string path) {
  HttpRequest asked = request(Method::get, path);
  const Call call{Method::get, asked.target, settings_.system};
  const auto response = co_await http_->send(std::move(asked));
  if (!response) co_return std::unexpected(named(call, response.error()));
  co_return read_answer(call, *response, clock_->wall_now());
}

Task<core::Result<HttpResponse>> Api::change(HttpRequest request, std::string request_id) {
  const Call call{request.method, request.target, settings_.system};
  if (!request_id.empty()) request.headers.set("X-Request-ID", std::move(request_id));
  auto response = co_await http_->send(std::move(request));
  if (!response) co_return std::unexpected(named(call, response.error()));
  const auto done = read_done(call, *response, clock_->wall_now());
  if (!done) co_return std::unexpected(done.error());
  co_return response;
}

Api::Body Api::resources() { return get("/resource"); }

Api::Body Api::resource(std::string id) { return get("/resource/" + kit::percent_encode(id)); }

Api::Body Api::teams() { return get("/team"); }

Api::Body Api::team(std::string id) { return get("/team/" + kit::percent_encode(id)); }

Task<core::Result<std::string>> Api::create_team(std::string body, std::string request_id) {
  HttpRequest post = request(Method::post, "/team", std::move(body));
  const auto response = co_await change(std::move(post), std::move(request_id));
  if (!response) co_return std::unexpected(response.error());
  co_return new_url(*response);
}

Api::Done Api::update_team(std::string id, std::string body, std::string request_id) {
  HttpRequest put = request(Method::put, "/team/" + kit::percent_encode(id), std::move(body));
  const auto response = co_await change(std::move(put), std::move(request_id));
  if (!response) co_return std::unexpected(response.error());
  co_return core::Status{};
}

Api::Done Api::remove_team(std::string id, std::string request_id) {
  HttpRequest gone = request(Method::del, "/team/" + kit::percent_encode(id));
  const auto response = co_await change(std::move(gone), std::move(request_id));
  if (!response) co_return std::unexpected(response.error());
  co_return core::Status{};
}

}  // namespace muster::uccx
