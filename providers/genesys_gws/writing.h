// Creating, changing and removing one user.
#pragma once

#include <memory>
#include <vector>

#include "providers/genesys_gws/api.h"
#include "providers/genesys_gws/known.h"
#include "reconciler/core/change.h"

namespace muster::genesys_gws {

class Writing {
 public:
  // Nothing is owned.
  Writing(Api& api, const Settings& settings, Known& known) : api_(&api), settings_(&settings), known_(&known) {}

  // Errors carry the entity and never a secret. Devices have results of their own in the receipt.
  [[nodiscard]] engine::Task<core::Result<core::Receipt>> write(std::shared_ptr<const core::Write> write);

 private:
  using Outcome = engine::Task<core::Result<core::Receipt>>;

  [[nodiscard]] Outcome dispatch(std::shared_ptr<const core::Write> write);
  [[nodiscard]] Outcome create(std::shared_ptr<const core::Write> write);
  [[nodiscard]] Outcome update(std::shared_ptr<const core::Write> write);
  [[nodiscard]] Outcome remove(std::shared_ptr<const core::Write> write);
  [[nodiscard]] engine::Task<std::vector<core::ElementResult>> assign_devices(std::shared_ptr<const core::Write> write,
                                                                              core::RemoteId id);
  [[nodiscard]] engine::Task<core::RemoteId> find_id(std::shared_ptr<const core::Write> write);

  Api* api_;
  const Settings* settings_;
  Known* known_;
};

}  // namespace muster::genesys_gws
