// What happens in one seed, and when: everything is drawn from the seed before anything runs.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "tests/simulation/play.h"

namespace muster::simulation {

enum class Vendor { genesys_gws, webex, uccx, ameyo, cucm_uds };

// "genesys-gws", "webex", "uccx", "ameyo", "cucm-uds", "all"; nothing for any other text.
[[nodiscard]] std::optional<std::vector<Vendor>> vendors_named(std::string_view text);
// Fifteen of every sixteen seeds play one vendor each, the last all of them in one installation.
[[nodiscard]] std::vector<Vendor> vendors_of(std::uint64_t seed);

// The happenings of that seed, to the end.
[[nodiscard]] Verdict play_seed(std::uint64_t seed, const std::vector<Vendor>& vendors, bool keeps_trace);
[[nodiscard]] Verdict play_seed(std::uint64_t seed, bool keeps_trace);

}  // namespace muster::simulation
