#include "tests/simulation/killable_store.h"

namespace muster::simulation {

using core::Result;
using core::Status;
using engine::Task;

Task<Result<core::Memory>> KillableStore::load(std::string system, engine::WallTime now) {
  co_await kill_.pass("load");
  auto memory = co_await inner_.load(std::move(system), now);
  co_return memory;
}

Task<Status> KillableStore::record(std::shared_ptr<const core::PassRecord> pass) {
  co_await kill_.pass("before record");
  auto recorded = co_await inner_.record(std::move(pass));
  co_await kill_.pass("after record");
  co_return recorded;
}

Task<Status> KillableStore::begin(std::vector<core::Intent> intents) {
  co_await kill_.pass("before begin");
  auto begun = co_await inner_.begin(std::move(intents));
  co_await kill_.pass("after begin");
  co_return begun;
}

Task<Status> KillableStore::close(std::vector<core::Closing> closings) {
  co_await kill_.pass("before close");
  auto closed = co_await inner_.close(std::move(closings));
  co_await kill_.pass("after close");
  co_return closed;
}

Task<Status> KillableStore::consume_plan(std::string plan_id) {
  co_await kill_.pass("before consume");
  auto consumed = co_await inner_.consume_plan(std::move(plan_id));
  co_await kill_.pass("after consume");
  co_return consumed;
}

Task<Status> KillableStore::forget_system(std::string system, core::AuditRecord audit) {
  co_await kill_.pass("before forget");
  auto forgotten = co_await inner_.forget_system(std::move(system), std::move(audit));
  co_await kill_.pass("after forget");
  co_return forgotten;
}

Task<Result<core::Secret>> KillableStore::load_token(std::string system, std::string name) {
  auto token = co_await inner_.load_token(std::move(system), std::move(name));
  co_return token;
}

Task<Status> KillableStore::keep_token(std::string system, std::string name, core::Secret token) {
  co_await kill_.pass("before keep");
  auto kept = co_await inner_.keep_token(std::move(system), std::move(name), std::move(token));
  co_await kill_.pass("after keep");
  co_return kept;
}

}  // namespace muster::simulation
