#include "reconciler/core/name.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <optional>

#include "reconciler/core/uuid.h"

namespace muster::core {

namespace {

constexpr std::string_view kWhiteSpace[] = {" ", "\t", "\n", "\v", "\f", "\r", "\xC2\xA0", "\xEF\xBB\xBF"};

[[nodiscard]] bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

[[nodiscard]] char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

[[nodiscard]] std::optional<std::string> map_text(std::string_view text, int options) {
  utf8proc_uint8_t* mapped = nullptr;
  const auto size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                   &mapped, static_cast<utf8proc_option_t>(options));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
  if (size < 0) return std::nullopt;
  return std::string(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size));
}

// Folding can leave text that composes, and composed text can fold again; the fixed point is the comparable form.
[[nodiscard]] std::string fold(std::string_view text) {
  constexpr int kCompose = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
  constexpr int kMostRounds = 8;
  auto current = map_text(text, kCompose);
  if (!current) return std::string(text);
  for (int round = 0; round < kMostRounds; ++round) {
    auto next = map_text(*current, kCompose | UTF8PROC_CASEFOLD);
    if (!next || *next == *current) break;
    current = map_text(*next, kCompose);
  }
  return std::string(trim(*current));
}

[[nodiscard]] std::string fold_ascii(std::string_view text) {
  std::string folded(text);
  std::ranges::transform(folded, folded.begin(), lower);
  return folded;
}

[[nodiscard]] std::string digits_of(std::string_view text) {
  std::string digits;
  std::ranges::copy_if(text, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
  return digits;
}

[[nodiscard]] std::string dialled(std::string_view text) {
  const auto is_dialled = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '*' || c == '#';
  };
  std::string out;
  std::ranges::copy_if(fold_ascii(text), std::back_inserter(out), is_dialled);
  return out;
}

}  // namespace

std::string_view trim(std::string_view text) {
  for (bool again = true; again;) {
    again = false;
    for (const auto space : kWhiteSpace) {
      if (text.starts_with(space)) text.remove_prefix(space.size()), again = true;
      if (text.ends_with(space)) text.remove_suffix(space.size()), again = true;
    }
  }
  return text;
}

std::string comparable(std::string_view text, Compare compare) {
  switch (compare) {
    case Compare::exact:
      return std::string(text);
    case Compare::trimmed:
      return std::string(trim(text));
    case Compare::folded:
      return is_ascii(text) ? fold_ascii(trim(text)) : fold(trim(text));
    case Compare::digits:
      return digits_of(text);
    case Compare::dialled:
      return dialled(text);
    case Compare::folded_or_uuid:
      if (auto uuid = uuid_of(trim(text))) return *std::move(uuid);
      return comparable(text, Compare::folded);
  }
  return std::string(text);
}

bool same(std::string_view a, std::string_view b, Compare compare) {
  if (a == b) return true;
  if (compare == Compare::exact) return false;
  if (compare == Compare::trimmed) return trim(a) == trim(b);
  if (compare == Compare::folded && is_ascii(a) && is_ascii(b)) {
    return std::ranges::equal(trim(a), trim(b), {}, lower, lower);
  }
  return comparable(a, compare) == comparable(b, compare);
}

}  // namespace muster::core
