// Fields of a vendor's Quirks, set by name and text: what `/_sandbox/quirks` and tests over all quirks use.
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <concepts>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "reconciler/engine/clock.h"

namespace muster::simulators {

// False: `value` is none of the field's. Truths are "true" and "false", durations milliseconds, sets comma-separated.
bool assign(bool& field, std::string_view value);
bool assign(engine::Duration& field, std::string_view value);
bool assign(std::string& field, std::string_view value);
bool assign(std::set<std::string>& field, std::string_view value);

template <typename Number>
  requires(std::integral<Number> && !std::same_as<Number, bool>)
bool assign(Number& field, std::string_view value) {
  Number number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc{} || end != value.data() + value.size()) return false;
  field = number;
  return true;
}

// words(E{}) beside the enumeration gives the words of its enumerators in their order.
template <typename Enumeration>
  requires std::is_enum_v<Enumeration>
bool assign(Enumeration& field, std::string_view value) {
  const auto known = words(Enumeration{});
  const auto found = std::find(known.begin(), known.end(), value);
  if (found == known.end()) return false;
  field = static_cast<Enumeration>(std::distance(known.begin(), found));
  return true;
}

template <typename Quirks>
struct NamedQuirk {
  std::string_view name;
  bool (*set)(Quirks&, std::string_view);
};

template <auto Member, typename Quirks>
bool set_member(Quirks& quirks, std::string_view value) {
  return assign(quirks.*Member, value);
}

// False: there is no such quirk, or it has no such value.
template <typename Quirks, std::size_t Count>
bool set_named(const std::array<NamedQuirk<Quirks>, Count>& all, Quirks& quirks, std::string_view name,
               std::string_view value) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& named) { return named.name == name; });
  return found != all.end() && found->set(quirks, value);
}

template <typename Quirks, std::size_t Count>
[[nodiscard]] std::vector<std::string_view> names_of(const std::array<NamedQuirk<Quirks>, Count>& all) {
  std::vector<std::string_view> names;
  for (const auto& named : all) names.push_back(named.name);
  return names;
}

}  // namespace muster::simulators
