#include "providers/simulators/webex/simulator.h"

#include <utility>

#include "providers/simulators/webex/handle.h"
#include "providers/simulators/webex/vendor_faults.h"

namespace muster::simulators::webex {

Simulator::Simulator(World world, FaultSettings faults, EditSettings edits)
    : world_(std::move(world)),
      edits_(std::move(edits)),
      faults_([this](const net::HttpRequest& request, engine::WallTime now) { return handle(world_, request, now); },
              vendor_faults(world_, edits_), std::move(faults)) {}

Answering Simulator::answering() {
  return [this](const net::HttpRequest& request, engine::WallTime now) { return faults_.answer(request, now); };
}

}  // namespace muster::simulators::webex
