// The loop's ports in memory: a source that a test pushes states into, connections that count, leases, a worker.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "reconciler/engine/ports.h"
#include "reconciler/engine/task_group.h"

namespace muster::support {

class PushedSource final : public engine::Source {
 public:
  explicit PushedSource(const boost::asio::any_io_executor& executor) : pushed_(executor) {}

  void push(std::shared_ptr<const core::Desired> desired);
  void push_broken(std::string commit, std::string problem);
  [[nodiscard]] engine::Task<engine::SourceUpdate> next() override;
  void read_again() override;

 private:
  engine::Signal pushed_;
  std::deque<engine::SourceUpdate> updates_;
  engine::SourceUpdate last_;
};

// One provider a system, given by the test.
class GivenConnections final : public engine::Connections {
 public:
  [[nodiscard]] engine::Task<core::Result<engine::Connected>> connect(core::SystemSpec spec) override;
  [[nodiscard]] engine::Task<core::Result<std::string>> credential_version(core::SystemSpec spec) override;

  std::map<std::string, std::function<std::shared_ptr<engine::Provider>()>> makers;
  std::map<std::string, std::string> versions;
  int connected = 0;
};

// Leases of one process; `elsewhere` are held by somebody else.
class MemoryLeases final : public engine::Leases {
 public:
  [[nodiscard]] engine::Task<core::Result<std::shared_ptr<engine::Lease>>> take(std::string system,
                                                                                std::string holder) override;
  [[nodiscard]] engine::Task<std::optional<std::string>> holder(std::string system) override;

  std::map<std::string, std::string> elsewhere;

 private:
  std::map<std::string, std::weak_ptr<engine::Lease>> held_;
  std::map<std::string, std::int64_t> fences_;
};

class InlineWorker final : public engine::Worker {
 public:
  [[nodiscard]] engine::Task<void> run(std::function<void()> work) override;
};

}  // namespace muster::support
