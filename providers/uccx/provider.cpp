#include "providers/uccx/provider.h"

namespace muster::uccx {

core::Status check_settings(const core::SystemSpec&) { return {}; }

core::Result<std::unique_ptr<engine::Provider>> make(const core::SystemSpec&, kit::Credentials,
                                                     const kit::ProviderPorts&) {
  return std::unexpected(core::Error(core::ErrorKind::invalid, "being written"));
}

}  // namespace muster::uccx
