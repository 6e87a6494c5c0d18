#include "providers/genesys_gws/provider.h"

#include "providers/genesys_gws/settings.h"

namespace muster::genesys_gws {

core::Result<std::unique_ptr<engine::Provider>> make(const core::SystemSpec& spec, kit::Credentials credentials,
                                                     const kit::ProviderPorts& ports) {
  (void)credentials, (void)ports;
  const auto settings = read_settings(spec);
  if (!settings) return std::unexpected(settings.error());
  return std::unexpected(core::Error(core::ErrorKind::unavailable, "the provider is being built"));
}

}  // namespace muster::genesys_gws
