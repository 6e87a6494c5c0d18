#include "reconciler/manifest/scalar.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "reconciler/core/name.h"
#include "reconciler/manifest/plain_text.h"
#include "reconciler/manifest/suggestion.h"
#include "reconciler/manifest/words.h"
#include "reconciler/manifest/yaml_syntax.h"

namespace muster::manifest {

namespace {

// The scalar that every reader begins with; `wanted` is "a text", "true or false" ...
[[nodiscard]] bool expect_scalar(const Node& node, std::string_view what, std::string_view wanted,
                                 FileProblems& problems) {
  if (node.is_null()) {
    problems.error(node, "null", fmt::format("{} has no value; it must be {}, or be left out", what, wanted));
  } else if (node.is_default()) {
    problems.error(node, "default", fmt::format("!default cannot be used for {}; it must be {}", what, wanted));
  } else if (!node.is_scalar()) {
    problems.error(node, "type", fmt::format("{} must be {}, not a {}", what, wanted, node.is_map() ? "map" : "list"));
  } else {
    return true;
  }
  return false;
}

[[nodiscard]] std::string bounds_text(Bounds bounds) {
  if (bounds.most == INT64_MAX && bounds.least == INT64_MIN) return "a whole number";
  if (bounds.most == INT64_MAX) return fmt::format("a whole number of at least {}", bounds.least);
  return fmt::format("a whole number from {} to {}", bounds.least, bounds.most);
}

[[nodiscard]] std::optional<std::int64_t> canonical_integer(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size() || std::to_string(number) != text) return std::nullopt;
  return number;
}

}  // namespace

std::optional<std::string> read_text(const Node& node, std::string_view what, FileProblems& problems) {
  if (!expect_scalar(node, what, "a text", problems)) return std::nullopt;
  const Look look = node.plain() ? look_of(node.text()) : Look::text;
  if (look == Look::text) return std::string(node.text());
  const std::string_view read_as = look == Look::number ? "a number" : look == Look::boolean ? "a boolean" : "null";
  problems.error(node, "quote",
                 fmt::format("{} must be a text, and {} without quotes can be read as {}; write \"{}\" in quotes", what,
                             node.text(), read_as, node.text()));
  return std::nullopt;
}

std::optional<std::string> read_scalar(const Node& node, std::string_view what, std::string_view wanted,
                                       FileProblems& problems) {
  if (!expect_scalar(node, what, wanted, problems)) return std::nullopt;
  return std::string(node.text());
}

bool is_line(std::string_view text) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  return !text.empty() && text.size() <= kLongestLine && std::ranges::none_of(text, is_control);
}

std::optional<std::string> read_line(const Node& node, std::string_view what, FileProblems& problems) {
  const auto text = read_text(node, what, problems);
  if (!text) return std::nullopt;
  const auto line = core::trim(*text);
  if (is_line(line)) return std::string(line);
  problems.error(
      node, "value",
      fmt::format("{} must be a text of 1 to {} bytes on one line, without control characters", what, kLongestLine));
  return std::nullopt;
}

std::optional<bool> read_boolean(const Node& node, std::string_view what, FileProblems& problems) {
  if (!expect_scalar(node, what, "true or false", problems)) return std::nullopt;
  if (node.plain() && node.text() == "true") return true;
  if (node.plain() && node.text() == "false") return false;
  const bool quoted = node.text() == "true" || node.text() == "false";
  problems.error(node, "type",
                 quoted ? fmt::format("{} must be true or false without quotes", what)
                        : fmt::format("{} must be true or false, not {}", what, shown(node.text())));
  return std::nullopt;
}

std::optional<std::int64_t> read_integer(const Node& node, std::string_view what, FileProblems& problems,
                                         Bounds bounds) {
  if (!expect_scalar(node, what, bounds_text(bounds), problems)) return std::nullopt;
  const auto number = canonical_integer(node.text());
  if (number && node.plain() && *number >= bounds.least && *number <= bounds.most) return number;
  const std::string_view quotes = number && !node.plain() ? " without quotes" : "";
  problems.error(node, "type",
                 fmt::format("{} must be {}{}, not {}", what, bounds_text(bounds), quotes, shown(node.text())));
  return std::nullopt;
}

std::optional<int> read_percent(const Node& node, std::string_view what, FileProblems& problems) {
  constexpr std::string_view kWanted = "a share such as 60%";
  if (!expect_scalar(node, what, kWanted, problems)) return std::nullopt;
  auto text = node.text();
  if (text.ends_with('%')) {
    text.remove_suffix(1);
    const auto number = canonical_integer(text);
    if (number && *number >= 0 && *number <= 100) return static_cast<int>(*number);
  }
  problems.error(node, "type",
                 fmt::format("{} must be {}, from 0% to 100%, not {}", what, kWanted, shown(node.text())));
  return std::nullopt;
}

std::optional<std::size_t> read_choice(const Node& node, std::string_view what, FileProblems& problems,
                                       std::span<const std::string_view> choices) {
  if (!expect_scalar(node, what, listed(choices, "or"), problems)) return std::nullopt;
  const auto at = std::ranges::find(choices, node.text());
  if (at != choices.end()) return static_cast<std::size_t>(at - choices.begin());
  problems.error(node, "value",
                 fmt::format("{} must be {}, not {}{}", what, listed(choices, "or"), shown(node.text()),
                             did_you_mean(node.text(), choices)));
  return std::nullopt;
}

std::optional<std::vector<std::string>> read_texts(const Node& node, std::string_view what, FileProblems& problems) {
  if (!expect_sequence(node, what, problems)) return std::nullopt;
  std::vector<std::string> texts;
  bool good = true;
  for_each_item(node, [&](const Node& item) {
    auto text = read_text(item, fmt::format("each item of {}", what), problems);
    if (text && std::ranges::find(texts, *text) != texts.end()) {
      problems.error(item, "duplicate", fmt::format("{} is in {} twice", shown(*text), what));
      text.reset();
    }
    text ? texts.push_back(*std::move(text)) : void(good = false);
  });
  if (!good) return std::nullopt;
  return texts;
}

bool expect_map(const Node& node, std::string_view what, FileProblems& problems) {
  if (node.is_map()) return true;
  problems.error(node, node.is_null() ? "null" : "type",
                 node.is_null() ? fmt::format("{} has no value; it must be a map of \"key: value\" lines", what)
                                : fmt::format("{} must be a map of \"key: value\" lines", what));
  return false;
}

bool expect_sequence(const Node& node, std::string_view what, FileProblems& problems) {
  if (node.is_sequence()) return true;
  problems.error(node, node.is_null() ? "null" : "type",
                 node.is_null() ? fmt::format("{} has no value; it must be a list, [] for an empty one", what)
                                : fmt::format("{} must be a list such as [a, b]", what));
  return false;
}

void report_unknown_key(const Node& key, std::string_view what, std::span<const std::string_view> allowed,
                        FileProblems& problems) {
  const auto hint = did_you_mean(key.text(), allowed);
  const auto options =
      allowed.empty() ? std::string(" nothing is allowed here") : fmt::format(" allowed are {}", listed(allowed));
  problems.error(key, "unknown-key",
                 fmt::format("{} is not known in {}{}{}", shown(key.text()), what, hint.empty() ? ";" : hint, options));
}

void check_keys(const Node& map, std::string_view what, std::span<const std::string_view> allowed,
                FileProblems& problems) {
  for_each_entry(map, [&](const Node& key, const Node&) {
    if (std::ranges::find(allowed, key.text()) == allowed.end()) report_unknown_key(key, what, allowed, problems);
  });
}

}  // namespace muster::manifest
