#include "daemon/commands_sandbox.h"

#include <fmt/format.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <nlohmann/json.hpp>

#include "daemon/output_folder.h"
#include "daemon/system_clock.h"
#include "providers/registry.h"
#include "providers/simulators/sandbox.h"
#include "reconciler/core/secret_name.h"

namespace muster::daemon {
namespace {

using Json = nlohmann::ordered_json;
using simulators::SandboxSystem;

// "gws" for genesys-gws: the word people use.
std::string short_name(const std::string& provider) {
  const auto at = provider.rfind('-');
  return at == std::string::npos ? provider : provider.substr(at + 1);
}

struct SampleCredential {
  std::string name;
  std::string value;
  std::string file;  // that a document refers to; empty: the value stands in the document
};

constexpr std::string_view kNamePlaceholder = "{name}";

bool is_of_each_name(std::string_view value) { return value.find(kNamePlaceholder) != std::string_view::npos; }

// Below the folder of the documents.
std::string secret_file(const SandboxSystem& system, std::string_view credential, std::string_view value) {
  const std::string provider = short_name(system.provider);
  if (is_of_each_name(value)) return fmt::format("secrets/{}/{}", provider, kNamePlaceholder);
  return fmt::format("{}-{}", provider, credential);
}

// In the order of the catalog.
std::vector<SampleCredential> credentials_of(const SandboxSystem& system) {
  auto values = system.credentials;
  if (values.empty()) values = {{"username", system.username}, {"password", system.password}};
  std::vector<SampleCredential> credentials;
  const core::Catalog* catalog = core::find_catalog(providers::all_catalogs(), system.provider);
  if (catalog == nullptr) return credentials;
  for (const core::CredentialRule& rule : catalog->credentials) {
    const auto found = values.find(std::string(rule.name));
    if (found == values.end()) continue;
    const std::string file = rule.secret ? secret_file(system, rule.name, found->second) : "";
    credentials.push_back({std::string(rule.name), found->second, file});
  }
  return credentials;
}

std::string credentials_text(const SandboxSystem& system) {
  std::vector<std::string> entries;
  for (const SampleCredential& each : credentials_of(system)) {
    const std::string quote = is_of_each_name(each.value) ? "\"" : "";
    entries.push_back(each.file.empty() ? fmt::format("{0}: {1}{2}{1}", each.name, quote, each.value)
                                        : fmt::format("{0}: {{file: {1}{2}{1}}}", each.name, quote, each.file));
  }
  return fmt::format("{{{}}}", fmt::join(entries, ", "));
}

std::string settings_line(const SandboxSystem& system) {
  if (system.settings.empty()) return "";
  std::vector<std::string> entries;
  for (const auto& [name, value] : system.settings) entries.push_back(fmt::format("{}: {}", name, value));
  return fmt::format("  settings: {{{}}}\n", fmt::join(entries, ", "));
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
      "{3}"
      "  credentials: {4}\n"
      "  budget: {{requestsPerMinute: 60000, share: 100%, concurrency: 8}}\n",
      short_name(system.provider), system.provider, system.url, settings_line(system), credentials_text(system));
}

// One file, or one for each name.
core::Status add_secrets(const SandboxSystem& system, const SampleCredential& credential,
                         std::vector<OutputFile>& files) {
  if (!is_of_each_name(credential.file)) {
    files.push_back({credential.file, credential.value, true});
    return {};
  }
  for (const std::string& name : system.names) {
    core::SecretReference reference;
    reference.argument = credential.file;
    const auto expanded = core::expand_name(std::move(reference), name);
    if (!expanded) return std::unexpected(expanded.error());
    files.push_back({expanded->argument, core::expand_name(credential.value, name), true});
  }
  return {};
}

core::Status write_documents(const std::string& folder, const std::vector<SandboxSystem>& systems) {
  OutputFile documents{"systems.yaml", {}};
  std::vector<OutputFile> files;
  for (const SandboxSystem& system : systems) {
    documents.text += system_document(system);
    for (const SampleCredential& each : credentials_of(system)) {
      if (each.file.empty()) continue;
      if (auto added = add_secrets(system, each, files); !added) return added;
    }
  }
  files.push_back(std::move(documents));
  return write_files(folder, files);
}

std::string organisation_text(const SandboxChoices& choices) {
  if (choices.company) return "one company of 200 people";
  if (choices.people != 0) return fmt::format("organisations of {} people", choices.people);
  return "a sample organisation";
}

std::string text_of(const std::vector<SandboxSystem>& systems, const SandboxChoices& choices) {
  const std::string& folder = choices.write_to;
  std::string text = fmt::format("Simulated vendors with {}; Ctrl-C stops them.\n\n", organisation_text(choices));
  for (const SandboxSystem& system : systems) {
    text += fmt::format("  {:<14} {:<12} {}", short_name(system.provider) + "-sandbox", system.provider, system.url);
    for (const SampleCredential& each : credentials_of(system)) text += fmt::format("  {} {}", each.name, each.value);
    text += "\n";
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
    Json credentials = Json::object();
    for (const SampleCredential& each : credentials_of(system)) credentials[each.name] = each.value;
    json["systems"].push_back(Json{{"system", short_name(system.provider) + "-sandbox"},
                                   {"provider", system.provider},
                                   {"url", system.url},
                                   {"username", system.username},
                                   {"password", system.password},
                                   {"credentials", std::move(credentials)}});
  }
  return json.dump(2) + "\n";
}

simulators::SandboxOptions options_of(const SandboxChoices& choices) {
  simulators::SandboxOptions options;
  options.ports = choices.ports;
  options.vendors.insert(choices.vendors.begin(), choices.vendors.end());
  options.people = choices.people;
  options.seed = choices.seed;
  options.company = choices.company;
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
  context.console.out(context.json() ? json_of(systems) : text_of(systems, context.options.sandbox));
  boost::asio::signal_set signals(io, SIGINT, SIGTERM);
  signals.async_wait([&](const boost::system::error_code&, int) { (*sandbox)->stop(); });
  io.run();
  return core::ExitCode::done;
}

}  // namespace muster::daemon
