// The machine's disk with the store on it: what survives a process, and what survives the loss of power.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "reconciler/engine/ports.h"
#include "tests/support/unsynced_vfs.h"

namespace muster::simulation {

class Disk {
 public:
  [[nodiscard]] core::Result<std::unique_ptr<engine::Store>> open();
  // Whatever was not synced is gone, or a part of it that `seed` tells; the last of what is left may be torn. Stores
  // that are open stay dead.
  void lose_power(std::uint64_t seed) { disk_.pull_plug(seed); }
  // What is wrong with the audit chains; empty: nothing.
  [[nodiscard]] std::string check_audit();
  // Of all chains when they were checked last: how often a change of that object was recorded ("create", "remove").
  [[nodiscard]] int audited(const std::string& action, const core::EntityKey& object) const;
  // In the middle of some later write of the store.
  void lose_power_after(std::uint64_t operations) { disk_.lose_power_after(operations); }
  [[nodiscard]] bool has_power() const { return disk_.has_power(); }

 private:
  support::UnsyncedVfs disk_;
  std::map<std::pair<std::string, core::EntityKey>, int> audited_;
  std::size_t records_ = 0;
};

}  // namespace muster::simulation
