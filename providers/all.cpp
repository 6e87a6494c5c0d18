#include <array>
#include <utility>

#include "fmt/format.h"
#include "providers/ameyo/provider.h"
#include "providers/cucm_uds/provider.h"
#include "providers/genesys_gws/provider.h"
#include "providers/registry.h"
#include "providers/uccx/provider.h"
#include "providers/webex/provider.h"

namespace muster::providers {

namespace {

constexpr std::array kAll = {
    ProviderEntry{genesys_gws::catalog, genesys_gws::check_settings, genesys_gws::make},
    ProviderEntry{ameyo::catalog, ameyo::check_settings, ameyo::make},
    ProviderEntry{webex::catalog, webex::check_settings, webex::make},
    ProviderEntry{uccx::catalog, uccx::check_settings, uccx::make},
    ProviderEntry{cucm_uds::catalog, cucm_uds::check_settings, cucm_uds::make},
};

core::Result<ProviderEntry> entry_for(const core::SystemSpec& spec) {
  for (const auto& entry : kAll) {
    if (entry.catalog().provider == spec.provider) return entry;
  }
  return std::unexpected(
      core::Error(core::ErrorKind::invalid, fmt::format("System {}: unknown provider {}", spec.name, spec.provider)));
}

}  // namespace

std::span<const ProviderEntry> all_providers() { return kAll; }

core::Catalogs all_catalogs() {
  static const auto kCatalogs = [] {
    std::array<const core::Catalog*, kAll.size()> catalogs{};
    for (std::size_t i = 0; i < kAll.size(); ++i) catalogs[i] = &kAll[i].catalog();
    return catalogs;
  }();
  return kCatalogs;
}

core::Status check_settings(const core::SystemSpec& spec) {
  const auto entry = entry_for(spec);
  if (!entry) return std::unexpected(entry.error());
  return entry->check(spec);
}

core::Result<std::unique_ptr<engine::Provider>> make_provider(const core::SystemSpec& spec,
                                                              kit::Credentials credentials,
                                                              const kit::ProviderPorts& ports) {
  const auto entry = entry_for(spec);
  if (!entry) return std::unexpected(entry.error());
  return entry->make(spec, std::move(credentials), ports);
}

}  // namespace muster::providers
