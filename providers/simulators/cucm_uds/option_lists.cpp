#include "providers/simulators/cucm_uds/option_lists.h"

#include <algorithm>

#include <fmt/core.h>

namespace muster::simulators::cucm_uds {
namespace {

Options numbered(std::initializer_list<std::string_view> names) {
  Options list;
  for (const auto name : names) list.push_back({fmt::format("{}", list.size()), std::string(name)});
  return list;
}

// Named alike: value and name are the same text.
Options named(std::initializer_list<std::string_view> names) {
  Options list;
  for (const auto name : names) list.push_back({std::string(name), std::string(name)});
  return list;
}

// The page gives two numberings; both are quarters of an hour from 00:00 to 24:00.
Options times_of_day(TimeOfDay numbering) {
  Options list;
  if (numbering == TimeOfDay::no_office_hours_first) list.push_back({"0", "No office hours"});
  for (int quarter = 0; quarter <= 96; ++quarter) {
    list.push_back({fmt::format("{}", list.size()), fmt::format("{:02}:{:02}", quarter / 4, quarter % 4 * 15)});
  }
  return list;
}

Options ring_preferences() {
  return numbered({"Use System Default", "Disable", "Flash Only", "Ring Once", "Ring", "Beep Only"});
}

// Numbers with gaps, as they are after locales were taken away.
Options locales() {
  return {{"1", "English, United States"}, {"4", "French, France"},   {"7", "German, Germany"},
          {"9", "Spanish, Spain"},         {"33", "Danish, Denmark"}, {"39", "English, United Kingdom"}};
}

}  // namespace

std::vector<std::string_view> option_names(const Quirks& quirks) {
  std::vector<std::string_view> names{kLocales,
                                      "timeZones",
                                      "models",
                                      "dayOfWeek",
                                      "timeOfDay",
                                      kVisualAlert,
                                      kAudibleAlert,
                                      kOnCallRing,
                                      kOffCallRing,
                                      "doNotDisturbSettings",
                                      "voiceMailAvoidancePolicy"};
  if (quirks.usage_options) names.push_back(kUsage);
  return names;
}

Options options(std::string_view name, const Quirks& quirks) {
  if (name == kLocales) return locales();
  if (name == "timeZones") return named({"Europe/Berlin", "Europe/London", "America/Chicago"});
  if (name == "models") return named({"Cisco 7965", "Cisco 8845", "Cisco 8865", "Cisco Unified Client Services"});
  if (name == "timeOfDay") return times_of_day(quirks.time_of_day);
  if (name == "dayOfWeek") {
    return numbered({"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"});
  }
  if (name == kVisualAlert) {
    return numbered({"Use System Policy", "Light and Prompt", "Prompt Only", "Light Only", "None"});
  }
  if (name == kAudibleAlert) return numbered({"Off", "On", "Default"});
  if (name == kOnCallRing || name == kOffCallRing) return ring_preferences();
  if (name == "doNotDisturbSettings") return numbered({"Ringer Off", "Call Reject", "Use Common Phone Profile"});
  if (name == "voiceMailAvoidancePolicy") return numbered({"System Default", "Timer Control", "User Control"});
  if (name == kUsage) return numbered({"Single Number Reach", "Application Control", "Dual Mode Mobile"});
  return {};
}

std::string label_of(std::string_view name, std::string_view value) {
  const auto list = options(name, {});
  if (list.empty()) return {};
  if (value.empty()) return name == kAudibleAlert ? "Default" : list.front().name;
  const auto found = std::ranges::find(list, value, &Option::value);
  return found == list.end() ? std::string(value) : found->name;
}

}  // namespace muster::simulators::cucm_uds
