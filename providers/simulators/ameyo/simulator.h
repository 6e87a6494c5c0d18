// One simulated server with its faults, as shells and tests use it.
#pragma once

#include "providers/simulators/ameyo/second_admin.h"
#include "providers/simulators/ameyo/world.h"
#include "providers/simulators/faults.h"

namespace muster::simulators::ameyo {

// Owns the world; must outlive the shells that serve it. Not movable: answering() refers to it.
class Simulator {
 public:
  explicit Simulator(World world, FaultSettings faults = {}, EditSettings edits = {});
  Simulator(const Simulator&) = delete;
  Simulator& operator=(const Simulator&) = delete;

  [[nodiscard]] World& world() { return world_; }
  [[nodiscard]] Faults& faults() { return faults_; }
  [[nodiscard]] EditSettings& edits() { return edits_; }
  [[nodiscard]] Answering answering();

 private:
  World world_;
  EditSettings edits_;
  Faults faults_;
};

}  // namespace muster::simulators::ameyo
