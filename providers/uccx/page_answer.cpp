#include "providers/uccx/page_answer.h"

#include <fmt/format.h>

#include "providers/kit/retrying_http.h"

namespace muster::uccx {

using core::Delivery;
using core::Error;
using core::ErrorKind;

bool is_redirect(const net::HttpResponse& response) {
  const int status = response.status;
  const bool redirects = status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  return redirects && response.headers.find("Location").has_value();
}

core::Result<net::HttpResponse> judged(net::HttpResponse response, const PageRequest& request,
                                       std::string_view system) {
  const int status = response.status;
  if (status == 200) return response;
  const bool in_doubt = request.changes && !kit::turned_away(response) && (status >= 500 || status < 400);
  const auto failed = [&](ErrorKind kind, std::string_view advice) {
    const auto path = request.target.substr(0, request.target.find('?'));
    Error error(kind, in_doubt ? Delivery::maybe_applied : Delivery::refused,
                fmt::format("{} of {}: the server answered {}{}", path, system, status, advice));
    if (kind == ErrorKind::rate_limited) error.retry_after = std::chrono::seconds(1);
    return std::unexpected(std::move(error));
  };
  if (status == 429) return failed(ErrorKind::rate_limited, ": it wants fewer requests");
  if (status >= 500) return failed(ErrorKind::unavailable, ": look into the server's log");
  if (status == 404) return failed(ErrorKind::rejected, ": check url and settings.basePath");
  if (status >= 400) return failed(ErrorKind::rejected, "");
  return failed(ErrorKind::protocol, ", which is not a page");
}

}  // namespace muster::uccx
