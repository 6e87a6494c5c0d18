#include "daemon/commands_sandbox.h"

#include <fmt/format.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <nlohmann/json.hpp>

#include "daemon/output_folder.h"
#include "daemon/system_clock.h"
#include "providers/simulators/sandbox.h"

namespace muster::daemon {
namespace {

using Json = nlohmann::ordered_json;
using simulators::SandboxSystem;

// "gws" for genesys-gws: the word people use.
std::string short_name(const std::string& provider) {
  const auto at = provider.rfind('-');
  return at == std::string::npos ? provider : provider.substr(at + 1);
}

// The budget is generous because nobody shares the sandbox.
std::string system_document(const SandboxSystem& system) {
  return fmt::format(
      "---\n"
      "apiVersion: muster/v1\n"
      "kind: System\n"
      "metadata: {{name: {0}-sandbox}}\n"
      "spec:\n"
      "  provider: {1}\n"
      "  url: {2}\n"
      "  credentials: {{username: {3}, password: {{file: {0}-password}}}}\n"
      "  budget: {{requestsPerMinute: 60000, share: 100%, concurrency: 8}}\n",
      short_name(system.provider), system.provider, system.url, system.username);
}

core::Status write_documents(const std::string& folder, const std::vector<SandboxSystem>& systems) {
  OutputFile documents{"systems.yaml", {}};
  std::vector<OutputFile> files;
  for (const SandboxSystem& system : systems) {
    documents.text += system_document(system);
    files.push_back({short_name(system.provider) + "-password", system.password, true});
  }
  files.push_back(std::move(documents));
  return write_files(folder, files);
}

std::string text_of(const std::vector<SandboxSystem>& systems, const std::string& folder) {
  std::string text = "Simulated vendors with a sample organisation; Ctrl-C stops them.\n\n";
  for (const SandboxSystem& system : systems) {
    text += fmt::format("  {}-sandbox  {}  {}  user {}  password {}\n", short_name(system.provider), system.provider,
                        system.url, system.username, system.password);
  }
  if (folder.empty()) return text + "\nWith --write DIR it writes System documents to plan against them.\n";
  return text + fmt::format(
                    "\nTry:\n"
                    "  muster export -f {0} --out {0}    # the organisation as manifests\n"
                    "  muster plan -f {0}{1}    # nothing differs\n",
                    folder, std::string(folder.size() + 9, ' '));
}

std::string json_of(const std::vector<SandboxSystem>& systems) {
  Json json = {{"formatVersion", 1}, {"systems", Json::array()}};
  for (const SandboxSystem& system : systems) {
    json["systems"].push_back(Json{{"system", short_name(system.provider) + "-sandbox"},
                                   {"provider", system.provider},
                                   {"url", system.url},
                                   {"username", system.username},
                                   {"password", system.password}});
  }
  return json.dump(2) + "\n";
}

simulators::SandboxOptions options_of(const SandboxChoices& choices) {
  simulators::SandboxOptions options;
  options.ports = choices.ports;
  options.people = choices.people;
  options.seed = choices.seed;
  return options;
}

}  // namespace

core::ExitCode run_sandbox(const CommandContext& context) {
  boost::asio::io_context io(1);
  SystemClock clock(io.get_executor());
  const auto sandbox = simulators::start_sandbox(io.get_executor(), clock, options_of(context.options.sandbox));
  if (!sandbox) return fail(context, sandbox.error());
  const auto& systems = (*sandbox)->systems();
  const std::string& folder = context.options.sandbox.write_to;
  if (!folder.empty()) {
    if (const auto written = write_documents(folder, systems); !written) return fail(context, written.error());
  }
  context.console.out(context.json() ? json_of(systems) : text_of(systems, folder));
  boost::asio::signal_set signals(io, SIGINT, SIGTERM);
  signals.async_wait([&](const boost::system::error_code&, int) { (*sandbox)->stop(); });
  io.run();
  return core::ExitCode::done;
}

}  // namespace muster::daemon
