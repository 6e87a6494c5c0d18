#include "daemon/daemon_client.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <nlohmann/json.hpp>
#include <optional>

#include "daemon/default_paths.h"
#include "providers/net/beast_client.h"
#include "providers/net/origin.h"
#include "reconciler/core/display_text.h"

namespace muster::daemon {
namespace {

// What systemd/musterd.service has the daemon listen on.
constexpr std::string_view kServiceSocket = "/run/muster/musterd.sock";
constexpr std::chrono::milliseconds kPatience{10'000};

using Answer = core::Result<net::HttpResponse>;

core::Error failed(core::ErrorKind kind, const DaemonAddress& address, std::string_view what) {
  return {kind, fmt::format("asking the daemon at {}: {}", address.text(), what)};
}

net::ClientOptions options_for(const DaemonAddress& address) {
  net::ClientOptions options;
  options.origin = address.socket.empty() ? address.origin : "http://localhost";
  options.unix_socket = address.socket;
  return options;
}

Answer exchange(const DaemonAddress& address, net::HttpRequest request) {
  boost::asio::io_context io(1);
  const auto client = net::make_beast_client(io.get_executor(), options_for(address));
  if (!client) return std::unexpected(client.error());
  std::optional<Answer> answer;
  boost::asio::co_spawn(io, (*client)->send(std::move(request)), [&](const std::exception_ptr& error, Answer got) {
    if (!error) answer = std::move(got);
  });
  while (!answer && io.run_one() > 0) {
  }
  if (!answer) return std::unexpected(failed(core::ErrorKind::unavailable, address, "it was given up"));
  return std::move(*answer);
}

// The daemon's own words, made safe for a terminal: whoever answers there may not be the daemon.
std::string sentence_in(const net::HttpResponse& response) {
  const auto json = nlohmann::json::parse(response.body, nullptr, false);
  const bool told = json.is_object() && json.contains("error") && json["error"].is_string();
  if (!told) return fmt::format("it answered {}, as a daemon would not", response.status);
  return core::shorten(core::printable(json["error"].get<std::string>()), 300);
}

bool is_socket(const std::string& path) {
  struct stat file{};
  return ::stat(path.c_str(), &file) == 0 && S_ISSOCK(file.st_mode);
}

}  // namespace

core::Result<DaemonAddress> parse_daemon_address(const std::string& text) {
  DaemonAddress address;
  if (text.starts_with("/")) address.socket = text;
  if (text.starts_with("unix:/")) address.socket = text.substr(5);
  if (!address.socket.empty()) return address;
  const auto origin = net::parse_origin(text);
  if (!origin) {
    return std::unexpected(core::Error(core::ErrorKind::invalid,
                                       "--daemon takes the path of a socket, or a URL such as http://127.0.0.1:9646"));
  }
  address.origin = origin->text();
  return address;
}

DaemonAddress default_daemon_address() {
  DaemonAddress address;
  address.socket = default_socket_path();
  if (!is_socket(address.socket)) address.socket = kServiceSocket;
  return address;
}

Answer ask_daemon(const DaemonAddress& address, net::HttpRequest request, const core::Secret& token) {
  request.timeout = kPatience;
  if (!token.empty()) request.headers.set("Authorization", "Bearer " + token.reveal());
  auto answer = exchange(address, std::move(request));
  if (!answer) {
    return std::unexpected(failed(answer.error().kind, address,
                                  answer.error().what + "; is musterd running, and may this user open its socket?"));
  }
  if (answer->status == 200 || answer->status == 202) return answer;
  const bool denied = answer->status == 401 || answer->status == 403;
  return std::unexpected(
      failed(denied ? core::ErrorKind::auth : core::ErrorKind::rejected, address, sentence_in(*answer)));
}

}  // namespace muster::daemon
