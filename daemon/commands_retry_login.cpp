#include "daemon/commands_retry_login.h"

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "daemon/state_files.h"
#include "providers/kit/refused_credentials.h"

namespace muster::daemon {
namespace {

using Json = nlohmann::ordered_json;

// A state that is not the one in which the refusal was remembered looks just like this.
core::ExitCode nothing_remembered(const CommandContext& context, std::string_view system, std::string_view where) {
  return fail(context, fmt::format("nothing that {} refused is remembered in {}; name the system, and the --state or "
                                   "--config of the run that was refused",
                                   system, where));
}

}  // namespace

core::ExitCode run_retry_login(const CommandContext& context) {
  const auto& systems = context.options.selection.systems;
  if (systems.size() != 1) return fail(context, "`muster retry-login` takes exactly one --system");
  const std::string& system = systems.front();
  const std::string path = state_path(context.options);
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return nothing_remembered(context, system, path);
  const auto state = open_state(context, StateUse::create);
  if (!state) return fail(context, state.error());
  const auto forgotten = state->store->forget_tokens(system, std::string(kit::kLoginMemory));
  if (!forgotten) return fail(context, forgotten.error());
  if (*forgotten == 0) return nothing_remembered(context, system, path);
  if (context.json()) {
    const Json json = {{"formatVersion", 1}, {"system", system}, {"forgotten", *forgotten}};
    context.console.out(json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
  } else {
    remark(context, fmt::format("What {} refused before may be sent once more ({} login{}).", system, *forgotten,
                                *forgotten == 1 ? "" : "s"));
  }
  return core::ExitCode::done;
}

}  // namespace muster::daemon
