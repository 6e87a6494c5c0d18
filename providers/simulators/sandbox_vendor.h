// What a vendor's folder gives to the sandbox.
#pragma once

#include <string>

#include "providers/simulators/answering.h"
#include "providers/simulators/sandbox.h"

namespace muster::simulators {

struct SandboxVendor {
  std::string provider;
  std::string username;
  std::string password;
  Answering answering;  // owns the simulated site; plays /_sandbox as well
};

}  // namespace muster::simulators
