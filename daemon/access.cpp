#include "daemon/access.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <boost/asio/ip/address.hpp>

#include "reconciler/core/digest.h"

namespace muster::daemon {
namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return result;
}

std::optional<std::string_view> bearer_of(const net::HttpRequest& request) {
  constexpr std::string_view kScheme = "bearer ";
  const auto fields = request.headers.find_all("Authorization");
  if (fields.size() != 1 || !lower(fields[0]).starts_with(kScheme)) return std::nullopt;
  const std::string_view token = fields[0].substr(kScheme.size());
  return token.empty() ? std::nullopt : std::optional(token);
}

bool equals(const std::string& left, const std::string& right) {
  return left.size() == right.size() && CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

// Nothing when there is none, several, or one that is malformed.
std::optional<std::string> host_of(const net::HttpRequest& request) {
  const auto fields = request.headers.find_all("Host");
  if (fields.size() != 1) return std::nullopt;
  const std::string host = lower(fields[0]);
  if (host.starts_with('[')) {
    const auto end = host.find(']');
    return end == std::string::npos ? std::nullopt : std::optional(host.substr(1, end - 1));
  }
  const auto colon = host.find(':');
  const std::string name = host.substr(0, colon);
  return name.empty() ? std::nullopt : std::optional(name);
}

}  // namespace

std::string_view to_text(Role role) {
  if (role == Role::read) return "read";
  return role == Role::plan ? "plan" : "operate";
}

std::optional<Role> parse_role(std::string_view text) {
  for (const Role role : {Role::read, Role::plan, Role::operate}) {
    if (to_text(role) == text) return role;
  }
  return std::nullopt;
}

std::optional<Caller> identify(const net::HttpRequest& request, Door door, const AccessRules& rules) {
  if (door == Door::unix_socket) return Caller{Role::operate, "unix socket"};
  const auto token = bearer_of(request);
  if (!token) return std::nullopt;
  const std::string digest = core::sha256_hex(*token);
  std::optional<Caller> caller;
  for (const ApiToken& known : rules.tokens) {
    const bool same = equals(digest, known.sha256);
    if (same && (!caller || caller->role < known.role)) caller = Caller{known.role, "token " + known.name};
  }
  return caller;
}

bool is_addressed_here(const net::HttpRequest& request, Door door, const AccessRules& rules) {
  if (door == Door::unix_socket) return true;
  const auto host = host_of(request);
  if (!host) return false;
  boost::system::error_code no_address;
  (void)boost::asio::ip::make_address(*host, no_address);
  if (!no_address || *host == "localhost") return true;
  return std::ranges::any_of(rules.hosts, [&](const std::string& known) { return lower(known) == *host; });
}

}  // namespace muster::daemon
