#include "providers/simulators/fault_answers.h"

#include <array>

#include <fmt/core.h>

#include "providers/simulators/http_date.h"

namespace muster::simulators {
namespace {

std::optional<std::string> retry_after(RetryAfterForm form, engine::WallTime now, Draw& draw) {
  using namespace std::chrono_literals;
  const auto seconds = 1 + draw.below(5);
  switch (form) {
    case RetryAfterForm::seconds:
      return fmt::format("{}", seconds);
    case RetryAfterForm::fractional:
      return fmt::format("{}.{}", seconds - 1, 1 + draw.below(9));
    case RetryAfterForm::http_date:
      return http_date(now + std::chrono::seconds(seconds) + 1s);
    case RetryAfterForm::past_date:
      return http_date(now - 1h);
    case RetryAfterForm::garbage:
      return "soon";
    case RetryAfterForm::negative:
      return fmt::format("-{}", seconds);
    case RetryAfterForm::huge:
      return "99999999999999999999";
    case RetryAfterForm::absent:
      break;
  }
  return std::nullopt;
}

net::HttpResponse page(int status, std::string_view title, std::string_view text) {
  net::HttpResponse response(
      status,
      fmt::format("<!DOCTYPE html><html><head><title>{0}</title></head><body><h1>{0}</h1><p>{1}</p></body></html>",
                  title, text));
  response.headers.add("Content-Type", "text/html;charset=utf-8");
  return response;
}

}  // namespace

net::HttpResponse too_many_requests(std::optional<RetryAfterForm> form, engine::WallTime now, Draw& draw) {
  const auto drawn = static_cast<RetryAfterForm>(draw.below(kRetryAfterForms));
  net::HttpResponse response(429, draw.below(2) == 0 ? "" : "Too Many Requests");
  response.headers.add("Content-Type", "text/plain");
  if (const auto value = retry_after(form.value_or(drawn), now, draw)) response.headers.add("Retry-After", *value);
  return response;
}

net::HttpResponse server_error(Draw& draw) {
  constexpr std::array<int, 4> kStatuses{500, 502, 503, 504};
  const int status = kStatuses[draw.below(kStatuses.size())];
  switch (draw.below(3)) {
    case 0:
      return page(status, fmt::format("{} Server Error", status), "The server could not complete the request.");
    case 1:
      return {status, ""};
    default:
      break;
  }
  net::HttpResponse response(status, R"({"error":"upstream request failed"})");
  response.headers.add("Content-Type", "application/json");
  return response;
}

net::HttpResponse html_page(Draw& draw) {
  if (draw.below(2) == 0) return page(200, "Sign in", "Please sign in to continue.");
  return page(200, "Maintenance", "We will be back shortly.");
}

}  // namespace muster::simulators
