// What the contract suite must know of a vendor to hold its provider to the Provider port.
#pragma once

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "providers/kit/provider_ports.h"
#include "reconciler/core/change.h"
#include "reconciler/core/system_spec.h"
#include "reconciler/engine/clock.h"

namespace muster::tests {

enum class ContractFault { too_many_requests, cut_page, repeated_page, ignored_offset, collection_gone, failing_page };

// A simulated site with more objects than two pages hold, and muster's own account.
class ContractSite {
 public:
  virtual ~ContractSite() = default;
  // The entity that the suite is about, into Catalog::entities.
  [[nodiscard]] virtual core::EntityIndex entity_index() const { return 0; }
  [[nodiscard]] virtual core::SystemSpec spec() const = 0;
  [[nodiscard]] virtual kit::Credentials credentials(bool right) const = 0;
  [[nodiscard]] virtual std::shared_ptr<net::HttpClient> transport() = 0;
  // Where each person has a password of their own; not owned by who asks.
  [[nodiscard]] virtual engine::Secrets* secrets(bool /*right*/) { return nullptr; }
  // What manifests name, for vendors without a listing; sorted. With the object that creation() makes.
  [[nodiscard]] virtual std::vector<core::EntityKey> names() const { return {}; }

  // Writes over the wire: a new object, and one change to an object that exists.
  [[nodiscard]] virtual core::Write creation() const = 0;
  [[nodiscard]] virtual core::Write change_of(std::shared_ptr<const core::Fresh> fresh) const = 0;
  [[nodiscard]] virtual bool shows_change(const core::Fresh& fresh) const = 0;

  [[nodiscard]] virtual std::size_t objects() const = 0;
  [[nodiscard]] virtual std::size_t changes_accepted() const = 0;
  // Names of objects that are no longer as they were at the start, sorted, each once.
  [[nodiscard]] virtual std::vector<std::string> disturbed() const = 0;
  // The fault meets the next listing request after the first page; too_many_requests meets everything from now on.
  virtual void play(ContractFault fault) = 0;
};

struct ContractVendor {
  std::string provider;
  std::function<std::unique_ptr<ContractSite>(engine::Clock&)> make;
};

inline void PrintTo(const ContractVendor& vendor, std::ostream* out) { *out << vendor.provider; }

[[nodiscard]] std::unique_ptr<ContractSite> gws_contract_site(engine::Clock& clock);
[[nodiscard]] std::unique_ptr<ContractSite> webex_contract_site(engine::Clock& clock);
[[nodiscard]] std::unique_ptr<ContractSite> uccx_contract_site(engine::Clock& clock);
[[nodiscard]] std::unique_ptr<ContractSite> uds_contract_site(engine::Clock& clock);
[[nodiscard]] std::unique_ptr<ContractSite> ameyo_contract_site(engine::Clock& clock);

}  // namespace muster::tests
