#include "providers/webex/provider.h"

namespace muster::webex {

core::Status check_settings(const core::SystemSpec&) { return {}; }

core::Result<std::unique_ptr<engine::Provider>> make(const core::SystemSpec&, kit::Credentials,
                                                     const kit::ProviderPorts&) {
  return std::unexpected(core::Error(core::ErrorKind::invalid, "being written"));
}

}  // namespace muster::webex
