// What the texts beside the code have to say, and what no file may say.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/architecture/source_file.h"

namespace muster::architecture {

// Every file of the project that is text: sources, scripts, manifests, documents.
[[nodiscard]] std::vector<SourceFile> read_texts();

// Paths of the machine it was written on, and work that was left for later.
[[nodiscard]] std::vector<Finding> forbidden_words(const SourceFile& file);

// Files of `folder` (not of folders in it) whose stem the README does not name in backticks: `diff` covers diff.h and
// diff.cpp.
[[nodiscard]] std::vector<Finding> unnamed_files(const std::string& folder, const std::vector<SourceFile>& sources,
                                                 std::string_view readme);

// "0.1.0" of `project(muster VERSION 0.1.0 ...)`; empty where there is none.
[[nodiscard]] std::string project_version(std::string_view cmake_lists);
// The change log has a heading for that version.
[[nodiscard]] bool mentions_version(std::string_view change_log, std::string_view version);

}  // namespace muster::architecture
