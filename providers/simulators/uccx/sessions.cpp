#include "providers/simulators/uccx/sessions.h"

#include <fmt/core.h>

#include "providers/simulators/basic_auth.h"
#include "providers/simulators/uccx/pages.h"

namespace muster::simulators::uccx {
namespace {

constexpr std::size_t kMostSessions = 10'000;
constexpr std::string_view kCookie = "JSESSIONID";

Session& add_session(Call& call, Session session, net::Headers& headers) {
  if (call.world.sessions.size() >= kMostSessions) call.world.sessions.erase(call.world.sessions.begin());
  const auto id = fmt::format("{:016X}{:016X}", call.world.draw(), call.world.draw());
  headers.add("Set-Cookie", fmt::format("{}={}; Path=/appadmin; HttpOnly", kCookie, id));
  return call.world.sessions.insert_or_assign(id, std::move(session)).first->second;
}

net::HttpResponse refusal(const World& world) {
  switch (world.quirks.token_refusal) {
    case TokenRefusal::redirect:
      return redirect(world, "/appadmin/main");
    case TokenRefusal::page:
      return page(world, 200, "Error", "<h1>The request is not valid.</h1>");
    case TokenRefusal::forbidden:
      break;
  }
  return page(world, 403, "Forbidden", "<h1>HTTP Status 403 - Forbidden</h1>");
}

std::string form_body(const net::HttpRequest& request) {
  const auto type = request.headers.find("Content-Type");
  const bool is_form = type && type->starts_with("application/x-www-form-urlencoded");
  return is_form ? request.body : std::string{};
}

bool offers_token(const Call& call, const std::string& token) {
  const auto& name = call.world.quirks.token_name;
  const bool in_header = call.request.headers.find(name) == std::string_view(token);
  const bool in_form = parse_target("?" + form_body(call.request)).parameter(name) == std::string_view(token);
  switch (call.world.quirks.token_place) {
    case TokenPlace::header:
      return in_header;
    case TokenPlace::form:
      return in_form;
    case TokenPlace::both:
      return in_header && in_form;
    case TokenPlace::either:
      break;
  }
  return in_header || in_form;
}

}  // namespace

Session* find_session(Call& call) {
  const auto id = cookie(call.request, kCookie);
  const auto found = id ? call.world.sessions.find(*id) : call.world.sessions.end();
  if (found == call.world.sessions.end()) return nullptr;
  if (call.now - found->second.last_used > call.world.quirks.session_timeout) {
    call.world.sessions.erase(found);
    return nullptr;
  }
  found->second.last_used = call.now;
  return &found->second;
}

Session& open_session(Call& call, net::Headers& headers) {
  Session session;
  session.token = new_token(call.world);
  session.last_used = call.now;
  return add_session(call, std::move(session), headers);
}

Session& renew_session(Call& call, net::Headers& headers) {
  const auto id = cookie(call.request, kCookie).value_or("");
  Session session = call.world.sessions.find(id)->second;
  call.world.sessions.erase(id);
  return add_session(call, std::move(session), headers);
}

std::string new_token(World& world) { return fmt::format("{:016X}-{:016X}", world.draw(), world.draw()); }

bool has_tokens(const World& world) { return world.quirks.version >= Version::v12_5; }

Target parameters_of(const Call& call) {
  Target all = call.target;
  for (auto& parameter : parse_target("?" + form_body(call.request)).parameters) {
    all.parameters.push_back(std::move(parameter));
  }
  return all;
}

std::optional<net::HttpResponse> forged_post(Call& call, Session& session) {
  if (!has_tokens(call.world)) return std::nullopt;
  if (!offers_token(call, session.token)) return refusal(call.world);
  if (call.world.quirks.checks_referer && !has_referer(call)) return refusal(call.world);
  if (call.world.quirks.token_life == TokenLife::per_request) session.token = new_token(call.world);
  return std::nullopt;
}

std::optional<net::HttpResponse> forged_link(Call& call, const Session& session) {
  if (!has_tokens(call.world) || !call.world.quirks.token_in_links) return std::nullopt;
  const bool offered = call.target.parameter(call.world.quirks.token_name) == std::string_view(session.token);
  return offered ? std::nullopt : std::optional(refusal(call.world));
}

bool has_referer(const Call& call) {
  return call.request.headers.find("Referer").has_value() || call.request.headers.find("Origin").has_value();
}

}  // namespace muster::simulators::uccx
