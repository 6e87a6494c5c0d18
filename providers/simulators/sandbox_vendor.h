// What a vendor's folder gives to the sandbox.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "providers/simulators/answering.h"
#include "providers/simulators/sandbox.h"

namespace muster::simulators {

struct SandboxVendor {
  std::string provider;
  std::string username;
  std::string password;
  std::map<std::string, std::string> credentials;  // name -> value, where they are not a username and a password
  Answering answering;                             // owns the simulated site; plays /_sandbox as well
  std::map<std::string, std::string> settings;     // see SandboxSystem
  std::vector<std::string> names;                  // see SandboxSystem
};

}  // namespace muster::simulators
