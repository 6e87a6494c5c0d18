#include "reconciler/manifest/file_problems.h"

namespace muster::manifest {

void FileProblems::error(std::size_t offset, std::string_view code, std::string what) {
  if (full()) return;
  const auto at = position_of(text_, offset);
  errors_.push_back({name_, at.line, at.column, std::move(what), std::string(code)});
  if (full()) {
    errors_.back().what = "too many mistakes; the rest of this file was not read";
    errors_.back().code = "too-many";
  }
}

void FileProblems::warning(const Node& node, std::string_view code, std::string what) {
  if (warnings_.size() >= kMostProblemsOfAFile) return;
  const auto at = position_of(text_, node.offset());
  warnings_.push_back({name_, at.line, at.column, std::move(what), std::string(code)});
}

core::Place FileProblems::place(const Node& node) const {
  const auto before = text_.substr(0, node.offset());
  const auto line_break = before.rfind('\n');
  const auto line = line_break == std::string_view::npos ? before : before.substr(line_break + 1);
  return {file_, node.line(), position_of(line, line.size()).column};
}

}  // namespace muster::manifest
