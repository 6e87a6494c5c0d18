// The toy vendor behind the Provider port, with failures that a test scripts, and a store and secrets in memory.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "reconciler/engine/ports.h"
#include "reconciler/engine/provider.h"
#include "tests/support/model_world.h"

namespace muster::support {

// What happens to one write.
enum class WriteFate { works, refused, lost_before, lost_after, accepted_without_effect };

class ModelProvider final : public engine::Provider {
 public:
  explicit ModelProvider(engine::Clock& clock) : clock_(clock) {}

  [[nodiscard]] const core::Catalog& catalog() const override;
  [[nodiscard]] engine::Task<core::Result<core::Coverage>> observe(std::shared_ptr<const engine::Scope> scope,
                                                                   engine::PageSink& sink) override;
  [[nodiscard]] engine::Task<core::Result<core::Fresh>> read(core::EntityKey entity, core::RemoteId id) override;
  [[nodiscard]] engine::Task<std::vector<core::Result<core::Receipt>>> write(std::vector<core::Write> writes) override;

  ModelWorld world;
  std::deque<WriteFate> fates;         // of the next writes; then they work
  std::function<void()> before_write;  // a second administrator, at the worst moment
  std::set<std::string> unlisted;      // keys that listings leave out
  std::vector<std::string> log;        // "observe", "read user ada", "update user ada"
  std::vector<core::FieldWrite> last_fields;
  engine::Duration latency{10};
  std::size_t in_flight = 0;
  std::size_t most_in_flight = 0;

 private:
  core::Result<core::Receipt> play(const core::Write& write);
  engine::Clock& clock_;
};

class MemoryStore final : public engine::Store {
 public:
  [[nodiscard]] engine::Task<core::Result<core::Inventory>> load(std::string system) override;
  [[nodiscard]] engine::Task<core::Status> put(std::vector<core::InventoryEntry> entries) override;
  [[nodiscard]] engine::Task<core::Status> forget(std::vector<core::EntityKey> keys) override;
  [[nodiscard]] engine::Task<core::Status> consume_plan(std::string plan_id) override;

  std::map<core::EntityKey, core::InventoryEntry> entries;
  std::set<std::string> consumed;
};

class MemorySecrets final : public engine::Secrets {
 public:
  [[nodiscard]] engine::Task<core::Result<core::Secret>> resolve(core::SecretReference reference) override;
  [[nodiscard]] engine::Task<core::Result<std::string>> version(core::SecretReference reference) override;

  std::map<std::string, std::string> values;  // by the reference's text
};

}  // namespace muster::support
