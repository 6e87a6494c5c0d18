#include "daemon/commands.h"

#include <fmt/format.h>

#include <exception>

#include "daemon/cli.h"
#include "daemon/commands_apply.h"
#include "daemon/commands_audit.h"
#include "daemon/commands_live.h"
#include "daemon/commands_offline.h"
#include "daemon/commands_plan.h"
#include "daemon/commands_rebind.h"
#include "daemon/commands_retry_login.h"
#include "daemon/commands_sandbox.h"
#include "daemon/commands_status.h"
#include "daemon/config.h"

namespace muster::daemon {
namespace {

int misuse(const Misuse& wrong, Console& console) {
  Options options;
  options.output = wrong.json ? OutputFormat::json : OutputFormat::text;
  return static_cast<int>(fail(CommandContext{options, console}, wrong.sentence));
}

// A defect of muster, or no memory: still one sentence and exit 1.
core::ExitCode run_guarded(const CommandContext& context) {
  try {
    return run_command(context);
  } catch (const std::exception& error) {
    return fail(context, fmt::format("muster failed: {}; please report this", error.what()));
  }
}

// The configuration of the daemon is checked before anything else is done.
core::ExitCode run_configured(const CommandContext& context) {
  const LoadedConfig loaded = load_config(context.options.config);
  if (!loaded.config) {
    context.console.err(context.json() ? "" : problems_text(loaded.problems, {}, diagnostic_style(context)));
    if (context.json()) context.console.out(problems_json(loaded.problems, {}));
    return core::ExitCode::error;
  }
  Options options = context.options;
  if (options.state.empty()) options.state = loaded.config->state;
  return run_command(CommandContext{options, context.console, &*loaded.config});
}

}  // namespace

core::ExitCode run_command(const CommandContext& context) {
  const bool asks_daemon = context.options.command == Command::status;
  if (!context.options.config.empty() && context.config == nullptr && !asks_daemon) return run_configured(context);
  switch (context.options.command) {
    case Command::validate:
      return run_validate(context);
    case Command::plan:
      return run_plan(context);
    case Command::apply:
      return run_apply(context);
    case Command::export_state:
      return run_export(context);
    case Command::unmanaged:
      return run_unmanaged(context);
    case Command::explain:
      return run_explain(context);
    case Command::schema:
      return run_schema(context);
    case Command::sandbox:
      return run_sandbox(context);
    case Command::rebind:
      return run_rebind(context);
    case Command::retry_login:
      return run_retry_login(context);
    case Command::status:
      return run_status(context);
    case Command::audit:
      return run_audit(context);
    case Command::completion:
      break;  // answered by the command line itself
  }
  return core::ExitCode::done;
}

int run_command_line(const std::vector<std::string>& arguments, Console& console) {
  const CommandLine line = parse_command_line(arguments);
  if (const auto* wrong = std::get_if<Misuse>(&line)) return misuse(*wrong, console);
  if (const auto* answer = std::get_if<Answer>(&line)) {
    console.out(answer->text);
    return console.healthy() ? 0 : 1;
  }
  const CommandContext context{std::get<Options>(line), console};
  const core::ExitCode code = run_guarded(context);
  if (console.healthy()) return static_cast<int>(code);
  console.err("error: the answer could not be written in full\n");
  return static_cast<int>(core::ExitCode::error);
}

}  // namespace muster::daemon
