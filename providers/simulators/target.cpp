#include "providers/simulators/target.h"

#include <charconv>

namespace muster::simulators {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string decode(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape =
        text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0;
    if (escape) {
      out.push_back(static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2])));
      i += 2;
    } else {
      out.push_back(plus_is_space && text[i] == '+' ? ' ' : text[i]);
    }
  }
  return out;
}

template <typename Take>
void each_part(std::string_view text, char separator, Take take) {
  while (!text.empty()) {
    const auto end = text.find(separator);
    take(text.substr(0, end));
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

std::optional<std::string_view> Target::parameter(std::string_view name) const {
  for (const auto& [key, value] : parameters) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::optional<std::size_t> Target::number(std::string_view name) const {
  const auto text = parameter(name);
  if (!text) return std::nullopt;
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error != std::errc{} || end != text->data() + text->size()) return std::nullopt;
  return value;
}

Target parse_target(std::string_view target) {
  Target parsed;
  const auto question = target.find('?');
  each_part(target.substr(0, question), '/', [&](std::string_view part) {
    if (!part.empty()) parsed.segments.push_back(decode(part, false));
  });
  if (question == std::string_view::npos) return parsed;
  each_part(target.substr(question + 1), '&', [&](std::string_view part) {
    const auto equals = part.find('=');
    const auto value = equals == std::string_view::npos ? std::string_view{} : part.substr(equals + 1);
    parsed.parameters.emplace_back(decode(part.substr(0, equals), true), decode(value, true));
  });
  return parsed;
}

std::string with_parameter(std::string_view target, std::string_view name, std::string_view value) {
  const auto question = target.find('?');
  std::string out(target.substr(0, question));
  char separator = '?';
  if (question != std::string_view::npos) {
    each_part(target.substr(question + 1), '&', [&](std::string_view part) {
      if (part.substr(0, part.find('=')) == name) return;
      out.append(1, separator).append(part);
      separator = '&';
    });
  }
  if (!value.empty()) out.append(1, separator).append(name).append("=").append(value);
  return out;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  each_part(text, separator, [&](std::string_view part) {
    if (!part.empty()) parts.emplace_back(part);
  });
  return parts;
}

}  // namespace muster::simulators
