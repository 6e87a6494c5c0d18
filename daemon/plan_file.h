// A plan that was saved to be reviewed and applied later: readable JSON, sealed with the state key.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "reconciler/core/error.h"
#include "reconciler/core/make_plan.h"
#include "reconciler/core/secret.h"
#include "reconciler/core/time_text.h"

namespace muster::daemon {

inline constexpr int kPlanFileFormatVersion = 1;
inline constexpr std::chrono::hours kPlanFileLifetime{24};

// What a saved plan is bound to.
struct SavedPlan {
  std::string plan_id;  // of this file, not of the plan: saving a plan twice gives two ids
  std::string muster_version;
  std::string commit;
  std::vector<std::string> sources;  // the -f paths, absolute
  core::Selection selection;
  bool prune = false;  // objects without a document were judged too
  core::WallMillis created_at{};
  core::WallMillis expires_at{};
  core::SecretVersions secret_versions;
  std::vector<core::ApprovedChange> approved;  // read from the plan, never written by itself; sorted
};

// `plan_json` is render_json of the plan's document. The file's last member is an HMAC-SHA256 over every byte
// before it.
[[nodiscard]] std::string write_plan_file(const SavedPlan& about, std::string_view plan_json, const core::Secret& key);

// Errors (invalid), one sentence each: not a plan file, edited or of another key, expired, of another version of
// muster. The seal is judged first: nothing of a file that was edited is believed.
[[nodiscard]] core::Result<SavedPlan> read_plan_file(std::string_view file, const core::Secret& key,
                                                     core::WallMillis now);

}  // namespace muster::daemon
