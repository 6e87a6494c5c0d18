// From -f paths to Desired: files are read, loaded and judged offline, and every mistake is kept.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "daemon/answers.h"
#include "reconciler/manifest/loader.h"

namespace muster::daemon {

struct JudgedManifests {
  manifest::Loaded loaded;  // problems include unreadable files and settings no provider accepts
  std::size_t files = 0;
  std::string commit;

  [[nodiscard]] bool valid() const { return loaded.problems.empty() && loaded.desired != nullptr; }
};

[[nodiscard]] JudgedManifests judge_manifests(const std::vector<std::string>& sources);

// For commands that need valid manifests: what is wrong is said, and then there is no value.
[[nodiscard]] std::optional<JudgedManifests> load_manifests(const CommandContext& context,
                                                            const std::vector<std::string>& sources);

}  // namespace muster::daemon
