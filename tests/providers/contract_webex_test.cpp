// Webex Calling under the contract suite: its basic supervisors.
#include <algorithm>

#include "providers/simulators/in_process.h"
#include "providers/simulators/webex/compare.h"
#include "providers/simulators/webex/organisation.h"
#include "providers/simulators/webex/simulator.h"
#include "providers/webex/catalog.h"
#include "tests/providers/contract.h"

namespace muster::tests {

namespace {

namespace sim = simulators::webex;
using core::FieldWrite;
using core::Write;
using simulators::FaultKind;

constexpr std::size_t kPeople = 140;  // seven basic supervisors among them

// People who supervise nobody, and whom the service account's neighbour supervises.
std::string nobody_yet(const sim::World& world, std::size_t which) { return world.people.slots().at(which).email(); }

class WebexContractSite final : public ContractSite {
 public:
  explicit WebexContractSite(engine::Clock& clock)
      : clock_(&clock), start_(sim::generated_organisation(kPeople)), simulator_(start_) {}

  core::EntityIndex entity_index() const override { return webex::kBasicSupervisor; }
  core::SystemSpec spec() const override {
    core::SystemSpec spec;
    spec.name = "webex";
    spec.provider = "webex";
    spec.url = "https://webexapis.com";
    spec.budget = {0, 100, 4};
    spec.settings["pageSize"] = std::int64_t{3};
    return spec;
  }
  kit::Credentials credentials(bool right) const override {
    kit::Credentials credentials;
    credentials.emplace("token", core::Secret(right ? std::string(sim::kToken) : "wrong"));
    return credentials;
  }
  std::shared_ptr<net::HttpClient> transport() override {
    return std::make_shared<simulators::InProcessClient>(*clock_, simulator_.answering(), engine::Duration(5));
  }

  Write creation() const override {
    Write write;
    write.name = nobody_yet(start_, 3);
    write.entity = core::EntityKey("webex", "supervisor-basic", write.name);
    write.action = core::WriteAction::create;
    write.fields.push_back(agents({nobody_yet(start_, 4), nobody_yet(start_, 5)}));
    return write;
  }
  Write change_of(std::shared_ptr<const core::Fresh> fresh) const override {
    Write write;
    write.name = std::string(fresh->row()->name.view());
    write.entity = core::EntityKey("webex", "supervisor-basic", std::string(fresh->row()->key.view()));
    write.id = core::RemoteId(std::string(fresh->row()->remote_id.view()));
    write.fields.push_back(agents({newcomer()}));
    write.fresh = std::move(fresh);
    return write;
  }
  bool shows_change(const core::Fresh& fresh) const override {
    for (const auto& cell : fresh.table->cells(*fresh.row())) {
      if (cell.value.view() == newcomer()) return true;
    }
    return false;
  }

  std::size_t objects() const override { return simulator_.world().supervisors(sim::Tier::basic).size(); }
  std::size_t changes_accepted() const override { return sim::changes_by(simulator_.world()).size(); }
  std::vector<std::string> disturbed() const override {
    std::vector<std::string> names;
    for (const auto& difference : sim::differences(start_, simulator_.world())) names.push_back(difference.name);
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
      case ContractFault::cut_page:
        return on_second_page(FaultKind::short_page);
      case ContractFault::repeated_page:
        return on_second_page(FaultKind::repeated_page);
      case ContractFault::ignored_offset:
        return on_second_page(FaultKind::ignored_offset);
      case ContractFault::collection_gone:
        return on_second_page(FaultKind::collection_not_found);
      case ContractFault::failing_page:
        return on_second_page(FaultKind::html_page);
    }
  }

 private:
  static FieldWrite agents(std::vector<std::string> members) {
    FieldWrite write;
    write.field = webex::supervisor::agents;
    write.kind = core::WishKind::set;
    write.members = write.added = std::move(members);
    return write;
  }
  std::string newcomer() const { return start_.people.slots().back().email(); }
  void on_second_page(FaultKind kind) {
    simulator_.faults().once(kind, net::Method::get, "hasCxEssentials=false&max=3&start=");
  }

  engine::Clock* clock_;
  sim::World start_;
  mutable sim::Simulator simulator_;
};

}  // namespace

std::unique_ptr<ContractSite> webex_contract_site(engine::Clock& clock) {
  return std::make_unique<WebexContractSite>(clock);
}

}  // namespace muster::tests
