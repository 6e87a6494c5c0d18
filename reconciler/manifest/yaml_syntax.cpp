#include "reconciler/manifest/yaml_syntax.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace muster::manifest {

namespace {

constexpr std::string_view kSpaces = " \t\r\n";
constexpr std::string_view kPropertyEnd = " \t\r\n,[]{}";

struct Sentence {
  std::string_view message;
  std::string_view text;
};

constexpr std::array kSentences = {
    Sentence{"end of map not found",
             "this does not fit into the map around it; each line needs \"key: value\" at the same indentation"},
    Sentence{"end of sequence not found",
             "this does not fit into the list around it; each item needs \"- \" at the same indentation"},
    Sentence{"end of map flow not found", "the map that begins with { is not closed; \",\" or \"}\" is missing"},
    Sentence{"end of sequence flow not found", "the list that begins with [ is not closed; \",\" or \"]\" is missing"},
    Sentence{"illegal EOF in scalar", "a quoted text is not closed before the end of the document"},
    Sentence{"illegal document indicator in scalar", "a quoted text is not closed before the next document"},
    Sentence{"illegal flow end", "a closing bracket without the opening one"},
    Sentence{"illegal block entry", "a list item \"- \" cannot begin here; put it on its own line"},
    Sentence{"illegal map value",
             "a \": \" cannot be here; quote a text that contains \": \", and give each key its own line"},
    Sentence{"illegal map key", "a key cannot begin here"},
    Sentence{"illegal tab when looking for indentation", "a tab cannot be used for indentation; use spaces"},
    Sentence{"the referenced anchor is not defined",
             "this alias names an anchor that the document does not define before it"},
    Sentence{"unknown token", "a text cannot begin with this character; quote it"},
    Sentence{"cannot assign multiple tags to the same node", "two tags for one value"},
    Sentence{"cannot assign multiple anchors to the same node", "two anchors for one value"},
    Sentence{"bad character found while scanning hex number",
             "an escape needs hexadecimal digits: \\x41, \\u0041 or \\U00000041"},
    Sentence{"unexpected character in block scalar", "after | or > the text begins on the next line"},
    Sentence{"bad file", "nested deeper than 64 levels"},
};

[[nodiscard]] bool tab_indents(std::string_view text, std::size_t offset) {
  const auto before = text.substr(0, offset).rfind('\n');
  const auto start = before == std::string_view::npos ? 0 : before + 1;
  const auto end = text.find_first_not_of(" \t", start);
  return text.substr(start, end - start).find('\t') != std::string_view::npos;
}

}  // namespace

SourceScalar scalar_in_source(std::string_view text, std::size_t offset) {
  SourceScalar scalar{ScalarStyle::plain, offset, false};
  while (scalar.offset < text.size() && (text[scalar.offset] == '&' || text[scalar.offset] == '!')) {
    scalar.has_properties = true;
    const auto end = text.find_first_of(kPropertyEnd, scalar.offset);
    scalar.offset = end == std::string_view::npos ? text.size() : text.find_first_not_of(kSpaces, end);
    scalar.offset = std::min(scalar.offset, text.size());
  }
  if (scalar.offset >= text.size()) return scalar;
  switch (text[scalar.offset]) {
    case '\'':
      scalar.style = ScalarStyle::single_quoted;
      break;
    case '"':
      scalar.style = ScalarStyle::double_quoted;
      break;
    case '|':
    case '>':
      scalar.style = ScalarStyle::block;
      break;
    default:
      break;
  }
  return scalar;
}

std::size_t quoted_end(std::string_view text, std::size_t offset) {
  const char quote = text[offset];
  for (std::size_t at = offset + 1; at < text.size(); ++at) {
    if (quote == '"' && text[at] == '\\') {
      ++at;
    } else if (text[at] == quote) {
      const bool doubled = quote == '\'' && at + 1 < text.size() && text[at + 1] == quote;
      if (!doubled) return at + 1;
      ++at;
    }
  }
  return std::string_view::npos;
}

std::string syntax_sentence(std::string_view message, std::string_view text, std::size_t offset) {
  if (tab_indents(text, offset)) return "a tab cannot be used for indentation; use spaces";
  const auto known = std::ranges::find(kSentences, message, &Sentence::message);
  if (known != kSentences.end()) return std::string(known->text);
  if (message.starts_with("unknown escape character")) {
    return "this escape is not known in double quotes; write \\\\ for a backslash, or use single quotes";
  }
  if (message.starts_with("invalid unicode")) {
    return "this escape is no character; write a character beyond U+FFFF as \\U0001F600";
  }
  return fmt::format("this is not YAML ({})", message);
}

std::string shown(std::string_view text) {
  constexpr std::size_t kMost = 60;
  std::string quoted = "\"";
  for (const char c : text.substr(0, kMost)) {
    const auto byte = static_cast<unsigned char>(c);
    quoted += byte < 0x20 || byte == 0x7F ? ' ' : c;
  }
  while (text.size() > kMost && (static_cast<unsigned char>(quoted.back()) & 0x80U) != 0) quoted.pop_back();
  return quoted + (text.size() > kMost ? "...\"" : "\"");
}

}  // namespace muster::manifest
