#include "providers/kit/link_header.h"

#include <algorithm>

#include "reconciler/core/name.h"

namespace muster::kit {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_word(std::string_view one, std::string_view other) {
  return std::ranges::equal(one, other, {}, lower, lower);
}

// Up to `end` outside quotes; `text` keeps what follows the character.
std::string_view take_until(std::string_view& text, std::string_view ends) {
  bool quoted = false;
  std::size_t i = 0;
  for (; i < text.size(); ++i) {
    if (text[i] == '\\' && quoted) {
      ++i;
    } else if (text[i] == '"') {
      quoted = !quoted;
    } else if (!quoted && ends.find(text[i]) != std::string_view::npos) {
      break;
    }
  }
  i = std::min(i, text.size());
  const auto taken = text.substr(0, i);
  text.remove_prefix(i);
  return taken;
}

std::string_view unquoted(std::string_view text) {
  text = core::trim(text);
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
  return core::trim(text);
}

// rel holds one relation or several with white space between them.
bool names_relation(std::string_view parameter, std::string_view relation) {
  const auto equals = parameter.find('=');
  if (equals == std::string_view::npos || !same_word(core::trim(parameter.substr(0, equals)), "rel")) return false;
  auto words = unquoted(parameter.substr(equals + 1));
  while (!words.empty()) {
    const auto end = std::min(words.find(' '), words.size());
    if (same_word(words.substr(0, end), relation)) return true;
    words = core::trim(words.substr(end));
  }
  return false;
}

bool has_relation(std::string_view parameters, std::string_view relation) {
  while (!parameters.empty()) {
    parameters.remove_prefix(1);  // the semicolon
    if (names_relation(take_until(parameters, ";"), relation)) return true;
  }
  return false;
}

// The target of one link of a field, if that link is well-formed and has the relation. Moves behind it.
std::optional<std::string> take_link(std::string_view& field, std::string_view relation) {
  field = core::trim(field);
  const auto close = field.find('>');
  const bool is_link = field.starts_with('<') && close != std::string_view::npos;
  const auto target = is_link ? field.substr(1, close - 1) : std::string_view();
  if (is_link) field.remove_prefix(close + 1);
  auto parameters = core::trim(take_until(field, ","));
  if (!field.empty()) field.remove_prefix(1);
  const bool wanted = is_link && parameters.starts_with(';') && has_relation(parameters, relation);
  return wanted ? std::optional<std::string>(core::trim(target)) : std::nullopt;
}

}  // namespace

std::optional<std::string> find_link(const net::Headers& headers, std::string_view relation) {
  for (std::string_view field : headers.find_all("Link")) {
    while (!core::trim(field).empty()) {
      auto target = take_link(field, relation);
      if (target) return target;
    }
  }
  return std::nullopt;
}

}  // namespace muster::kit
