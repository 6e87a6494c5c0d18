// User Data Services under the contract suite: remote destinations, which can be made.
#include <algorithm>
#include <map>

#include "providers/cucm_uds/catalog.h"
#include "providers/kit/percent.h"
#include "providers/simulators/cucm_uds/compare.h"
#include "providers/simulators/cucm_uds/organisation.h"
#include "providers/simulators/cucm_uds/simulator.h"
#include "providers/simulators/in_process.h"
#include "reconciler/core/record.h"
#include "reconciler/engine/ports.h"
#include "tests/providers/contract.h"

namespace muster::tests {

namespace {

namespace sim = simulators::cucm_uds;
using core::FieldWrite;
using core::Write;
using simulators::FaultKind;

constexpr const char* kNewNumber = "+493055501234";

// Somebody who can be written to, and has a profile that a destination belongs to.
bool can_have_destinations(const sim::User& user) {
  return user.end_user && user.home_cluster && !user.profiles.empty();
}

// Everybody rings, so that a change can be seen.
sim::World organisation() {
  auto world = sim::sample_organisation();
  for (auto& [key, user] : world.users) {
    for (auto& destination : user.destinations) destination.ring = true;
  }
  return world;
}

class Passwords final : public engine::Secrets {
 public:
  Passwords(const sim::World& world, bool right) {
    for (const auto& [key, user] : world.users) {
      passwords_["uds/" + kit::percent_encode(key)] = right ? user.password : "wrong";
    }
  }
  engine::Task<core::Result<core::Secret>> resolve(core::SecretReference reference) override {
    co_return core::Secret(std::string(passwords_[reference.argument]));
  }
  engine::Task<core::Result<std::string>> version(core::SecretReference reference) override {
    co_return reference.argument;
  }

 private:
  std::map<std::string, std::string> passwords_;
};

class UdsContractSite final : public ContractSite {
 public:
  explicit UdsContractSite(engine::Clock& clock) : clock_(&clock), start_(organisation()), simulator_(start_) {}

  core::EntityIndex entity_index() const override { return cucm_uds::kRemoteDestination; }
  core::SystemSpec spec() const override {
    core::SystemSpec spec;
    spec.name = "uds";
    spec.provider = "cucm-uds";
    spec.url = "https://uds.acme.example:8443";
    spec.budget = {0, 100, 4};
    spec.credentials["username"] = "{name}";
    core::SecretReference password;
    password.argument = "uds/{name}";
    spec.credentials["password"] = password;
    return spec;
  }
  kit::Credentials credentials(bool /*right*/) const override { return {}; }
  engine::Secrets* secrets(bool right) override {
    secrets_ = std::make_unique<Passwords>(start_, right);
    return secrets_.get();
  }
  std::shared_ptr<net::HttpClient> transport() override {
    return std::make_shared<simulators::InProcessClient>(*clock_, simulator_.answering(), engine::Duration(5));
  }
  std::vector<core::EntityKey> names() const override {
    std::vector<core::EntityKey> names = {creation().entity};
    for (const auto& [key, user] : start_.users) {
      if (!can_have_destinations(user)) continue;
      for (const auto& one : user.destinations) {
        names.emplace_back("uds", "remote destination", key + "/" + dialled(one.destination));
      }
    }
    std::ranges::sort(names);
    return names;
  }

  Write creation() const override {
    const auto found = std::ranges::find_if(start_.users, [](const auto& entry) {
      return can_have_destinations(entry.second) && entry.second.destinations.size() < entry.second.destination_limit;
    });
    Write write;
    write.name = found->second.user_id + "/" + kNewNumber;
    write.entity = core::EntityKey("uds", "remote destination", found->first + "/" + dialled(kNewNumber));
    write.action = core::WriteAction::create;
    write.fields.push_back(text("name", "Home"));
    FieldWrite devices;
    devices.field = cucm_uds::field_of(cucm_uds::kRemoteDestination, "associatedDevices");
    devices.kind = core::WishKind::set;
    core::Record record;
    record.parts["name"] = found->second.profiles.front().name;
    record.parts["usage"] = found->second.profiles.front().model.starts_with("CTI") ? "1" : "0";
    devices.members = {core::record_text(record)};
    write.fields.push_back(std::move(devices));
    return write;
  }
  Write change_of(std::shared_ptr<const core::Fresh> fresh) const override {
    Write write;
    write.name = std::string(fresh->row()->name.view());
    write.entity = core::EntityKey("uds", "remote destination", std::string(fresh->row()->key.view()));
    write.id = core::RemoteId(std::string(fresh->row()->remote_id.view()));
    write.fields.push_back(text("ringWhenExtensionDialed", "false"));
    write.fresh = std::move(fresh);
    return write;
  }
  bool shows_change(const core::Fresh& fresh) const override {
    const auto ring = cucm_uds::field_of(cucm_uds::kRemoteDestination, "ringWhenExtensionDialed");
    const auto cells = core::cells_of(fresh.table->cells(*fresh.row()), ring);
    return !cells.empty() && cells.front().value.view() == "false";
  }

  std::size_t objects() const override {
    std::size_t count = 0;
    for (const auto& [key, user] : simulator_.world().users) {
      if (can_have_destinations(user)) count += user.destinations.size();
    }
    return count;
  }
  std::size_t changes_accepted() const override { return sim::changes_by(simulator_.world()).size(); }
  // "mkos/+4930.." where it is a remote destination.
  std::vector<std::string> disturbed() const override {
    std::vector<std::string> names;
    for (const auto& difference : sim::differences(start_, simulator_.world())) {
      const auto open = difference.field.find("remoteDestinations[");
      const auto from = difference.field.find('[') + 1;
      names.push_back(open == std::string::npos
                          ? difference.name
                          : difference.name + "/" + difference.field.substr(from, difference.field.find(']') - from));
    }
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
  }
  void play(ContractFault fault) override {
    simulators::FaultSettings settings;
    switch (fault) {
      case ContractFault::too_many_requests:
        settings.set(FaultKind::too_many_requests, 1);
        settings.retry_after = simulators::RetryAfterForm::seconds;
        simulator_.faults().change(settings);
        return;
      case ContractFault::cut_page:  // lists have no pages here: what can be cut is the answer
      case ContractFault::repeated_page:
        return on_list(FaultKind::truncated_body);
      case ContractFault::ignored_offset:
        return on_list(FaultKind::reset_after);
      case ContractFault::collection_gone:  // a 404 is how a user without destinations may be told
      case ContractFault::failing_page:
        return on_list(FaultKind::html_page);
    }
  }

 private:
  static FieldWrite text(std::string_view path, std::string value) {
    FieldWrite write;
    write.field = cucm_uds::field_of(cucm_uds::kRemoteDestination, path);
    write.value = std::move(value);
    return write;
  }
  static std::string dialled(std::string_view number) { return core::comparable(number, core::Compare::dialled); }
  void on_list(FaultKind kind) { simulator_.faults().once(kind, net::Method::get, "/remoteDestinations"); }

  engine::Clock* clock_;
  sim::World start_;
  mutable sim::Simulator simulator_;
  std::unique_ptr<Passwords> secrets_;
};

}  // namespace

std::unique_ptr<ContractSite> uds_contract_site(engine::Clock& clock) {
  return std::make_unique<UdsContractSite>(clock);
}

}  // namespace muster::tests
