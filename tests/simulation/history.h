// Every state that the manifests had, and what they asked for at a time.
#pragma once

#include <memory>
#include <vector>

#include "reconciler/core/desired.h"
#include "tests/simulation/manifests.h"

namespace muster::simulation {

struct ManifestState {
  Manifests manifests;
  std::shared_ptr<const core::Desired> desired;  // null: it could not be used
  std::string problem;
};

class History {
 public:
  // Reads them as the daemon does.
  const ManifestState& push(Manifests manifests);

  [[nodiscard]] const std::vector<ManifestState>& states() const { return states_; }
  [[nodiscard]] const ManifestState& newest() const { return states_.back(); }
  // The newest that can be used, and its number.
  [[nodiscard]] std::size_t in_force() const;

  // What usable states from that number on ask, oldest first; null where they have no document for it.
  [[nodiscard]] std::vector<const Wish*> wishes_since(std::size_t oldest, const std::string& login) const;
  [[nodiscard]] std::vector<const Document*> documents_since(std::size_t oldest, const std::string& system,
                                                             const std::string& key) const;
  // The last that there was of a login; null: there was none.
  [[nodiscard]] const Wish* last_wish(const std::string& login) const;
  // Whether any state so far had a document for it.
  [[nodiscard]] bool ever_named(const std::string& login) const;

 private:
  std::vector<ManifestState> states_;
};

}  // namespace muster::simulation
