// The state store of an installation: one SQLite file.
#pragma once

#include <functional>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "daemon/sqlite_audit.h"
#include "daemon/sqlite_database.h"
#include "reconciler/engine/ports.h"

namespace muster::daemon {

enum class StoreAccess {
  read_write,  // creates what is missing: the file with mode 0600, its folder with 0700
  read_only,   // changes nothing, not even an older store: without a file every system is unknown; writing is an error
};

struct StoreChoices {
  std::string vfs;                   // a file system as SQLite knows it; empty: the machine's
  core::Secret token_key;            // empty: tokens can neither be kept nor read
  engine::Worker* worker = nullptr;  // does the work; not owned, outlives the store. Null: the caller's thread does
  // After each commit that added to the audit trail, where the work is done: the ends of all chains.
  std::function<void(const std::vector<AuditHead>&)> on_audit;
};

// A durable commit takes about a third of a millisecond.
class SqliteStore final : public engine::Store {
 public:
  // Waits for work that is under way, whoever still awaits it.
  ~SqliteStore() override;
  SqliteStore(const SqliteStore&) = delete;
  SqliteStore& operator=(const SqliteStore&) = delete;

  // Errors: invalid (no store of muster, one that a newer muster wrote, or one that others may read), unavailable
  // (disk, owner, lock).
  [[nodiscard]] static core::Result<std::unique_ptr<SqliteStore>> open(const std::string& file, StoreAccess access,
                                                                       StoreChoices choices = {});

  [[nodiscard]] engine::Task<core::Result<core::Memory>> load(std::string system, engine::WallTime now) override;
  [[nodiscard]] engine::Task<core::Status> record(std::shared_ptr<const core::PassRecord> pass) override;
  [[nodiscard]] engine::Task<core::Status> begin(std::vector<core::Intent> intents) override;
  [[nodiscard]] engine::Task<core::Status> close(std::vector<core::Closing> closings) override;
  [[nodiscard]] engine::Task<core::Status> consume_plan(std::string plan_id) override;
  [[nodiscard]] engine::Task<core::Status> forget_system(std::string system, core::AuditRecord audit) override;
  [[nodiscard]] engine::Task<core::Result<core::Secret>> load_token(std::string system, std::string name) override;
  [[nodiscard]] engine::Task<core::Status> keep_token(std::string system, std::string name,
                                                      core::Secret token) override;

  // A number that no holder of this system's lease had before.
  [[nodiscard]] engine::Task<core::Result<std::int64_t>> next_fence(std::string system);

  // Those of that system whose names begin so; how many there were. On the caller's thread.
  [[nodiscard]] core::Result<int> forget_tokens(const std::string& system, const std::string& prefix);

  // Of all systems, or of one; for commands that read. On the caller's thread.
  [[nodiscard]] core::Status visit_audit(const std::function<void(const AuditRow&)>& visit);
  [[nodiscard]] core::Result<std::vector<AuditHead>> audit_heads();

 private:
  SqliteStore(SqliteDatabase database, StoreChoices choices)
      : database_(std::move(database)), choices_(std::move(choices)) {}

  [[nodiscard]] core::Result<core::Memory> load_now(const std::string& system, core::WallMillis now);
  [[nodiscard]] core::Status record_now(const core::PassRecord& pass);
  [[nodiscard]] core::Status begin_now(const std::vector<core::Intent>& intents);
  [[nodiscard]] core::Status close_now(const std::vector<core::Closing>& closings);
  [[nodiscard]] core::Status close_one(const core::Closing& closing);
  [[nodiscard]] core::Status consume_now(const std::string& plan_id);
  [[nodiscard]] core::Status forget_now(const std::string& system, const core::AuditRecord& audit);
  [[nodiscard]] core::Result<core::Secret> load_token_now(const std::string& system, const std::string& name);
  [[nodiscard]] core::Status keep_token_now(const std::string& system, const std::string& name,
                                            const core::Secret& token);
  // Commits what `write` did, or nothing.
  [[nodiscard]] core::Status in_transaction(const std::function<core::Status()>& write);
  void tell_heads();

  // Runs `work` on the worker, or here.
  template <typename T>
  [[nodiscard]] engine::Task<T> answer_of(std::function<T()> work);

  SqliteDatabase database_;
  StoreChoices choices_;
  std::promise<void> idle_;
  std::shared_ptr<void> under_way_{nullptr, [this](void*) { idle_.set_value(); }};  // shared by each piece of work
};

}  // namespace muster::daemon
