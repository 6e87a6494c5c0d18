#include "tests/architecture/shape_rule.h"

#include "tests/architecture/code_blocks.h"

namespace muster::architecture {
namespace {

constexpr std::size_t kLongFile = 150;
constexpr std::size_t kLongFunction = 30;

// "read_answer" of `Result<Json> read_answer(const Call& call) `.
std::string function_name(std::string_view header) {
  std::size_t depth = 0;
  for (std::size_t at = header.size(); at > 0; --at) {
    if (header[at - 1] == ')') ++depth;
    if (header[at - 1] == '(' && --depth == 0) return std::string(last_word(without_space(header.substr(0, at - 1))));
  }
  return "?";
}

}  // namespace

std::vector<Finding> misshapen(const SourceFile& file) {
  std::vector<Finding> findings;
  const std::size_t lines = count_lines(file.text);
  if (!is_test(file) && lines > kLongestFile) {
    findings.push_back({file.path, 0, "has " + std::to_string(lines) + " lines; split it by concept"});
  }
  if (is_header(file) && file.text.find("\n#pragma once\n") == std::string::npos) {
    findings.push_back({file.path, 0, "has no #pragma once after its first lines"});
  }
  if (is_header(file) && !file.text.starts_with("// ")) {
    findings.push_back({file.path, 1, "does not begin with a comment that says what it is for"});
  }
  return findings;
}

std::vector<Finding> outliers(const SourceFile& file) {
  std::vector<Finding> findings;
  const std::size_t lines = count_lines(file.text);
  if (lines > kLongFile) findings.push_back({file.path, 0, std::to_string(lines) + " lines"});
  const std::string code = code_only(file.text);
  for (std::size_t open = code.find('{'); open != std::string::npos; open = code.find('{', open + 1)) {
    const Block block = block_at(code, open);
    const std::size_t close = closing_bracket(code, open);
    if (block.kind != BlockKind::function || close == std::string_view::npos) continue;
    const std::size_t length = line_of(code, close) - line_of(code, open) + 1;
    if (length <= kLongFunction) continue;
    findings.push_back(
        {file.path, line_of(code, open), function_name(block.header) + ", " + std::to_string(length) + " lines"});
  }
  return findings;
}

}  // namespace muster::architecture
