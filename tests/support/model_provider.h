// The toy vendor behind the Provider port, with failures that a test scripts, and a store and secrets in memory.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "reconciler/engine/ports.h"
#include "reconciler/engine/provider.h"
#include "tests/support/model_world.h"

namespace muster::support {

// What happens to one write.
enum class WriteFate {
  works,
  refused,
  lost_before,
  lost_after,
  lost_and_late,  // no answer; carried out ModelProvider::late after it was sent
  accepted_without_effect,
  one_stays,  // a member that was to go is refused; all else works
};

class ModelProvider final : public engine::Provider {
 public:
  explicit ModelProvider(engine::Clock& clock) : clock_(clock) {}

  [[nodiscard]] const core::Catalog& catalog() const override;
  [[nodiscard]] engine::Task<core::Result<core::Coverage>> observe(std::shared_ptr<const engine::Scope> scope,
                                                                   engine::PageSink& sink) override;
  [[nodiscard]] engine::Task<core::Result<core::Fresh>> read(core::EntityKey entity, core::RemoteId id,
                                                             engine::WantedFields fields) override;
  [[nodiscard]] engine::Task<std::vector<core::Result<core::Receipt>>> write(std::vector<core::Write> writes) override;

  ModelWorld world;
  std::deque<WriteFate> fates;                       // of the next writes; then they work
  std::function<void()> before_write;                // a second administrator, at the worst moment
  std::function<void(const core::Write&)> on_write;  // as it is sent
  std::set<std::string> unlisted;                    // keys that listings leave out
  std::vector<std::string> log;                      // "observe", "read user ada", "update user ada"
  std::vector<core::FieldWrite> last_fields;
  engine::WantedFields last_wanted;  // of the last object that was read; others are left out
  engine::Duration latency{10};
  engine::Duration late{4'000};
  std::size_t in_flight = 0;
  std::size_t most_in_flight = 0;

 private:
  struct Late {
    engine::SteadyTime due;
    core::Write write;
  };

  core::Result<core::Receipt> play(const core::Write& write);
  core::Result<core::Receipt> keep_one(const core::Write& write);
  void apply_late();
  std::vector<Late> late_;
  engine::Clock& clock_;
};

// A store that keeps every promise of its port but the disk's. It outlives the processes that a test kills.
class MemoryStore final : public engine::Store {
 public:
  [[nodiscard]] engine::Task<core::Result<core::Memory>> load(std::string system, engine::WallTime now) override;
  [[nodiscard]] engine::Task<core::Status> record(std::shared_ptr<const core::PassRecord> pass) override;
  [[nodiscard]] engine::Task<core::Status> begin(std::vector<core::Intent> intents) override;
  [[nodiscard]] engine::Task<core::Status> close(std::vector<core::Closing> closings) override;
  [[nodiscard]] engine::Task<core::Status> consume_plan(std::string plan_id) override;
  [[nodiscard]] engine::Task<core::Status> forget_system(std::string system, core::AuditRecord record) override;
  [[nodiscard]] engine::Task<core::Result<core::Secret>> load_token(std::string system, std::string name) override;
  [[nodiscard]] engine::Task<core::Status> keep_token(std::string system, std::string name,
                                                      core::Secret token) override;

  // Every write to it fails with this from now on; nothing: all is well.
  std::optional<core::Error> broken;

  std::map<core::EntityKey, core::InventoryEntry> entries;
  std::map<core::EntityKey, core::Intent> open;
  std::vector<std::pair<core::Intent, core::Outcome>> closed;  // in order of closing
  std::map<std::string, core::Binding> bindings;
  std::map<std::string, core::EnforcedRecord> enforced;
  std::vector<core::AuditRecord> audit;
  std::set<std::string> consumed;
  std::map<std::pair<std::string, std::string>, std::string> tokens;
  std::size_t commits = 0;  // successful calls of begin and close

 private:
  void close_one(const core::Closing& closing);

  std::vector<core::Intent> sent_;
};

class MemorySecrets final : public engine::Secrets {
 public:
  [[nodiscard]] engine::Task<core::Result<core::Secret>> resolve(core::SecretReference reference) override;
  [[nodiscard]] engine::Task<core::Result<std::string>> version(core::SecretReference reference) override;

  std::map<std::string, std::string> values;  // by the reference's text
};

}  // namespace muster::support
