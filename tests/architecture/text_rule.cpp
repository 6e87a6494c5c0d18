#include "tests/architecture/text_rule.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <regex>
#include <set>

namespace muster::architecture {
namespace {

namespace fs = std::filesystem;

// In two parts each, so that this file is no finding of its own.
std::vector<std::string> forbidden() {
  return {std::string("/wo") + "rk/", std::string("/tmp/te") + "am", std::string("/ho") + "me/",
          std::string("TO") + "DO",   std::string("FIX") + "ME",     std::string("XX") + "X:"};
}

bool is_text_file(const fs::path& path) {
  const std::string extension = path.extension().string();
  constexpr std::array kOthers = {".png", ".ico", ".der", ".gz", ".sqlite"};
  return std::ranges::find(kOthers, extension) == kOthers.end();
}

void add_below(const fs::path& root, const std::string& top, std::vector<SourceFile>& texts) {
  for (auto at = fs::recursive_directory_iterator(root / top); at != fs::recursive_directory_iterator(); ++at) {
    if (at->path().filename() == "__pycache__") at.disable_recursion_pending();
    if (!at->is_regular_file() || !is_text_file(at->path())) continue;
    const std::string path = fs::relative(at->path(), root).generic_string();
    texts.push_back({path, read_project_file(path)});
  }
}

}  // namespace

std::vector<SourceFile> read_texts() {
  const fs::path root = MUSTER_SOURCE_DIR;
  std::vector<SourceFile> texts;
  for (const char* top : {"reconciler", "providers", "daemon", "schemas", "examples", "systemd", "tests", ".ci"}) {
    add_below(root, top, texts);
  }
  for (const auto& entry : fs::directory_iterator(root)) {
    if (!entry.is_regular_file() || entry.path().filename() == "LICENSE") continue;
    const std::string path = entry.path().filename().string();
    if (path != ".git") texts.push_back({path, read_project_file(path)});
  }
  std::ranges::sort(texts, {}, &SourceFile::path);
  return texts;
}

std::vector<Finding> forbidden_words(const SourceFile& file) {
  std::vector<Finding> findings;
  for (const std::string& word : forbidden()) {
    for (std::size_t at = file.text.find(word); at != std::string::npos; at = file.text.find(word, at + 1)) {
      findings.push_back({file.path, line_of(file.text, at), "says \"" + word + "\""});
    }
  }
  return findings;
}

std::vector<Finding> unnamed_files(const std::string& folder, const std::vector<SourceFile>& sources,
                                   std::string_view readme) {
  std::set<std::string> stems;
  for (const SourceFile& each : sources) {
    if (folder_of(each.path) == folder) stems.insert(fs::path(each.path).stem().string());
  }
  std::vector<Finding> findings;
  for (const std::string& stem : stems) {
    const bool named = readme.find("`" + stem + "`") != std::string_view::npos ||
                       readme.find("`" + stem + ".") != std::string_view::npos;
    if (!named) findings.push_back({folder + "/README.md", 0, "does not name `" + stem + "`"});
  }
  return findings;
}

std::string project_version(std::string_view cmake_lists) {
  static const std::regex kVersion(R"(project\s*\(\s*muster\s+VERSION\s+([0-9.]+))");
  std::match_results<std::string_view::const_iterator> match;
  if (!std::regex_search(cmake_lists.begin(), cmake_lists.end(), match, kVersion)) return {};
  return match[1];
}

bool mentions_version(std::string_view change_log, std::string_view version) {
  const std::string heading = "## " + std::string(version);
  return !version.empty() && std::ranges::any_of(lines_of(change_log), [&](std::string_view line) {
    return line == heading || line.starts_with(heading + " ");
  });
}

}  // namespace muster::architecture
