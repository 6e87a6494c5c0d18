#include "tests/support/loop_ports.h"

namespace muster::support {

namespace {

class HeldLease final : public engine::Lease {
 public:
  explicit HeldLease(std::int64_t fence) : fence_(fence) {}
  [[nodiscard]] std::int64_t fence() const override { return fence_; }
  [[nodiscard]] bool is_held() const override { return true; }

 private:
  std::int64_t fence_;
};

}  // namespace

void PushedSource::push(std::shared_ptr<const core::Desired> desired) {
  engine::SourceUpdate update;
  update.commit = desired->commit;
  update.desired = std::move(desired);
  updates_.push_back(std::move(update));
  pushed_.notify();
}

void PushedSource::push_broken(std::string commit, std::string problem) {
  engine::SourceUpdate update;
  update.commit = std::move(commit);
  update.problems = {std::move(problem)};
  updates_.push_back(std::move(update));
  pushed_.notify();
}

engine::Task<engine::SourceUpdate> PushedSource::next() {
  while (updates_.empty()) co_await pushed_.wait();
  last_ = std::move(updates_.front());
  updates_.pop_front();
  co_return last_;
}

void PushedSource::read_again() {
  updates_.push_back(last_);
  pushed_.notify();
}

engine::Task<core::Result<engine::Connected>> GivenConnections::connect(core::SystemSpec spec) {
  const auto maker = makers.find(spec.name);
  if (maker == makers.end()) {
    co_return std::unexpected(core::Error(core::ErrorKind::invalid, spec.name + ": there is no such site"));
  }
  ++connected;
  engine::Connected made;
  made.provider = maker->second();
  made.credential_version = versions[spec.name];
  co_return made;
}

engine::Task<core::Result<std::string>> GivenConnections::credential_version(core::SystemSpec spec) {
  co_return versions[spec.name];
}

engine::Task<core::Result<std::shared_ptr<engine::Lease>>> MemoryLeases::take(std::string system, std::string holder) {
  (void)holder;
  const auto other = elsewhere.find(system);
  if (other != elsewhere.end() || !held_[system].expired()) {
    const std::string who = other == elsewhere.end() ? "this process" : other->second;
    co_return std::unexpected(core::Error(core::ErrorKind::conflict, system + " is written by " + who));
  }
  const auto lease = std::make_shared<HeldLease>(++fences_[system]);
  held_[system] = lease;
  co_return std::shared_ptr<engine::Lease>(lease);
}

engine::Task<std::optional<std::string>> MemoryLeases::holder(std::string system) {
  const auto other = elsewhere.find(system);
  if (other == elsewhere.end()) co_return std::nullopt;
  co_return other->second;
}

engine::Task<void> InlineWorker::run(std::function<void()> work) {
  work();
  co_return;
}

}  // namespace muster::support
