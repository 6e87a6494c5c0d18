#include "daemon/sqlite_store.h"

#include <optional>

#include "daemon/sqlite_opening.h"
#include "daemon/sqlite_systems.h"

namespace muster::daemon {
// The answer is shared, so that a caller who goes away meanwhile leaves nothing dangling.
template <typename T>
engine::Task<T> SqliteStore::answer_of(std::function<T()> work) {
  if (choices_.worker == nullptr) co_return work();
  auto answer = std::make_shared<std::optional<T>>();
  std::function<void()> job = [answer, work = std::move(work), keep = under_way_] { answer->emplace(work()); };
  co_await choices_.worker->run(std::move(job));
  co_return std::move(**answer);
}

SqliteStore::~SqliteStore() {
  const auto idle = idle_.get_future();
  under_way_.reset();
  idle.wait();
}

core::Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::string& file, StoreAccess access,
                                                             StoreChoices choices) {
  auto database = open_store_file(file, access, choices.vfs);
  if (!database) return std::unexpected(std::move(database).error());
  return std::unique_ptr<SqliteStore>(new SqliteStore(std::move(*database), std::move(choices)));
}

engine::Task<core::Result<core::Memory>> SqliteStore::load(std::string system, engine::WallTime now) {
  std::function<core::Result<core::Memory>()> work = [this, system, now] { return load_now(system, now); };
  auto memory = co_await answer_of(std::move(work));
  co_return memory;
}

engine::Task<core::Status> SqliteStore::record(std::shared_ptr<const core::PassRecord> pass) {
  std::function<core::Status()> work = [this, pass] { return record_now(*pass); };
  auto done = co_await answer_of(std::move(work));
  co_return done;
}

engine::Task<core::Status> SqliteStore::begin(std::vector<core::Intent> intents) {
  std::function<core::Status()> work = [this, all = std::move(intents)] { return begin_now(all); };
  auto done = co_await answer_of(std::move(work));
  co_return done;
}

engine::Task<core::Status> SqliteStore::close(std::vector<core::Closing> closings) {
  std::function<core::Status()> work = [this, all = std::move(closings)] { return close_now(all); };
  auto done = co_await answer_of(std::move(work));
  co_return done;
}

engine::Task<core::Status> SqliteStore::consume_plan(std::string plan_id) {
  std::function<core::Status()> work = [this, plan_id] { return consume_now(plan_id); };
  auto done = co_await answer_of(std::move(work));
  co_return done;
}

engine::Task<core::Status> SqliteStore::forget_system(std::string system, core::AuditRecord audit) {
  std::function<core::Status()> work = [this, system, audit] { return forget_now(system, audit); };
  auto done = co_await answer_of(std::move(work));
  co_return done;
}

engine::Task<core::Result<core::Secret>> SqliteStore::load_token(std::string system, std::string name) {
  std::function<core::Result<core::Secret>()> work = [this, system, name] { return load_token_now(system, name); };
  auto token = co_await answer_of(std::move(work));
  co_return token;
}

engine::Task<core::Status> SqliteStore::keep_token(std::string system, std::string name, core::Secret token) {
  // A std::function can be copied, and a secret cannot.
  auto shared = std::make_shared<const core::Secret>(std::move(token));
  std::function<core::Status()> work = [this, system, name, shared] { return keep_token_now(system, name, *shared); };
  auto done = co_await answer_of(std::move(work));
  co_return done;
}

engine::Task<core::Result<std::int64_t>> SqliteStore::next_fence(std::string system) {
  std::function<core::Result<std::int64_t>()> work = [this, system] {
    auto fence = std::make_shared<core::Result<std::int64_t>>(0);
    auto counted = in_transaction([&]() -> core::Status {
      *fence = count_fence(database_, system);
      return *fence ? core::Status() : std::unexpected(fence->error());
    });
    return counted ? *fence : std::unexpected(counted.error());
  };
  auto number = co_await answer_of(std::move(work));
  co_return number;
}

core::Status SqliteStore::visit_audit(const std::function<void(const AuditRow&)>& visit) {
  return daemon::visit_audit(database_, visit);
}

core::Result<std::vector<AuditHead>> SqliteStore::audit_heads() { return read_audit_heads(database_); }

}  // namespace muster::daemon
