#include "providers/net/answer_text.h"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <boost/beast/http/status.hpp>
#include <iterator>

#include "providers/net/request_text.h"

namespace muster::net {
namespace {

bool has_body(int status) { return status >= 200 && status != 204 && status != 304; }

std::string_view reason(int status) {
  namespace http = boost::beast::http;
  const auto text = http::obsolete_reason(http::int_to_status(static_cast<unsigned>(status)));
  return {text.data(), text.size()};
}

}  // namespace

bool closes_connection(const HttpResponse& response) {
  const auto connection = response.headers.find("Connection");
  return connection && (*connection == "close" || *connection == "Close");
}

void append_head(std::string& to, const HttpResponse& response, bool keeps_connection) {
  const auto out = std::back_inserter(to);
  fmt::format_to(out, FMT_COMPILE("HTTP/1.1 {} {}\r\n"), response.status, reason(response.status));
  for (const auto& [name, value] : response.headers.all()) {
    if (is_framing_field(name) || !is_field_name(name) || !is_field_value(value)) continue;
    to.append(name).append(": ").append(value).append("\r\n");
  }
  if (has_body(response.status)) fmt::format_to(out, FMT_COMPILE("Content-Length: {}\r\n"), response.body.size());
  to.append(keeps_connection ? "\r\n" : "Connection: close\r\n\r\n");
}

}  // namespace muster::net
