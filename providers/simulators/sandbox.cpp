#include "providers/simulators/sandbox.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "providers/simulators/ameyo/sandbox_site.h"
#include "providers/simulators/beast_shell.h"
#include "providers/simulators/cucm_uds/sandbox_site.h"
#include "providers/simulators/genesys_gws/sandbox_site.h"
#include "providers/simulators/sandbox_vendor.h"
#include "providers/simulators/uccx/sandbox_site.h"
#include "providers/simulators/webex/sandbox_site.h"

namespace muster::simulators {
namespace {

// One line for each simulated vendor.
using MakeSite = SandboxVendor (*)(const SandboxOptions&);
constexpr std::array<MakeSite, 5> kVendors{&gws::sandbox_site, &ameyo::sandbox_site, &webex::sandbox_site,
                                           &uccx::sandbox_site, &cucm_uds::sandbox_site};

class LoopbackSandbox final : public Sandbox {
 public:
  ~LoopbackSandbox() override { close(); }
  [[nodiscard]] const std::vector<SandboxSystem>& systems() const override { return systems_; }
  void stop() override { close(); }

  void add(const SandboxVendor& vendor, std::unique_ptr<net::HttpServer> server) {
    systems_.push_back({vendor.provider, fmt::format("http://127.0.0.1:{}", server->port()), vendor.username,
                        vendor.password, vendor.credentials, vendor.settings, vendor.names});
    servers_.push_back(std::move(server));
  }

 private:
  void close() {
    for (const auto& server : servers_) server->stop();
    servers_.clear();
  }

  std::vector<SandboxSystem> systems_;
  std::vector<std::unique_ptr<net::HttpServer>> servers_;
};

std::uint16_t port_for(const SandboxOptions& options, std::string_view provider) {
  const auto found = options.ports.find(provider);
  return found == options.ports.end() ? std::uint16_t{0} : found->second;
}

core::Error not_simulated(const std::string& provider, const std::vector<std::string>& known) {
  return {core::ErrorKind::invalid, fmt::format("starting the sandbox: the vendor {} is not simulated; these are: {}",
                                                provider, fmt::join(known, ", "))};
}

core::Result<std::vector<SandboxVendor>> chosen_vendors(const SandboxOptions& options) {
  std::vector<SandboxVendor> vendors;
  std::vector<std::string> known;
  for (const auto& make : kVendors) {
    vendors.push_back(make(options));
    known.push_back(vendors.back().provider);
  }
  for (const std::string& wanted : options.vendors) {
    if (std::ranges::find(known, wanted) == known.end()) return std::unexpected(not_simulated(wanted, known));
  }
  if (options.vendors.empty()) return vendors;
  std::erase_if(vendors, [&](const SandboxVendor& vendor) { return !options.vendors.contains(vendor.provider); });
  return vendors;
}

}  // namespace

core::Result<std::unique_ptr<Sandbox>> start_sandbox(boost::asio::any_io_executor executor, engine::Clock& clock,
                                                     SandboxOptions options) {
  auto sandbox = std::make_unique<LoopbackSandbox>();
  auto vendors = chosen_vendors(options);
  if (!vendors) return std::unexpected(std::move(vendors).error());
  for (const SandboxVendor& vendor : *vendors) {
    auto server = serve(executor, port_for(options, vendor.provider), clock, vendor.answering);
    if (!server) return std::unexpected(core::within("starting the sandbox", server.error()));
    sandbox->add(vendor, std::move(*server));
  }
  return sandbox;
}

}  // namespace muster::simulators
