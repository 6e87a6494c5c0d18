#include "tests/architecture/source_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace muster::architecture {
namespace {

namespace fs = std::filesystem;

bool is_identifier(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Walks over C++ text and blanks what is no code.
class Blanker {
 public:
  explicit Blanker(std::string_view text) : text_(text), code_(text) {}

  std::string run() {
    while (at_ < text_.size()) step();
    return std::move(code_);
  }

 private:
  void step() {
    if (starts("//")) return blank_to(text_.find('\n', at_));
    if (starts("/*")) return blank_to(after(text_.find("*/", at_ + 2), 2));
    if (starts("#include")) return skip_line();
    if (starts("R\"") && (at_ == 0 || !is_identifier(text_[at_ - 1]))) return raw_text();
    if (text_[at_] == '"') return quoted('"');
    if (text_[at_] == '\'' && (at_ == 0 || !is_identifier(text_[at_ - 1]))) return quoted('\'');
    ++at_;
  }

  [[nodiscard]] bool starts(std::string_view word) const { return text_.substr(at_).starts_with(word); }

  static std::size_t after(std::size_t found, std::size_t length) {
    return found == std::string_view::npos ? found : found + length;
  }

  void skip_line() { at_ = std::min(text_.find('\n', at_), text_.size()); }

  void blank_to(std::size_t end) {
    end = std::min(end, text_.size());
    for (; at_ < end; ++at_) {
      if (text_[at_] != '\n') code_[at_] = ' ';
    }
  }

  // The quotes stay, so that a literal is still an operand.
  void quoted(char quote) {
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != quote && text_[end] != '\n') end += text_[end] == '\\' ? 2 : 1;
    ++at_;
    blank_to(end);
    ++at_;
  }

  void raw_text() {
    const std::size_t open = text_.find('(', at_);
    if (open == std::string_view::npos) return blank_to(open);
    const std::string close = ")" + std::string(text_.substr(at_ + 2, open - at_ - 2)) + "\"";
    at_ += 2;
    blank_to(after(text_.find(close, open), close.size() - 1));
    ++at_;
  }

  std::string_view text_;
  std::string code_;
  std::size_t at_ = 0;
};

}  // namespace

std::string read_project_file(const std::string& path) {
  std::ifstream in(fs::path(MUSTER_SOURCE_DIR) / path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<SourceFile> read_sources() {
  const fs::path root = MUSTER_SOURCE_DIR;
  std::vector<SourceFile> files;
  for (const char* top : {"reconciler", "providers", "daemon", "tests"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
      const auto extension = entry.path().extension();
      if (!entry.is_regular_file() || (extension != ".h" && extension != ".cpp")) continue;
      const std::string path = fs::relative(entry.path(), root).generic_string();
      files.push_back({path, read_project_file(path)});
    }
  }
  std::ranges::sort(files, {}, &SourceFile::path);
  return files;
}

std::string code_only(std::string_view text) { return Blanker(text).run(); }

std::size_t line_of(std::string_view text, std::size_t at) {
  return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, at), '\n'));
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::size_t count_lines(std::string_view text) { return lines_of(text).size(); }

bool is_header(const SourceFile& file) { return file.path.ends_with(".h"); }

bool is_test(const SourceFile& file) { return file.path.starts_with("tests/"); }

std::string folder_of(std::string_view path) { return std::string(path.substr(0, path.rfind('/'))); }

std::string to_text(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& each : findings) {
    text += each.path + (each.line == 0 ? "" : ":" + std::to_string(each.line)) + ": " + each.sentence + "\n";
  }
  return text;
}

}  // namespace muster::architecture
