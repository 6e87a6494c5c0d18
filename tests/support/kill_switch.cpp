#include "tests/support/kill_switch.h"

namespace muster::support {

engine::Task<core::Result<core::Memory>> KillableStore::load(std::string system, engine::WallTime now) {
  kill_.pass();
  auto answer = co_await store_.load(std::move(system), now);
  kill_.pass();
  co_return answer;
}

engine::Task<core::Status> KillableStore::record(std::shared_ptr<const core::PassRecord> pass) {
  kill_.pass();
  auto answer = co_await store_.record(std::move(pass));
  kill_.pass();
  co_return answer;
}

engine::Task<core::Status> KillableStore::begin(std::vector<core::Intent> intents) {
  kill_.pass();
  auto answer = co_await store_.begin(std::move(intents));
  kill_.pass();
  co_return answer;
}

engine::Task<core::Status> KillableStore::close(std::vector<core::Closing> closings) {
  kill_.pass();
  auto answer = co_await store_.close(std::move(closings));
  kill_.pass();
  co_return answer;
}

engine::Task<core::Status> KillableStore::consume_plan(std::string plan_id) {
  kill_.pass();
  auto answer = co_await store_.consume_plan(std::move(plan_id));
  kill_.pass();
  co_return answer;
}

engine::Task<core::Status> KillableStore::forget_system(std::string system, core::AuditRecord audit) {
  kill_.pass();
  auto answer = co_await store_.forget_system(std::move(system), std::move(audit));
  kill_.pass();
  co_return answer;
}

engine::Task<core::Result<core::Secret>> KillableStore::load_token(std::string system, std::string name) {
  kill_.pass();
  auto answer = co_await store_.load_token(std::move(system), std::move(name));
  kill_.pass();
  co_return answer;
}

engine::Task<core::Status> KillableStore::keep_token(std::string system, std::string name, core::Secret token) {
  kill_.pass();
  auto answer = co_await store_.keep_token(std::move(system), std::move(name), std::move(token));
  kill_.pass();
  co_return answer;
}

engine::Task<core::Result<core::Coverage>> KillableProvider::observe(std::shared_ptr<const engine::Scope> scope,
                                                                     engine::PageSink& sink) {
  kill_.pass();
  auto answer = co_await provider_.observe(std::move(scope), sink);
  kill_.pass();
  co_return answer;
}

engine::Task<core::Result<core::Fresh>> KillableProvider::read(core::EntityKey entity, core::RemoteId id,
                                                               engine::WantedFields fields) {
  kill_.pass();
  auto answer = co_await provider_.read(std::move(entity), std::move(id), std::move(fields));
  kill_.pass();
  co_return answer;
}

engine::Task<std::vector<core::Result<core::Receipt>>> KillableProvider::write(std::vector<core::Write> writes) {
  kill_.pass();
  auto answer = co_await provider_.write(std::move(writes));
  kill_.pass();
  co_return answer;
}

engine::Task<core::Result<core::Secret>> KillableSecrets::resolve(core::SecretReference reference) {
  kill_.pass();
  auto answer = co_await secrets_.resolve(std::move(reference));
  kill_.pass();
  co_return answer;
}

engine::Task<core::Result<std::string>> KillableSecrets::version(core::SecretReference reference) {
  kill_.pass();
  auto answer = co_await secrets_.version(std::move(reference));
  kill_.pass();
  co_return answer;
}

engine::Task<void> KillableClock::sleep(engine::Duration duration) {
  kill_.pass();
  co_await clock_.sleep(duration);
  kill_.pass();
}

}  // namespace muster::support
