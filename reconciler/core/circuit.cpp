#include "reconciler/core/circuit.h"

#include <algorithm>

namespace muster::core {

void Circuit::failed() { failures_ = std::min(failures_ + 1, 1000); }

void Circuit::succeeded() { failures_ = 0; }

std::chrono::milliseconds Circuit::pause() const {
  if (!is_open()) return std::chrono::milliseconds(0);
  const int doublings = std::min(failures_ - kFailures, 16);
  return std::min(kFirstPause * (1 << doublings), kLongestPause);
}

}  // namespace muster::core
