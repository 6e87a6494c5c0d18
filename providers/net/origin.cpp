#include "providers/net/origin.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <charconv>

namespace muster::net {
namespace {

core::Error refusal(std::string_view text, std::string_view why) {
  // A text with '@' may hold a password, so it is not repeated.
  const std::string_view shown = text.find('@') == std::string_view::npos ? text : "(not shown: it holds a user)";
  return {core::ErrorKind::invalid,
          fmt::format("reading the url \"{}\": {}; write it as https://host or https://host:port", shown, why)};
}

bool is_host_name(std::string_view host) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
           c == '_';
  };
  return !host.empty() && host.size() <= 253 && std::all_of(host.begin(), host.end(), allowed);
}

// 0 when it is no number from 1 to 65535.
std::uint16_t read_port(const boost::urls::url_view& url) {
  const auto digits = url.port();
  std::uint16_t port = 0;
  const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  return end.ec == std::errc() && end.ptr == digits.data() + digits.size() ? port : std::uint16_t{0};
}

std::string_view problem(const boost::urls::url_view& url) {
  if (url.scheme() != "https" && url.scheme() != "http") return "the scheme is neither https nor http";
  if (url.has_userinfo()) return "it names a user, which belongs into credentials";
  if (!url.encoded_path().empty() && url.encoded_path() != "/") return "it has a path, which belongs into settings";
  if (url.has_query() || url.has_fragment()) return "it has a query or a fragment";
  if (url.host_type() == boost::urls::host_type::ipvfuture) return "its host is not understood";
  if (url.has_port() && read_port(url) == 0) return "its port is not a number from 1 to 65535";
  return {};
}

std::uint16_t port_of(const boost::urls::url_view& url, bool tls) {
  if (url.has_port()) return read_port(url);
  return tls ? 443 : 80;
}

std::string bracketed(const std::string& host) {
  return host.find(':') == std::string::npos ? host : fmt::format("[{}]", host);
}

}  // namespace

std::string Origin::authority() const { return fmt::format("{}:{}", bracketed(host), port); }

std::string Origin::host_field() const { return port == (tls ? 443 : 80) ? bracketed(host) : authority(); }

std::string Origin::text() const { return fmt::format("{}://{}", tls ? "https" : "http", host_field()); }

bool Origin::is_loopback() const {
  boost::system::error_code failed;
  const auto address = boost::asio::ip::make_address(host, failed);
  return failed ? host == "localhost" : address.is_loopback();
}

core::Result<Origin> parse_origin(std::string_view text) {
  const auto parsed = boost::urls::parse_uri(boost::urls::string_view(text.data(), text.size()));
  if (!parsed) return std::unexpected(refusal(text, "it is not a URL"));
  if (const auto why = problem(*parsed); !why.empty()) return std::unexpected(refusal(text, why));
  Origin origin;
  origin.tls = parsed->scheme() == "https";
  origin.port = port_of(*parsed, origin.tls);
  origin.literal = parsed->host_type() != boost::urls::host_type::name;
  const auto host = parsed->host_address();
  origin.host.assign(host.begin(), host.end());
  std::transform(origin.host.begin(), origin.host.end(), origin.host.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (!origin.literal && !is_host_name(origin.host)) return std::unexpected(refusal(text, "its host is not a name"));
  return origin;
}

}  // namespace muster::net
