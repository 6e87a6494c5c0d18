// Cisco UCCX under the contract suite: its teams.
#include <algorithm>

#include "providers/simulators/in_process.h"
#include "providers/simulators/uccx/compare.h"
#include "providers/simulators/uccx/organisation.h"
#include "providers/simulators/uccx/simulator.h"
#include "providers/uccx/catalog.h"
#include "tests/providers/contract.h"

namespace muster::tests {

namespace {

namespace sim = simulators::uccx;
using core::FieldWrite;
using core::Write;
using simulators::FaultKind;

constexpr std::string_view kLeader = "sdahl";   // leads Sales in the sample
constexpr std::string_view kHelper = "cweiss";  // leads Logistics, and is secondary supervisor of nothing

sim::World organisation() {
  auto world = sim::sample_organisation();
  world.quirks.team_removal = sim::TeamRemoval::moves_members;
  for (auto& [id, team] : world.teams) {
    team.secondaries.clear();
    if (team.primary.empty()) team.primary = std::string(kLeader);
  }
  return world;
}

class UccxContractSite final : public ContractSite {
 public:
  explicit UccxContractSite(engine::Clock& clock) : clock_(&clock), start_(organisation()), simulator_(start_) {}

  core::EntityIndex entity_index() const override { return uccx::kTeam; }
  core::SystemSpec spec() const override {
    core::SystemSpec spec;
    spec.name = "ccx";
    spec.provider = "uccx";
    spec.url = "https://ccx.acme.example";
    spec.budget = {0, 100, 4};
    spec.settings["appadminRoles"] = true;
    return spec;
  }
  kit::Credentials credentials(bool right) const override {
    kit::Credentials credentials;
    credentials.emplace("username", core::Secret(std::string(sim::kServiceAccount)));
    credentials.emplace("password", core::Secret(right ? std::string(sim::kServicePassword) : "wrong"));
    return credentials;
  }
  std::shared_ptr<net::HttpClient> transport() override {
    return std::make_shared<simulators::InProcessClient>(*clock_, simulator_.answering(), engine::Duration(5));
  }

  Write creation() const override {
    Write write;
    write.name = "Claims";
    write.entity = core::EntityKey("ccx", "team", write.name);
    write.action = core::WriteAction::create;
    FieldWrite primary;
    primary.field = uccx::team::primary_supervisor;
    primary.value = std::string(kLeader);
    write.fields.push_back(std::move(primary));
    return write;
  }
  Write change_of(std::shared_ptr<const core::Fresh> fresh) const override {
    Write write;
    write.name = std::string(fresh->row()->name.view());
    write.entity = core::EntityKey("ccx", "team", std::string(fresh->row()->key.view()));
    write.id = core::RemoteId(std::string(fresh->row()->remote_id.view()));
    FieldWrite secondaries;
    secondaries.field = uccx::team::secondary_supervisors;
    secondaries.kind = core::WishKind::set;
    secondaries.members = {std::string(kHelper)};
    write.fields.push_back(std::move(secondaries));
    write.fresh = std::move(fresh);
    return write;
  }
  // Default, which can neither be removed nor be given members, counts as changed already.
  bool shows_change(const core::Fresh& fresh) const override {
    if (fresh.row()->name.view() == uccx::kDefaultTeam) return true;
    const auto cells = core::cells_of(fresh.table->cells(*fresh.row()), uccx::team::secondary_supervisors);
    return std::ranges::any_of(cells, [](const core::Cell& cell) { return cell.element.view() == kHelper; });
  }

  std::size_t objects() const override {
    const auto& teams = simulator_.world().teams;
    return static_cast<std::size_t>(
        std::ranges::count_if(teams, [](const auto& team) { return !team.second.removed; }));
  }
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
      case ContractFault::cut_page:  // lists have no pages here: what can be cut is the answer
      case ContractFault::repeated_page:
        return on_list(FaultKind::truncated_body);
      case ContractFault::ignored_offset:
        return on_list(FaultKind::reset_after);
      case ContractFault::collection_gone:
        return on_list(FaultKind::collection_not_found);
      case ContractFault::failing_page:
        return on_list(FaultKind::html_page);
    }
  }

 private:
  void on_list(FaultKind kind) { simulator_.faults().once(kind, net::Method::get, "/adminapi/team"); }

  engine::Clock* clock_;
  sim::World start_;
  mutable sim::Simulator simulator_;
};

}  // namespace

std::unique_ptr<ContractSite> uccx_contract_site(engine::Clock& clock) {
  return std::make_unique<UccxContractSite>(clock);
}

}  // namespace muster::tests
