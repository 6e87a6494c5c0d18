// --system and --kind against what the manifests have: a word that selects nothing is a mistake.
#pragma once

#include "reconciler/core/desired.h"
#include "reconciler/core/error.h"
#include "reconciler/core/make_plan.h"

namespace muster::daemon {

[[nodiscard]] core::Status check_selection(const core::Selection& selection, const core::Desired& desired);
// --set-secrets: every name is that of a document, on whichever system.
[[nodiscard]] core::Status check_set_secrets(const std::vector<std::string>& names, const core::Desired& desired);
[[nodiscard]] bool is_selected(const core::Selection& selection, const std::string& system);

}  // namespace muster::daemon
