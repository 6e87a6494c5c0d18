#include "daemon/completion.h"

#include <fmt/format.h>

namespace muster::daemon {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::string names_of(const std::vector<CommandSummary>& commands) {
  std::vector<std::string> names;
  for (const CommandSummary& command : commands) names.push_back(command.name);
  return joined(names);
}

std::string names_of(const std::vector<OptionSummary>& options) {
  std::vector<std::string> names;
  for (const OptionSummary& option : options) names.push_back(option.name);
  return joined(names);
}

std::string bash_values(const std::vector<CommandSummary>& commands) {
  std::string text;
  for (const CommandSummary& command : commands) {
    for (const OptionSummary& option : command.options) {
      if (option.values.empty()) continue;
      text += fmt::format("    {}:{}) COMPREPLY=($(compgen -W \"{}\" -- \"$word\")); return ;;\n", command.name,
                          option.name, joined(option.values));
    }
  }
  return text;
}

std::string bash_options(const std::vector<CommandSummary>& commands) {
  std::string text;
  for (const CommandSummary& command : commands) {
    text += fmt::format("    {}) words=\"{}\" ;;\n", command.name, names_of(command.options));
  }
  return text;
}

std::string bash_script(const std::vector<CommandSummary>& commands) {
  return fmt::format(
      "# bash completion for muster\n"
      "_muster() {{\n"
      "  local word=\"${{COMP_WORDS[COMP_CWORD]}}\" before=\"${{COMP_WORDS[COMP_CWORD-1]}}\" words=\"\"\n"
      "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
      "    COMPREPLY=($(compgen -W \"{0} --help --version\" -- \"$word\"))\n"
      "    return\n"
      "  fi\n"
      "  case \"${{COMP_WORDS[1]}}:$before\" in\n"
      "{1}"
      "    completion:completion) COMPREPLY=($(compgen -W \"bash zsh fish\" -- \"$word\")); return ;;\n"
      "  esac\n"
      "  case \"${{COMP_WORDS[1]}}\" in\n"
      "{2}"
      "  esac\n"
      "  case \"$word\" in\n"
      "    -*) COMPREPLY=($(compgen -W \"$words\" -- \"$word\")) ;;\n"
      "    *) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n"
      "  esac\n"
      "}}\n"
      "complete -o filenames -F _muster muster\n",
      names_of(commands), bash_values(commands), bash_options(commands));
}

// zsh and fish read single-quoted text; our help has no single quotes, which a test holds.
std::string zsh_option(const OptionSummary& option) {
  if (!option.takes_value) return fmt::format(" '{}[{}]'", option.name, option.help);
  const std::string values =
      option.values.empty() ? (option.takes_path ? "_files" : " ") : fmt::format("({})", joined(option.values));
  return fmt::format(" '{}[{}]:value:{}'", option.name, option.help, values);
}

std::string zsh_script(const std::vector<CommandSummary>& commands) {
  std::string list;
  std::string cases;
  for (const CommandSummary& command : commands) {
    list += fmt::format("    '{}:{}'\n", command.name, command.help);
    cases += fmt::format("    {}) _arguments", command.name);
    for (const OptionSummary& option : command.options) cases += zsh_option(option);
    cases += " '*:file:_files' ;;\n";
  }
  return fmt::format(
      "#compdef muster\n"
      "_muster() {{\n"
      "  local -a commands=(\n{}  )\n"
      "  if (( CURRENT == 2 )); then _describe command commands; return; fi\n"
      "  local command=$words[2]\n"
      "  shift words; (( CURRENT-- ))\n"
      "  case $command in\n{}  esac\n"
      "}}\n"
      "compdef _muster muster\n",
      list, cases);
}

std::string fish_option(const std::string& command, const OptionSummary& option) {
  std::string line = fmt::format("complete -c muster -n '__fish_seen_subcommand_from {}' -l {} -d '{}'", command,
                                 option.name.substr(2), option.help);
  if (!option.values.empty()) {
    line += fmt::format(" -x -a '{}'", joined(option.values));
  } else if (option.takes_value) {
    line += option.takes_path ? " -r -F" : " -x";
  }
  return line + "\n";
}

std::string fish_script(const std::vector<CommandSummary>& commands) {
  std::string text = "# fish completion for muster\n";
  for (const CommandSummary& command : commands) {
    text += fmt::format("complete -c muster -n __fish_use_subcommand -a {} -d '{}'\n", command.name, command.help);
    for (const OptionSummary& option : command.options) text += fish_option(command.name, option);
  }
  return text;
}

}  // namespace

std::string completion_script(std::string_view shell, const std::vector<CommandSummary>& commands) {
  if (shell == "zsh") return zsh_script(commands);
  if (shell == "fish") return fish_script(commands);
  return bash_script(commands);
}

}  // namespace muster::daemon
