#include "tests/architecture/coroutine_rule.h"

#include <algorithm>
#include <array>
#include <regex>

#include "tests/architecture/code_blocks.h"

namespace muster::architecture {
namespace {

using Places = std::vector<std::size_t>;

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

Places words(std::string_view code, std::string_view word) {
  Places places;
  for (std::size_t at = code.find(word); at != std::string_view::npos; at = code.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool whole = (at == 0 || !is_word(code[at - 1])) && (end == code.size() || !is_word(code[end]));
    if (whole) places.push_back(at);
  }
  return places;
}

// From the end of the statement before to `at`.
std::string_view statement_before(std::string_view code, std::size_t at) {
  std::size_t depth = 0;
  for (std::size_t start = at; start > 0; --start) {
    const char c = code[start - 1];
    if (depth == 0 && (c == ';' || c == '{' || c == '}' || c == '(')) return code.substr(start, at - start);
    if (c == ')' || c == ']') ++depth;
    if ((c == '(' || c == '[') && depth > 0) --depth;
  }
  return code.substr(0, at);
}

// From `at` to the end of its statement or of the bracket around it.
std::string_view statement_after(std::string_view code, std::size_t at) {
  std::size_t end = at;
  while (end < code.size() && code[end] != ';' && code[end] != ')' && code[end] != '}') {
    const bool opens = code[end] == '(' || code[end] == '{' || code[end] == '[';
    const std::size_t close = opens ? closing_bracket(code, end) : end;
    end = std::min(close, code.size() - 1) + 1;
  }
  return code.substr(at, end - at);
}

// What is left of a statement when its `if (..)`, `else` or `(void)` is taken away.
std::string_view without_lead(std::string_view text) {
  text = without_space(text);
  for (const std::string_view word : {"else", "do", "(void)"}) {
    if (text.starts_with(word)) return without_lead(text.substr(word.size()));
  }
  for (const std::string_view word : {"if", "while", "for", "switch"}) {
    const bool control = text.starts_with(word) && text.size() > word.size() && !is_word(text[word.size()]);
    const std::size_t open = control ? text.find('(') : std::string_view::npos;
    const std::size_t close = open == std::string_view::npos ? open : closing_bracket(text, open);
    if (close != std::string_view::npos) return without_lead(text.substr(close + 1));
  }
  static const std::regex kLabel(R"(^(case [\w:]+|default)\s*:($|[^:]))");
  std::match_results<std::string_view::const_iterator> match;
  if (std::regex_search(text.begin(), text.end(), match, kLabel)) {
    return without_lead(text.substr(text.find(':', static_cast<std::size_t>(match[1].length())) + 1));
  }
  return text;
}

bool may_stand_before(std::string_view text) {
  if (text.empty() || text == "co_return") return true;
  const bool assigns = text.ends_with('=') && text.size() > 1 &&
                       std::string_view("=!<>").find(text[text.size() - 2]) == std::string_view::npos;
  return assigns && text.find('?') == std::string_view::npos &&
         text.substr(0, text.size() - 1).find('=') == std::string_view::npos;
}

std::string_view around(std::string_view code, std::size_t at) {
  const std::size_t open = opening_bracket(code, at);
  if (open == std::string_view::npos || code[open] != '(') return {};
  const auto word = last_word(without_space(code.substr(0, open)));
  return word.empty() ? "(" : word;
}

bool is_control_word(std::string_view word) { return word == "if" || word == "while" || word == "switch"; }

std::string refuse_before(std::string_view code, std::size_t at) {
  const auto before = without_lead(statement_before(code, at));
  const auto word = around(code, at);
  if (is_control_word(word) && before.empty()) return "co_await in a condition; name its result first";
  if (!word.empty() && !is_control_word(word)) return "co_await among arguments or in brackets; name its result first";
  const auto block = enclosing_block(code, at);
  if (block && block->kind == BlockKind::initialiser) return "co_await in braces; name its result first";
  if (!may_stand_before(before)) return "co_await is not alone in its statement";
  return {};
}

// `Request{..}` and `{1, 2}` in what is awaited. The braces of a lambda's body are none, and a bare `{}` is let pass:
// most often it is an empty text or function, and the text does not tell.
bool has_braced_temporary(std::string_view code, std::size_t at, std::string_view statement) {
  for (std::size_t open = statement.find('{'); open != std::string_view::npos; open = statement.find('{', open + 1)) {
    const std::size_t close = closing_bracket(statement, open);
    if (close == std::string_view::npos) return false;
    const auto before = without_space(statement.substr(0, open));
    const bool bare = before.ends_with('(') || before.ends_with(',');
    const bool empty = without_space(statement.substr(open + 1, close - open - 1)).empty();
    if (bare && !empty) return true;
    if (!bare && block_at(code, at + open).kind == BlockKind::initialiser) return true;
    open = close;
  }
  return false;
}

// A temporary that `?:` makes among the arguments is destroyed twice. What stands in braces is a lambda's own.
bool has_conditional_argument(std::string_view statement) {
  for (std::size_t i = 0; i < statement.size(); ++i) {
    if (statement[i] == '{') i = std::min(closing_bracket(statement, i), statement.size() - 1);
    if (statement[i] == '?') return true;
  }
  return false;
}

std::string refuse_after(std::string_view code, std::size_t at) {
  const auto statement = statement_after(code, at);
  if (has_braced_temporary(code, at, statement)) return "a braced temporary in a co_await expression; name it first";
  std::string flat;
  for (std::size_t i = 0; i < statement.size(); ++i) {
    const bool opens = statement[i] == '(' || statement[i] == '{' || statement[i] == '[';
    if (opens) i = std::min(closing_bracket(statement, i), statement.size() - 1);
    flat += statement[i];
  }
  if (flat.find('?') == std::string::npos && has_conditional_argument(statement)) {
    return "?: in what is awaited; name its result first";
  }
  for (const std::string_view sign : {"?", "&&", "||", "==", "!=", " + ", " - ", " < "}) {
    if (flat.find(sign) != std::string::npos) return "co_await is not alone in its statement";
  }
  return {};
}

// The function or lambda that a co_ keyword makes a coroutine; `in_catch` is set when a catch block lies between.
std::optional<Block> coroutine_around(std::string_view code, std::size_t at, bool& in_catch) {
  for (auto block = enclosing_block(code, at); block; block = enclosing_block(code, block->open)) {
    if (block->kind == BlockKind::catching) in_catch = true;
    const bool found = block->kind == BlockKind::function || block->kind == BlockKind::lambda ||
                       block->kind == BlockKind::capturing_lambda;
    if (found) return block;
  }
  return std::nullopt;
}

class Judge {
 public:
  explicit Judge(const SourceFile& file) : file_(file), text_(code_only(file.text)) {}

  std::vector<Finding> run() {
    for (const std::size_t at : words(code(), "co_await")) judge_await(at);
    for (const std::string_view word : {"co_await", "co_return", "co_yield"}) {
      for (const std::size_t at : words(code(), word)) judge_body(at, word == "co_await");
    }
    for (const std::size_t at : words(code(), "detached"))
      refuse(at, "a detached task belongs to nobody; use a TaskGroup");
    judge_parameters();
    std::ranges::sort(findings_, {}, &Finding::line);
    findings_.erase(std::unique(findings_.begin(), findings_.end()), findings_.end());
    return std::move(findings_);
  }

 private:
  [[nodiscard]] std::string_view code() const { return text_; }

  void refuse(std::size_t at, std::string sentence) {
    if (!sentence.empty()) findings_.push_back({file_.path, line_of(text_, at), std::move(sentence)});
  }

  void judge_await(std::size_t at) {
    auto refused = refuse_before(code(), at);
    refuse(at, refused.empty() ? refuse_after(code(), at) : refused);
  }

  void judge_body(std::size_t at, bool awaits) {
    bool in_catch = false;
    const auto body = coroutine_around(code(), at, in_catch);
    if (awaits && in_catch) refuse(at, "co_await in a catch block");
    if (body && body->kind == BlockKind::capturing_lambda) {
      refuse(body->open, "a capturing lambda is a coroutine; write a function with value parameters");
    }
  }

  // `Task<T> name(parameters)`. A reference is let pass: what it names may well outlive the call.
  void judge_parameters() {
    for (const std::size_t at : words(code(), "Task")) {
      const std::size_t open = text_.find_first_of("(;={", at);
      if (open == std::string::npos || text_[open] != '(' || last_word(code().substr(0, open)).empty()) continue;
      const std::size_t close = closing_bracket(code(), open);
      if (close == std::string_view::npos) continue;
      const auto parameters = code().substr(open, close - open);
      static const std::regex kHazard(R"(string_view|\bspan<|&&)");
      if (!std::regex_search(parameters.begin(), parameters.end(), kHazard)) continue;
      refuse(at, "a coroutine takes values, not views or rvalue references");
    }
  }

  const SourceFile& file_;
  std::string text_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> coroutine_hazards(const SourceFile& file) { return Judge(file).run(); }

}  // namespace muster::architecture
