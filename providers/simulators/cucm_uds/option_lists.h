// The lists of options: what a value stands for.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "providers/simulators/cucm_uds/quirks.h"

namespace muster::simulators::cucm_uds {

struct Option {
  std::string value;
  std::string name;
};
using Options = std::vector<Option>;

inline constexpr std::string_view kLocales = "installedLocales";
inline constexpr std::string_view kVisualAlert = "messageWaitingVisualAlertPreference";
inline constexpr std::string_view kAudibleAlert = "messageWaitingAudibleAlertPreference";
inline constexpr std::string_view kOnCallRing = "onACallRingPreference";
inline constexpr std::string_view kOffCallRing = "notOnACallRingPreference";
inline constexpr std::string_view kUsage = "remoteDestinationUsage";

// Of /options, in the order that a page would list them.
[[nodiscard]] std::vector<std::string_view> option_names(const Quirks& quirks);
[[nodiscard]] Options options(std::string_view name, const Quirks& quirks);
// What GET shows beside a value: "" stands for the default.
[[nodiscard]] std::string label_of(std::string_view name, std::string_view value);

}  // namespace muster::simulators::cucm_uds
