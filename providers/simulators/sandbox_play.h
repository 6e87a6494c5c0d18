// The endpoints below /_sandbox that every vendor plays alike.
#pragma once

#include <expected>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "providers/simulators/effects.h"
#include "providers/simulators/sandbox.h"
#include "providers/simulators/sandbox_control.h"

namespace muster::simulators {

// {"at", "actor", "effect", "entity", "name", "id", "fields": [{"field", "before", "after"}, ..]}
[[nodiscard]] nlohmann::json to_json(const Happening& happening);

// The organisations of a vendor.
template <typename World>
struct Organisations {
  World (*sample)();
  World (*generated)(std::size_t people, std::uint64_t seed);
  World (*company)();
};

// The one that is asked for.
template <typename World>
World chosen_world(const Organisations<World>& organisations, const SandboxOptions& options) {
  if (options.company) return organisations.company();
  return options.people == 0 ? organisations.sample() : organisations.generated(options.people, options.seed);
}

// A simulated vendor that can be put back to its start.
template <typename World, typename Simulator>
struct SandboxPlay {
  World at_start;
  Simulator simulator;
  Controls controls;

  explicit SandboxPlay(World world) : at_start(world), simulator(std::move(world)) {}
};

template <typename Quirks>
using SetQuirk = bool (*)(Quirks&, std::string_view name, std::string_view value);

// faults, quirks, reset, log and counters. `play` outlives its controls.
template <typename Play, typename Quirks>
void add_common_controls(Play& play, SetQuirk<Quirks> set_quirk) {
  using Json = nlohmann::json;
  using Controlled = std::expected<Json, std::string>;
  play.controls["POST faults"] = [&play](const Json& body, engine::WallTime) -> Controlled {
    auto settings = read_faults(body);
    if (!settings) return std::unexpected(settings.error());
    play.simulator.faults().change(std::move(*settings));
    return Json::object();
  };
  play.controls["POST quirks"] = [&play, set_quirk](const Json& body, engine::WallTime) -> Controlled {
    Quirks quirks = play.simulator.world().quirks;
    for (const auto& [name, value] : body.items()) {
      const auto text = value.is_string() ? value.template get<std::string>() : value.dump();
      if (!set_quirk(quirks, name, text)) return std::unexpected(name + ": " + text + " is not known.");
    }
    play.simulator.world().quirks = std::move(quirks);
    return Json::object();
  };
  play.controls["POST reset"] = [&play](const Json&, engine::WallTime) -> Controlled {
    play.simulator.world() = play.at_start;
    play.simulator.faults().change({});
    play.simulator.faults().stop();
    return Json::object();
  };
  play.controls["GET log"] = [&play](const Json&, engine::WallTime) -> Controlled {
    Json entries = Json::array();
    for (const auto& entry : play.simulator.world().log) entries.push_back(to_json(entry));
    return Json{{"log", std::move(entries)}};
  };
  play.controls["GET counters"] = [&play](const Json&, engine::WallTime) -> Controlled {
    return Json{{"requests", play.simulator.world().requests},
                {"total", play.simulator.world().request_count()},
                {"faults", played_faults(play.simulator.faults())}};
  };
}

}  // namespace muster::simulators
