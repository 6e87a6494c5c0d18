#include "reconciler/core/secret_name.h"

#include <fmt/format.h>

#include <algorithm>

namespace muster::core {

namespace {

constexpr std::string_view kPlaceholder = "{name}";
constexpr std::size_t kLongestSegment = 255;  // of a file name on Linux

[[nodiscard]] bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

// Dots alone would be a way up, or nowhere.
[[nodiscard]] std::string as_segment(std::string_view name) {
  const bool only_dots = name.find_first_not_of('.') == std::string_view::npos;
  std::string segment;
  for (const char c : name) {
    if (is_unreserved(c) && !only_dots) {
      segment += c;
    } else {
      segment += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return segment;
}

[[nodiscard]] std::size_t longest_segment(std::string_view path) {
  std::size_t longest = 0;
  for (std::size_t start = 0; start <= path.size();) {
    const auto end = std::min(path.find('/', start), path.size());
    longest = std::max(longest, end - start);
    start = end + 1;
  }
  return longest;
}

// What stands before the segment that holds the first placeholder.
[[nodiscard]] std::string folder_before_name(std::string_view path) {
  const auto slash = path.substr(0, path.find(kPlaceholder)).rfind('/');
  if (slash == std::string_view::npos) return ".";
  return std::string(path.substr(0, std::max<std::size_t>(slash, 1)));
}

}  // namespace

std::string expand_name(std::string_view text, std::string_view name) {
  std::string expanded;
  for (;;) {
    const auto at = text.find(kPlaceholder);
    expanded += text.substr(0, at);
    if (at == std::string_view::npos) return expanded;
    expanded += name;
    text.remove_prefix(at + kPlaceholder.size());
  }
}

bool holds_name(const SecretReference& reference) {
  return reference.source == SecretSource::file && reference.argument.find(kPlaceholder) != std::string::npos;
}

Result<SecretReference> expand_name(SecretReference reference, std::string_view name) {
  if (reference.source != SecretSource::file || reference.argument.find(kPlaceholder) == std::string::npos) {
    return reference;
  }
  const auto refused = [&](std::string_view why) {
    return std::unexpected(
        Error(ErrorKind::invalid, fmt::format("finding the secret {}: {}", as_stated(to_text(reference)), why)));
  };
  if (name.empty()) return refused("the name is empty; give the object a name");
  auto path = expand_name(reference.argument, as_segment(name));
  if (longest_segment(path) > kLongestSegment) return refused("the name is longer than a file name can be");
  reference.inside = folder_before_name(reference.argument);
  reference.argument = std::move(path);
  return reference;
}

}  // namespace muster::core
