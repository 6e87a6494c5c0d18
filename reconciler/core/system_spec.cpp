#include "reconciler/core/system_spec.h"

#include <charconv>

namespace muster::core {

namespace {

template <typename T>
[[nodiscard]] T setting_or_empty(const SystemSpec& spec, std::string_view name) {
  const auto at = spec.settings.find(name);
  if (at == spec.settings.end()) return {};
  const T* value = std::get_if<T>(&at->second);
  return value == nullptr ? T{} : *value;
}

struct Unit {
  std::string_view suffix;
  std::int64_t milliseconds;
};
constexpr Unit kUnits[] = {{"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}};
constexpr std::int64_t kLongest = 86'400'000LL * 36'500;

}  // namespace

bool SystemSpec::flag(std::string_view setting) const { return setting_or_empty<bool>(*this, setting); }

std::string SystemSpec::text(std::string_view setting) const { return setting_or_empty<std::string>(*this, setting); }

std::vector<std::string> SystemSpec::list(std::string_view setting) const {
  return setting_or_empty<std::vector<std::string>>(*this, setting);
}

std::chrono::milliseconds SystemSpec::duration(std::string_view setting) const {
  return parse_duration(text(setting)).value_or(std::chrono::milliseconds{0});
}

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
  if (text.empty() || text.front() == '-') return std::nullopt;
  std::int64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{}) return std::nullopt;
  const std::string_view suffix = text.substr(static_cast<std::size_t>(end - text.data()));
  for (const auto& unit : kUnits) {
    if (suffix != unit.suffix) continue;
    if (number > kLongest / unit.milliseconds) return std::nullopt;
    return std::chrono::milliseconds{number * unit.milliseconds};
  }
  return std::nullopt;
}

}  // namespace muster::core
