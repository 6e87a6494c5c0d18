#include "daemon/cli.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <deque>
#include <memory>
#include <optional>

#include "daemon/cli_commands.h"
#include "daemon/completion.h"
#include "reconciler/manifest/suggestion.h"

namespace muster::daemon {
namespace {

// CLI11 fills RawOptions of the one command that is parsed.
struct Grammar {
  CLI::App app{"Keeps the people and permissions of contact-centre systems equal to manifests.", "muster"};
  std::deque<RawOptions> raw;  // by definition
};

std::unique_ptr<Grammar> make_grammar() {
  auto grammar = std::make_unique<Grammar>();
  grammar->app.set_version_flag("--version,-V", "muster " MUSTER_VERSION, "Print the version");
  grammar->app.set_help_flag("--help,-h", "Print this help");
  grammar->app.require_subcommand(1);
  grammar->app.get_formatter()->column_width(36);
  grammar->app.get_formatter()->label("SUBCOMMAND", "COMMAND");
  grammar->app.footer(
      "`muster COMMAND --help` shows the options of a command and an example.\n\n"
      "Example:\n  muster plan -f manifests");
  for (const CommandDefinition& definition : command_definitions()) {
    CLI::App* command = grammar->app.add_subcommand(std::string(definition.name), std::string(definition.help));
    command->footer("Example:\n" + std::string(definition.example));
    command->group("Commands");
    definition.define(*command, grammar->raw.emplace_back());
    grammar->raw.back().options.command = definition.command;
  }
  return grammar;
}

bool wants_json(const std::vector<std::string>& arguments) {
  if (std::ranges::find(arguments, "--output=json") != arguments.end()) return true;
  const auto at = std::ranges::find(arguments, "--output");
  return at != arguments.end() && at + 1 != arguments.end() && *(at + 1) == "json";
}

std::string unknown_command(const std::string& word) {
  std::vector<std::string_view> names;
  for (const CommandDefinition& definition : command_definitions()) names.push_back(definition.name);
  return fmt::format("there is no command \"{}\"{}; `muster --help` lists the commands", word,
                     manifest::did_you_mean(word, names));
}

// The option names of a command, as CLI11 knows them.
std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

std::string unknown_option(const CLI::App& command, const std::string& word) {
  const std::vector<std::string> names = option_names(command);
  const std::vector<std::string_view> views(names.begin(), names.end());
  const bool is_option = word.starts_with("-");
  return fmt::format("`muster {}` has no {} \"{}\"{}; `muster {} --help` shows what it takes", command.get_name(),
                     is_option ? "option" : "argument", word, is_option ? manifest::did_you_mean(word, views) : "",
                     command.get_name());
}

std::optional<std::pair<std::string, std::string>> split_pair(const std::string& text) {
  const auto at = text.find('=');
  if (at == std::string::npos || at == 0) return std::nullopt;
  return std::pair(text.substr(0, at), text.substr(at + 1));
}

std::optional<std::string> read_selectors(RawOptions& raw) {
  for (const std::string& each : raw.selectors) {
    const auto pair = split_pair(each);
    if (!pair) return fmt::format("--selector takes LABEL=VALUE such as team=billing, not \"{}\"", each);
    if (!raw.options.selection.labels.insert(*pair).second) {
      return fmt::format("--selector names the label \"{}\" twice, and no object has two values of it", pair->first);
    }
  }
  return std::nullopt;
}

std::optional<std::string> read_ports(RawOptions& raw) {
  for (const std::string& each : raw.ports) {
    const auto pair = split_pair(each);
    std::uint16_t port = 0;
    const std::string number = pair ? pair->second : "";
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), port);
    if (number.empty() || error != std::errc{} || end != number.data() + number.size()) {
      return fmt::format("--port takes PROVIDER=PORT such as genesys-gws=8080, not \"{}\"", each);
    }
    raw.options.sandbox.ports[pair->first] = port;
  }
  return std::nullopt;
}

bool selects_everything(const core::Selection& selection) {
  return selection.systems.empty() && selection.kinds.empty() && selection.labels.empty();
}

std::optional<std::string> contradiction(const Options& options) {
  if (options.prune && !selects_everything(options.selection)) {
    return "--prune acts on whatever has no document, so it cannot be combined with --system, --kind or --selector";
  }
  if (!options.plan_file.empty() && (!selects_everything(options.selection) || options.prune)) {
    return "a saved plan knows what it is about: leave out --system, --kind, --selector and --prune";
  }
  if (!options.plan_file.empty() && !options.set_secrets.empty()) {
    return "a saved plan knows which secrets it writes: leave out --set-secrets, or apply the manifests";
  }
  return std::nullopt;
}

CommandLine finished(RawOptions& raw, bool json) {
  raw.options.include_sets = raw.sets == "include";
  if (auto wrong = read_selectors(raw)) return Misuse{*wrong, json};
  if (auto wrong = read_ports(raw)) return Misuse{*wrong, json};
  if (auto wrong = contradiction(raw.options)) return Misuse{*wrong, json};
  if (raw.options.command == Command::completion) {
    return Answer{completion_script(raw.options.shell, command_summaries())};
  }
  return raw.options;
}

std::string lower_first(std::string text) {
  if (!text.empty() && text[0] != '-') text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
  return text;
}

std::string text_of(const CLI::App& command, const CLI::ParseError& error) {
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr && !command.remaining().empty()) {
    return unknown_option(command, command.remaining().front());
  }
  return fmt::format("`muster {}`: {}", command.get_name(), lower_first(error.what()));
}

CommandLine parse_known_command(Grammar& grammar, std::size_t index, const std::vector<std::string>& arguments) {
  CLI::App& command = *grammar.app.get_subcommands([](CLI::App*) { return true; })[index];
  const bool json = wants_json(arguments);
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
  try {
    grammar.app.parse(reversed);
  } catch (const CLI::CallForHelp&) {
    return Answer{command.help("muster")};
  } catch (const CLI::ParseError& error) {
    return Misuse{text_of(command, error), json};
  }
  return finished(grammar.raw[index], json);
}

OptionSummary summary_of(const CLI::Option& option) {
  OptionSummary summary;
  summary.name = "--" + option.get_lnames().front();
  summary.help = option.get_description();
  summary.takes_value = option.get_type_size() != 0;
  const std::string type = option.get_type_name();
  summary.takes_path = type == "PATH" || type == "FILE" || type == "DIR";
  if (type.find('|') == std::string::npos) return summary;
  for (std::size_t at = 0; at <= type.size();) {
    const std::size_t end = std::min(type.find('|', at), type.size());
    summary.values.push_back(type.substr(at, end - at));
    at = end + 1;
  }
  return summary;
}

}  // namespace

CommandLine parse_command_line(const std::vector<std::string>& arguments) {
  const auto grammar = make_grammar();
  if (arguments.empty() || arguments[0] == "--help" || arguments[0] == "-h" || arguments[0] == "help") {
    return Answer{grammar->app.help()};
  }
  if (arguments[0] == "--version" || arguments[0] == "-V") return Answer{"muster " MUSTER_VERSION "\n"};
  const auto definitions = command_definitions();
  const auto at = std::ranges::find(definitions, arguments[0], &CommandDefinition::name);
  if (at == definitions.end()) return Misuse{unknown_command(arguments[0]), wants_json(arguments)};
  return parse_known_command(*grammar, static_cast<std::size_t>(at - definitions.begin()), arguments);
}

std::vector<CommandSummary> command_summaries() {
  const auto grammar = make_grammar();
  std::vector<CommandSummary> summaries;
  for (const CLI::App* command : grammar->app.get_subcommands([](CLI::App*) { return true; })) {
    CommandSummary summary{command->get_name(), command->get_description(), {}};
    for (const CLI::Option* option : command->get_options()) {
      if (!option->get_lnames().empty()) summary.options.push_back(summary_of(*option));
    }
    summaries.push_back(std::move(summary));
  }
  return summaries;
}

}  // namespace muster::daemon
