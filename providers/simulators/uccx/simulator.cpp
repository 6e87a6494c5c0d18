#include "providers/simulators/uccx/simulator.h"

#include <utility>

#include "providers/simulators/uccx/handle.h"
#include "providers/simulators/uccx/vendor_faults.h"

namespace muster::simulators::uccx {

Simulator::Simulator(World world, FaultSettings faults, EditSettings edits)
    : world_(std::move(world)),
      edits_(std::move(edits)),
      faults_([this](const net::HttpRequest& request, engine::WallTime now) { return handle(world_, request, now); },
              vendor_faults(world_, edits_), std::move(faults)) {}

Answering Simulator::answering() {
  return [this](const net::HttpRequest& request, engine::WallTime now) { return faults_.answer(request, now); };
}

}  // namespace muster::simulators::uccx
