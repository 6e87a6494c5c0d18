// One observation: the users that manifests name, side by side, and what the cluster offers.
#pragma once

#include <memory>
#include <set>
#include <vector>

#include "providers/cucm_uds/options.h"
#include "providers/cucm_uds/user_reading.h"

namespace muster::cucm_uds {

class Observation {
 public:
  // Nothing is owned.
  Observation(Api& api, OptionLists& options, Known& known) : api_(&api), options_(&options), known_(&known) {}

  // Errors: the server could not be reached by anybody. A user who cannot sign in is unreadable, and nobody else is.
  [[nodiscard]] engine::Task<core::Result<core::Coverage>> read(std::shared_ptr<const engine::Scope> scope,
                                                                engine::PageSink& sink);

 private:
  [[nodiscard]] engine::Task<void> read_users(std::shared_ptr<const engine::Scope> scope, engine::PageSink& sink);
  [[nodiscard]] engine::Task<void> read_one(std::shared_ptr<const engine::Scope> scope,
                                            std::shared_ptr<const WantedUser> wanted, engine::PageSink* sink);
  [[nodiscard]] engine::Task<void> read_options(std::shared_ptr<const engine::Scope> scope, engine::PageSink* sink);
  void take(const UserReading& reading, engine::PageSink& sink);
  [[nodiscard]] bool is_down() const;

  Api* api_;
  OptionLists* options_;
  Known* known_;
  std::vector<WantedUser> wanted_;
  core::Coverage coverage_;
  std::size_t rows_ = 0;
  std::size_t unreached_ = 0;  // users of whom nothing could be read, as the server did not serve
  std::size_t reached_ = 0;
  std::optional<core::Error> failure_;
};

}  // namespace muster::cucm_uds
