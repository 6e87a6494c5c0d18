#include "tests/architecture/code_blocks.h"

#include <regex>
#include <string>

namespace muster::architecture {
namespace {

constexpr std::string_view kOpen = "({[";
constexpr std::string_view kClose = ")}]";

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Backwards over what belongs to the statement that ends at `end`: brackets that are closed again are skipped, and
// an open one, a ';' or a '}' is where it began.
std::size_t start_of_statement(std::string_view code, std::size_t end) {
  std::size_t depth = 0;
  for (std::size_t at = end; at > 0; --at) {
    const char c = code[at - 1];
    if (depth == 0 && (c == ';' || c == '{' || c == '}' || c == '(')) return at;
    if (c == ')' || c == ']') ++depth;
    if ((c == '(' || c == '[') && depth > 0) --depth;
  }
  return 0;
}

bool matches(std::string_view text, const std::regex& pattern) {
  return std::regex_search(text.begin(), text.end(), pattern);
}

// Matched against the last few hundred characters: std::regex recurses.
std::string_view tail(std::string_view text) { return text.size() > 400 ? text.substr(text.size() - 400) : text; }

BlockKind lambda_kind(std::string_view header) {
  static const std::regex kLambda(
      R"(\[([^\[\]]*)\]\s*(\([^()]*(\([^()]*\)[^()]*)*\))?\s*(mutable|noexcept|\s)*(->[\s\w:<>,*&]+)?\s*$)");
  std::match_results<std::string_view::const_iterator> match;
  const auto text = tail(header);
  if (!std::regex_search(text.begin(), text.end(), match, kLambda)) return BlockKind::plain;
  // A subscript or an attribute is no lambda.
  const auto before = without_space(std::string_view(text.begin(), match[0].first));
  if (!before.empty() && (is_word(before.back()) || before.back() == '[') && last_word(before) != "return") {
    return BlockKind::plain;
  }
  return without_space(match[1].str()).empty() ? BlockKind::lambda : BlockKind::capturing_lambda;
}

BlockKind kind_of(std::string_view header) {
  static const std::regex kCatch(R"(\bcatch\s*\([^()]*\)\s*$)");
  static const std::regex kControl(R"((^|[^\w])(if|for|while|switch)(\s+constexpr)?\s*\()");
  static const std::regex kType(R"(\b(class|struct|enum|union|namespace)\b)");
  static const std::regex kFunction(R"(\)\s*(const|noexcept|override|final|mutable|&|\s)*(->[\s\w:<>,*&]+)?\s*$)");
  const auto text = without_space(header);
  if (text.empty()) return BlockKind::plain;
  const auto word = last_word(text);
  if (word == "else" || word == "do" || word == "try") return BlockKind::control;
  if (matches(tail(text), kCatch)) return BlockKind::catching;
  if (const auto lambda = lambda_kind(text); lambda != BlockKind::plain) return lambda;
  if (matches(tail(text), kControl)) return BlockKind::control;
  if (matches(tail(text), kType)) return BlockKind::type;
  if (matches(tail(text), kFunction)) return BlockKind::function;
  return text.back() == ':' ? BlockKind::plain : BlockKind::initialiser;
}

}  // namespace

std::string_view without_space(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

std::string_view last_word(std::string_view text) {
  std::size_t start = text.size();
  while (start > 0 && is_word(text[start - 1])) --start;
  return text.substr(start);
}

std::size_t closing_bracket(std::string_view code, std::size_t open) {
  std::size_t depth = 0;
  for (std::size_t at = open; at < code.size(); ++at) {
    if (kOpen.find(code[at]) != std::string_view::npos) ++depth;
    if (kClose.find(code[at]) != std::string_view::npos && --depth == 0) return at;
  }
  return std::string_view::npos;
}

std::size_t opening_bracket(std::string_view code, std::size_t at) {
  std::size_t depth = 0;
  for (; at > 0; --at) {
    if (kClose.find(code[at - 1]) != std::string_view::npos) ++depth;
    if (kOpen.find(code[at - 1]) != std::string_view::npos && depth-- == 0) return at - 1;
  }
  return std::string_view::npos;
}

Block block_at(std::string_view code, std::size_t open) {
  const std::size_t start = start_of_statement(code, open);
  const std::string_view header = code.substr(start, open - start);
  return {open, header, kind_of(header)};
}

std::optional<Block> enclosing_block(std::string_view code, std::size_t at) {
  while ((at = opening_bracket(code, at)) != std::string_view::npos) {
    if (code[at] == '{') return block_at(code, at);
  }
  return std::nullopt;
}

}  // namespace muster::architecture
