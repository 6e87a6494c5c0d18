// Several files as one answer.
#pragma once

#include <string>
#include <vector>

#include "daemon/answers.h"

namespace muster::daemon {

struct OutputFile {
  std::string name;  // relative, below --out
  std::string text;
  bool secret = false;
};

enum class Existing { keep, replace };

// Makes the folder of --out where it is missing, and says what was written. With `keep`, nothing is written when a file
// of the same name says something else: what people wrote is not lost.
[[nodiscard]] core::ExitCode write_folder(const CommandContext& context, const std::vector<OutputFile>& files,
                                          Existing existing);

// As write_folder, but silent, and into any folder.
[[nodiscard]] core::Status write_files(const std::string& folder, const std::vector<OutputFile>& files);

}  // namespace muster::daemon
