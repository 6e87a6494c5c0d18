// The composition root of musterd: everything the daemon is made of, wired together in one place.
#pragma once

#include <memory>
#include <string>

#include "daemon/config.h"
#include "reconciler/core/error.h"

namespace muster::daemon {

class Service {
 public:
  // Opens state, source and doors; sends nothing to any vendor yet. `config_file` is read again on SIGHUP.
  // Errors: what cannot be opened, and why.
  [[nodiscard]] static core::Result<std::unique_ptr<Service>> make(std::string config_file, Config config);
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  // Until SIGTERM or SIGINT: then no change is started, what was sent is finished, and after 10 s at the latest the
  // process ends. The result is the exit status.
  [[nodiscard]] int run();

 private:
  struct Parts;
  explicit Service(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace muster::daemon
