#include "daemon/commands_retry_login.h"

#include <fmt/format.h>

#include <boost/asio/io_context.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "daemon/manifests.h"
#include "daemon/phase.h"
#include "daemon/state_files.h"
#include "daemon/system_clock.h"
#include "providers/kit/refused_credentials.h"

namespace muster::daemon {
namespace {

using Json = nlohmann::ordered_json;

core::ExitCode done(const CommandContext& context, const std::string& system, bool remembered) {
  if (context.json()) {
    const Json json = {{"formatVersion", 1}, {"system", system}, {"forgotten", remembered}};
    context.console.out(json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
  } else if (remembered) {
    remark(context, fmt::format("Whatever {} refused before may be sent once more.", system));
  } else {
    remark(context, fmt::format("There is no state store {}: no refusal is remembered.", state_path(context.options)));
  }
  return core::ExitCode::done;
}

core::Status forget(const State& state, const std::string& system) {
  boost::asio::io_context io;
  core::Secret another(std::to_string(SystemRandom().next()));
  return run_phase<core::Status>(io, state.store->keep_token(system, kit::kRetryLogin, std::move(another)), [] {});
}

}  // namespace

core::ExitCode run_retry_login(const CommandContext& context) {
  const auto& systems = context.options.selection.systems;
  if (systems.size() != 1) return fail(context, "`muster retry-login` takes exactly one --system");
  const auto manifests = load_manifests(context, context.options.sources);
  if (!manifests) return core::ExitCode::error;
  const std::string& system = systems.front();
  if (manifests->loaded.desired->find(system) == nullptr) {
    return fail(context, fmt::format("there is no System {} in these manifests", system));
  }
  std::error_code ignored;
  if (!std::filesystem::exists(state_path(context.options), ignored)) return done(context, system, false);
  const auto state = open_state(context, StateUse::create);
  if (!state) return fail(context, state.error());
  if (const auto forgotten = forget(*state, system); !forgotten) return fail(context, forgotten.error());
  return done(context, system, true);
}

}  // namespace muster::daemon
