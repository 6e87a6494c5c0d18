#include "providers/simulators/cucm_uds/simulator.h"

#include <utility>

#include "providers/simulators/cucm_uds/handle.h"
#include "providers/simulators/cucm_uds/vendor_faults.h"

namespace muster::simulators::cucm_uds {

Simulator::Simulator(World world, FaultSettings faults, EditSettings edits)
    : world_(std::move(world)),
      edits_(std::move(edits)),
      faults_([this](const net::HttpRequest& request, engine::WallTime now) { return handle(world_, request, now); },
              vendor_faults(world_, edits_), std::move(faults)) {}

Answering Simulator::answering() {
  return [this](const net::HttpRequest& request, engine::WallTime now) { return faults_.answer(request, now); };
}

}  // namespace muster::simulators::cucm_uds
