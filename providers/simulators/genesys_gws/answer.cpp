#include "providers/simulators/genesys_gws/answer.h"

#include <fmt/core.h>

#include "providers/simulators/genesys_gws/json_text.h"

namespace muster::simulators::gws {
namespace {

std::string status_code(const World& world, int code) {
  const auto form = world.quirks.status_code;
  const bool as_text = form == StatusCodeForm::text || (form == StatusCodeForm::varying && world.answers % 2 == 1);
  return as_text ? fmt::format("\"{}\"", code) : fmt::format("{}", code);
}

net::HttpResponse envelope(const World& world, int status, int code, std::string_view rest) {
  net::HttpResponse response(status, {});
  response.body.reserve(rest.size() + 64);
  response.body.append("{\"statusCode\":").append(status_code(world, code));
  if (!rest.empty()) response.body.append(",").append(rest);
  if (world.quirks.extra_fields && code == 0) response.body.append(",\"referenceId\":\"gws-1\"");
  response.body.append("}");
  response.headers.add("Content-Type", "application/json;charset=UTF-8");
  return response;
}

}  // namespace

net::HttpResponse success(const World& world, std::string_view rest, int status) {
  return envelope(world, status, 0, rest);
}

net::HttpResponse created(const World& world, std::string_view id, std::string_view path) {
  return success(world, fmt::format(R"("id":"{0}","uri":"{1}{2}","path":"{2}")", id, world.quirks.uri_base, path),
                 world.quirks.created_status);
}

net::HttpResponse failure(const World& world, const Refusal& refusal) {
  if (world.quirks.errors_as_html || refusal.as_page) return html_error(refusal.status, refusal.message);
  std::string rest = "\"statusMessage\":";
  append_quoted(rest, refusal.message);
  return envelope(world, refusal.status, refusal.code, rest);
}

net::HttpResponse html_error(int status, std::string_view title) {
  net::HttpResponse response(
      status,
      fmt::format("<html><head><title>Error {0}</title></head><body><h2>HTTP ERROR {0}</h2><p>{1}</p></body></html>",
                  status, title));
  response.headers.add("Content-Type", "text/html;charset=ISO-8859-1");
  return response;
}

Refusal no_such(std::string_view what, std::string_view id) {
  return {404, code::kNotFound, fmt::format("The {} {} was not found.", what, id), false};
}

Refusal not_allowed(const Call& call) {
  return {405, code::kForbidden, fmt::format("{} is not supported here.", net::to_text(call.request.method)), false};
}

Refusal forbidden(const World& world, int status_code_number, std::string message) {
  return {world.quirks.forbidden_status, status_code_number, std::move(message), false};
}

}  // namespace muster::simulators::gws
