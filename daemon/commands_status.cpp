#include "daemon/commands_status.h"

#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "daemon/config.h"
#include "daemon/daemon_client.h"
#include "daemon/status_view.h"

namespace muster::daemon {
namespace {

// --daemon, else what the configuration listens on, else where the service usually is.
core::Result<DaemonAddress> find_daemon(const Options& options) {
  if (!options.daemon_url.empty()) return parse_daemon_address(options.daemon_url);
  if (options.config.empty()) return default_daemon_address();
  const LoadedConfig loaded = load_config(options.config);
  DaemonAddress address;
  if (loaded.config && !loaded.config->listen.socket.empty()) {
    address.socket = loaded.config->listen.socket;
    return address;
  }
  return std::unexpected(core::Error(core::ErrorKind::invalid,
                                     fmt::format("{} {}; name the daemon with --daemon", options.config,
                                                 loaded.config ? "says that no socket is listened on"
                                                               : "cannot be used: `musterd --config` says why")));
}

core::Secret without_line_end(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  return core::Secret(std::move(text));
}

core::Result<core::Secret> find_token(const Options& options) {
  const char* variable = std::getenv("MUSTER_TOKEN");
  if (options.token_file.empty()) return without_line_end(variable == nullptr ? "" : variable);
  std::ifstream file(options.token_file, std::ios::binary);
  core::Secret token = without_line_end(std::string(std::istreambuf_iterator<char>(file), {}));
  if (!token.empty()) return token;
  return std::unexpected(core::Error(
      core::ErrorKind::invalid,
      fmt::format("reading the token in {}: there is none; write one line with the token", options.token_file)));
}

core::Result<StatusView> ask(const Options& options) {
  const auto address = find_daemon(options);
  if (!address) return std::unexpected(address.error());
  const auto token = find_token(options);
  if (!token) return std::unexpected(token.error());
  const auto answer = ask_daemon(*address, net::HttpRequest(net::Method::get, "/api/v1/status"), *token);
  if (!answer) return std::unexpected(answer.error());
  return parse_status(answer->body);
}

}  // namespace

core::ExitCode run_status(const CommandContext& context) {
  const auto status = ask(context.options);
  if (!status) return fail(context, status.error());
  context.console.out(context.json() ? to_json(*status) : status_text(*status, answer_style(context)));
  return core::exit_code(facts_of(*status));
}

}  // namespace muster::daemon
