#include "providers/simulators/genesys_gws/simulator.h"

#include <utility>

#include "providers/simulators/genesys_gws/handle.h"
#include "providers/simulators/genesys_gws/vendor_faults.h"

namespace muster::simulators::gws {

Simulator::Simulator(World world, FaultSettings faults, EditSettings edits)
    : world_(std::move(world)),
      edits_(std::move(edits)),
      faults_([this](const net::HttpRequest& request, engine::WallTime now) { return handle(world_, request, now); },
              vendor_faults(world_, edits_), std::move(faults)) {}

Answering Simulator::answering() {
  return [this](const net::HttpRequest& request, engine::WallTime now) { return faults_.answer(request, now); };
}

}  // namespace muster::simulators::gws
