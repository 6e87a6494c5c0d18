// A program that is run for what it prints, and never outlives whoever runs it.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace muster::daemon {

using Deadline = std::chrono::steady_clock::time_point;

class ChildProcess {
 public:
  // False: it cannot be started.
  [[nodiscard]] bool start(const std::vector<std::string>& argv);
  ChildProcess() = default;
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ~ChildProcess();  // kills what still runs

  // Its standard output; does not block.
  [[nodiscard]] int output() const { return output_; }
  // False: the deadline passed first.
  [[nodiscard]] bool wait_for_output(Deadline deadline) const;
  // The exit status, 128 + the signal that ended it; nothing: the deadline passed first.
  [[nodiscard]] std::optional<int> wait_for_end(Deadline deadline);

 private:
  [[nodiscard]] bool spawn(const std::vector<std::string>& argv, int write_end);
  int output_ = -1;
  int handle_ = -1;  // pidfd
  pid_t pid_ = -1;
};

}  // namespace muster::daemon
