#include "daemon/cli_commands.h"

#include <array>
#include <utility>

namespace muster::daemon {
namespace {

template <typename Value>
using Words = std::vector<std::pair<std::string, Value>>;

Words<OutputFormat> text_or_json() { return {{"text", OutputFormat::text}, {"json", OutputFormat::json}}; }

Words<OutputFormat> plan_formats() {
  return {{"text", OutputFormat::text},
          {"json", OutputFormat::json},
          {"markdown", OutputFormat::markdown},
          {"html", OutputFormat::html}};
}

Words<ColorMode> colors() {
  return {{"auto", ColorMode::automatic}, {"never", ColorMode::never}, {"always", ColorMode::always}};
}

CLI::Option* once_per_flag(CLI::Option* option) { return option->allow_extra_args(false)->take_all(); }

// The type name lists the words, for help and completion; CLI11's way of printing the map is not for people.
template <typename Value>
void add_choice(CLI::Option* option, const Words<Value>& words) {
  std::string list;
  for (const auto& [word, unused] : words) list += (list.empty() ? "" : "|") + word;
  const auto number_of = [words, list](const std::string& text) {
    for (const auto& [word, value] : words) {
      if (word == text) return std::to_string(static_cast<int>(value));
    }
    throw CLI::ValidationError("\"" + text + "\" is none of " + list);
  };
  option->transform(std::function<std::string(std::string)>(number_of), "")->type_name(list);
}

void add_output(CLI::App& app, RawOptions& raw, const Words<OutputFormat>& formats) {
  add_choice(app.add_option("--output", raw.options.output, "How the answer is written"), formats);
  add_choice(app.add_option("--color", raw.options.color, "Whether text has colours; auto means on a terminal"),
             colors());
  app.add_flag("--quiet,-q", raw.options.quiet, "No progress, no remarks");
  app.add_option("--log-level", raw.options.log_level, "debug, info, warning or error")
      ->check(CLI::IsMember({"debug", "info", "warning", "error"}).description(""))
      ->type_name("LEVEL");
}

void add_sources(CLI::App& app, RawOptions& raw) {
  once_per_flag(app.add_option("--file,-f", raw.options.sources, "A manifest, or a folder of them; repeatable"))
      ->type_name("PATH");
  app.add_option("--config", raw.options.config, "Configuration of the daemon")->type_name("FILE");
}

void add_system(CLI::App& app, RawOptions& raw, const std::string& help) {
  once_per_flag(app.add_option("--system", raw.options.selection.systems, help))->type_name("NAME");
}

void add_selection(CLI::App& app, RawOptions& raw) {
  add_system(app, raw, "Only this system; repeatable");
  once_per_flag(app.add_option("--kind", raw.options.selection.kinds, "Only this kind of object; repeatable"))
      ->type_name("KIND");
  once_per_flag(app.add_option("--selector,-l", raw.selectors, "Only objects with this label; repeatable"))
      ->type_name("LABEL=VALUE");
}

void add_state(CLI::App& app, RawOptions& raw) {
  app.add_option("--state", raw.options.state, "Where muster keeps what it knows")->type_name("PATH");
}

void define_validate(CLI::App& app, RawOptions& raw) {
  add_sources(app, raw);
  add_output(app, raw, text_or_json());
}

void define_plan(CLI::App& app, RawOptions& raw) {
  add_sources(app, raw);
  add_selection(app, raw);
  add_state(app, raw);
  app.add_option("--out", raw.options.out, "Save the plan for `muster apply FILE`")->type_name("FILE");
  app.add_flag("--prune", raw.options.prune, "Act on objects without a document, as `unmanaged` of its System says");
  app.add_option("--daemon", raw.options.daemon_url, "Let this daemon make the plan")->type_name("URL");
  add_output(app, raw, plan_formats());
}

void define_apply(CLI::App& app, RawOptions& raw) {
  app.add_option("plan", raw.options.plan_file, "A plan saved by `muster plan --out`")->type_name("PLANFILE");
  add_sources(app, raw);
  add_selection(app, raw);
  add_state(app, raw);
  app.add_flag("--yes,-y", raw.options.yes, "Do not ask");
  app.add_flag("--prune", raw.options.prune, "Act on objects without a document, as `unmanaged` of its System says");
  once_per_flag(
      app.add_option("--set-secrets", raw.options.set_secrets, "Write the secrets of this object again; repeatable"))
      ->type_name("NAME");
  add_output(app, raw, text_or_json());
}

void define_export(CLI::App& app, RawOptions& raw) {
  add_sources(app, raw);
  add_system(app, raw, "The system to export; repeatable");
  add_state(app, raw);
  app.add_option("--sets", raw.sets, "exact (the default), or include, which owns only what is named")
      ->check(CLI::IsMember({"exact", "include"}).description(""))
      ->type_name("exact|include");
  app.add_option("--split", raw.options.split, "One file for each value of this field or label")->type_name("FIELD");
  app.add_option("--out", raw.options.out, "Write into this folder instead of printing")->type_name("DIR");
  add_output(app, raw, text_or_json());
}

void define_unmanaged(CLI::App& app, RawOptions& raw) {
  add_sources(app, raw);
  add_system(app, raw, "Only this system; repeatable");
  add_state(app, raw);
  add_output(app, raw, text_or_json());
}

void define_rebind(CLI::App& app, RawOptions& raw) {
  add_sources(app, raw);
  add_system(app, raw, "The system that moved");
  add_state(app, raw);
  app.add_flag("--yes,-y", raw.options.yes, "Do not ask");
  add_output(app, raw, text_or_json());
}

void define_retry_login(CLI::App& app, RawOptions& raw) {
  app.add_option("--config", raw.options.config, "Configuration of the daemon, which names its store")
      ->type_name("FILE");
  add_system(app, raw, "The system that refused");
  add_state(app, raw);
  add_output(app, raw, text_or_json());
}

void define_explain(CLI::App& app, RawOptions& raw) {
  app.add_option("topic", raw.options.topic, "KIND or KIND.field")->type_name("KIND[.field]");
  app.add_option("--provider", raw.options.provider, "Only what this provider says")->type_name("NAME");
  app.add_flag("--origin", raw.options.origin, "Show where a default comes from (needs -f)");
  add_sources(app, raw);
  add_output(app, raw, text_or_json());
}

void define_status(CLI::App& app, RawOptions& raw) {
  app.add_option("--daemon", raw.options.daemon_url, "Its socket or URL; without it the socket of this machine")
      ->type_name("ADDRESS");
  app.add_option("--token-file", raw.options.token_file, "Token for a URL; without it $MUSTER_TOKEN")
      ->type_name("FILE");
  app.add_option("--config", raw.options.config, "Configuration of the daemon")->type_name("FILE");
  add_output(app, raw, text_or_json());
}

void define_audit(CLI::App& app, RawOptions& raw) {
  app.add_option("question", raw.options.topic, "log, why, who-had or verify")
      ->required()
      ->check(CLI::IsMember({"log", "why", "who-had", "verify"}).description(""))
      ->type_name("log|why|who-had|verify");
  app.add_option("name", raw.options.about, "An object (log, why), or a role (who-had)")->type_name("NAME");
  app.add_option("--on", raw.options.on_date, "The day that who-had is about")->type_name("DATE");
  add_system(app, raw, "Only this system; repeatable");
  add_state(app, raw);
  app.add_option("--config", raw.options.config, "Configuration of the daemon, which names its store")
      ->type_name("FILE");
  add_output(app, raw, text_or_json());
}

void define_schema(CLI::App& app, RawOptions& raw) {
  app.add_option("name", raw.options.topic, "muster (any document, the default), or PROVIDER.KIND")->type_name("NAME");
  app.add_option("--out", raw.options.out, "Write all schemas into this folder")->type_name("DIR");
  add_output(app, raw, text_or_json());
}

void define_sandbox(CLI::App& app, RawOptions& raw) {
  once_per_flag(app.add_option("--port", raw.ports, "Fixed port of a simulated vendor; repeatable"))
      ->type_name("PROVIDER=PORT");
  once_per_flag(app.add_option("--vendor", raw.options.sandbox.vendors, "Only this simulated vendor; repeatable"))
      ->type_name("PROVIDER");
  auto* company = app.add_flag("--company", raw.options.sandbox.company,
                               "One organisation of 200 people on all vendors, instead of a sample for each");
  app.add_option("--people", raw.options.sandbox.people, "Size of a generated organisation instead of the sample")
      ->excludes(company)
      ->type_name("NUMBER");
  app.add_option("--seed", raw.options.sandbox.seed, "Of the generated organisation")->type_name("NUMBER");
  app.add_option("--write", raw.options.sandbox.write_to, "Write System documents that reach the sandbox here")
      ->type_name("DIR");
  add_output(app, raw, text_or_json());
}

void define_completion(CLI::App& app, RawOptions& raw) {
  app.add_option("shell", raw.options.shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}).description(""))
      ->type_name("bash|zsh|fish");
}

constexpr std::array kDefinitions = {
    CommandDefinition{Command::validate, "validate", "Check manifests offline, every mistake at once",
                      "  muster validate -f manifests", define_validate},
    CommandDefinition{Command::plan, "plan", "Show what would change, and why",
                      "  muster plan -f manifests\n"
                      "  muster plan -f manifests --selector team=billing --out billing.plan",
                      define_plan},
    CommandDefinition{Command::apply, "apply", "Make live systems equal to the manifests",
                      "  muster apply -f manifests\n"
                      "  muster apply billing.plan --yes",
                      define_apply},
    CommandDefinition{Command::export_state, "export", "Print live state as manifests",
                      "  muster export -f systems.yaml --system gws-emea > users.yaml\n"
                      "  muster export -f systems.yaml --system gws-emea --split team --out manifests",
                      define_export},
    CommandDefinition{Command::unmanaged, "unmanaged", "List live objects that no manifest names",
                      "  muster unmanaged -f manifests --system gws-emea", define_unmanaged},
    CommandDefinition{Command::explain, "explain", "Describe a kind of manifest or one of its fields",
                      "  muster explain User\n"
                      "  muster explain User.roles --provider genesys-gws",
                      define_explain},
    CommandDefinition{Command::schema, "schema", "Print the JSON Schema of manifests",
                      "  muster schema > muster.schema.json\n"
                      "  muster schema genesys-gws.User\n"
                      "  muster schema --out schemas",
                      define_schema},
    CommandDefinition{Command::sandbox, "sandbox", "Run simulated vendor systems on this machine",
                      "  muster sandbox --write trial\n"
                      "  muster sandbox --company --write centre\n"
                      "  muster sandbox --vendor webex --vendor uccx --port webex=8081 --write trial\n"
                      "  muster export -f trial --out trial",
                      define_sandbox},
    CommandDefinition{Command::rebind, "rebind", "Accept that a System points somewhere else",
                      "  muster rebind --system gws-emea -f manifests", define_rebind},
    CommandDefinition{Command::retry_login, "retry-login", "Let muster send refused credentials once more",
                      "  muster retry-login --system gws-emea\n"
                      "  muster retry-login --system gws-emea --config /etc/muster/musterd.yaml",
                      define_retry_login},
    CommandDefinition{Command::status, "status", "Ask the daemon how things stand",
                      "  muster status\n"
                      "  muster status --daemon http://127.0.0.1:9646 --token-file token --output json",
                      define_status},
    CommandDefinition{Command::audit, "audit", "Ask who changed what, and who had which right",
                      "  muster audit log --system gws-emea\n"
                      "  muster audit why mira.kos@acme.example\n"
                      "  muster audit verify",
                      define_audit},
    CommandDefinition{Command::completion, "completion", "Print a completion script for a shell",
                      "  muster completion bash > /etc/bash_completion.d/muster", define_completion},
};

}  // namespace

std::span<const CommandDefinition> command_definitions() { return kDefinitions; }

}  // namespace muster::daemon
