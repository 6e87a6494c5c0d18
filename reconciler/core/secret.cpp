#include "reconciler/core/secret.h"

#include <fmt/format.h>
#include <openssl/crypto.h>

#include <array>
#include <charconv>

namespace muster::core {

namespace {

constexpr std::array<std::string_view, 4> kSources = {"file", "env", "credential", "exec"};

// Everything that would break the line or the structure becomes %XX; ordinary paths stay as they are.
[[nodiscard]] std::string escape(std::string_view text, bool space_too) {
  std::string escaped;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool special = byte < 0x20 || byte == 0x7F || c == '%' || c == '?' || (space_too && c == ' ');
    special ? escaped += fmt::format("%{:02X}", byte) : escaped += c;
  }
  return escaped;
}

[[nodiscard]] std::string unescape(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned value = 0;
    const char* hex = text.data() + i + 1;
    if (text[i] == '%' && i + 2 < text.size() && std::from_chars(hex, hex + 2, value, 16).ptr == hex + 2) {
      plain += static_cast<char>(value);
      i += 2;
    } else {
      plain += text[i];
    }
  }
  return plain;
}

[[nodiscard]] std::string joined(const std::vector<std::string>& argv) {
  std::string line;
  for (const auto& argument : argv) {
    if (&argument != &argv.front()) line += ' ';
    line += escape(argument, true);
  }
  return line;
}

[[nodiscard]] std::vector<std::string> split(std::string_view line) {
  std::vector<std::string> argv;
  for (std::size_t start = 0; start <= line.size();) {
    const auto end = std::min(line.find(' ', start), line.size());
    argv.push_back(unescape(line.substr(start, end - start)));
    start = end + 1;
  }
  return argv;
}

// '?' is escaped in all that stands between them.
constexpr std::string_view kBase = "?from=";
constexpr std::string_view kInside = "?in=";

// Cuts off what follows `mark`.
[[nodiscard]] std::string cut_behind(std::string_view& text, std::string_view mark) {
  const auto at = text.find(mark);
  if (at == std::string_view::npos) return {};
  std::string behind = unescape(text.substr(at + mark.size()));
  text = text.substr(0, at);
  return behind;
}

}  // namespace

std::string_view as_stated(std::string_view reference_text) {
  return reference_text.substr(0, reference_text.find('?'));
}

std::string to_text(const SecretReference& reference) {
  std::string text(kSources.at(static_cast<std::size_t>(reference.source)));
  text += ':';
  text += reference.source == SecretSource::exec ? joined(reference.argv) : escape(reference.argument, false);
  if (!reference.base.empty()) text.append(kBase).append(escape(reference.base, false));
  if (!reference.inside.empty()) text.append(kInside).append(escape(reference.inside, false));
  return text;
}

SecretReference parse_secret_reference(std::string_view text) {
  SecretReference reference;
  for (std::size_t i = 0; i < kSources.size(); ++i) {
    if (!text.starts_with(kSources[i]) || !text.substr(kSources[i].size()).starts_with(':')) continue;
    reference.source = static_cast<SecretSource>(i);
    text.remove_prefix(kSources[i].size() + 1);
    break;
  }
  reference.inside = cut_behind(text, kInside);
  reference.base = cut_behind(text, kBase);
  if (reference.source == SecretSource::exec) {
    reference.argv = split(text);
  } else {
    reference.argument = unescape(text);
  }
  return reference;
}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this == &other) return *this;
  wipe(value_);
  value_ = std::move(other.value_);
  wipe(other.value_);
  return *this;
}

// Moved-from and short strings keep their bytes, so all of the capacity is cleaned.
void wipe(std::string& text) noexcept {
  text.resize(text.capacity());
  OPENSSL_cleanse(text.data(), text.size());
  text.clear();
}

}  // namespace muster::core
