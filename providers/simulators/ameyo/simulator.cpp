#include "providers/simulators/ameyo/simulator.h"

#include <utility>

#include "providers/simulators/ameyo/handle.h"
#include "providers/simulators/ameyo/vendor_faults.h"

namespace muster::simulators::ameyo {

Simulator::Simulator(World world, FaultSettings faults, EditSettings edits)
    : world_(std::move(world)),
      edits_(std::move(edits)),
      faults_([this](const net::HttpRequest& request, engine::WallTime now) { return handle(world_, request, now); },
              vendor_faults(world_, edits_), std::move(faults)) {}

Answering Simulator::answering() {
  return [this](const net::HttpRequest& request, engine::WallTime now) { return faults_.answer(request, now); };
}

}  // namespace muster::simulators::ameyo
