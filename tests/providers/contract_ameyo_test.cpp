// Ameyo under the contract suite: its users.
#include <algorithm>

#include "providers/ameyo/catalog.h"
#include "providers/simulators/ameyo/compare.h"
#include "providers/simulators/ameyo/organisation.h"
#include "providers/simulators/ameyo/simulator.h"
#include "providers/simulators/in_process.h"
#include "tests/providers/contract.h"

namespace muster::tests {

namespace {

namespace sim = simulators::ameyo;
using core::FieldWrite;
using core::Write;
using simulators::FaultKind;

constexpr const char* kNewMapping = "changed@acme.example";

// Nobody is signed in but muster, and nobody is the only manager of a group: whoever is asked to go can go.
sim::World organisation() {
  auto world = sim::sample_organisation();
  world.sessions.clear();
  for (auto& [id, group] : world.groups) group.managers.insert(world.find_user("imandic")->cc_user_id);
  return world;
}

class AmeyoContractSite final : public ContractSite {
 public:
  explicit AmeyoContractSite(engine::Clock& clock) : clock_(&clock), start_(organisation()), simulator_(start_) {}

  core::SystemSpec spec() const override {
    core::SystemSpec spec;
    spec.name = "desk";
    spec.provider = "ameyo";
    spec.url = "https://cc.acme.example:8443";
    spec.budget = {0, 100, 4};
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
    write.name = "New.Joiner";
    write.entity = core::EntityKey("desk", "user", "new.joiner");
    write.action = core::WriteAction::create;
    write.fields.push_back(text(ameyo::kUserName, "New Joiner"));
    FieldWrite role;
    role.field = ameyo::kRoles;
    role.kind = core::WishKind::set;
    role.members = {"Executive"};
    write.fields.push_back(std::move(role));
    write.fields.push_back(text(ameyo::kMappingUserId, "joiner@acme.example"));
    FieldWrite password;
    password.field = ameyo::kPassword;
    password.kind = core::WishKind::secret;
    password.secret = core::Secret("n3w-Passw0rd");
    write.fields.push_back(std::move(password));
    return write;
  }
  Write change_of(std::shared_ptr<const core::Fresh> fresh) const override {
    Write write;
    write.name = std::string(fresh->row()->name.view());
    write.entity = core::EntityKey("desk", "user", std::string(fresh->row()->key.view()));
    write.id = core::RemoteId(std::string(fresh->row()->remote_id.view()));
    write.fields.push_back(text(ameyo::kMappingUserId, kNewMapping));
    write.fresh = std::move(fresh);
    return write;
  }
  bool shows_change(const core::Fresh& fresh) const override {
    const auto cells = core::cells_of(fresh.table->cells(*fresh.row()), ameyo::kMappingUserId);
    return std::ranges::any_of(cells, [](const core::Cell& cell) { return cell.value.view() == kNewMapping; });
  }

  std::size_t objects() const override {
    const auto& users = simulator_.world().users;
    return static_cast<std::size_t>(std::ranges::count_if(
        users, [](const auto& user) { return !user.second.removed && user.second.center == sim::kCenter; }));
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
      case ContractFault::failing_page:  // a page may be that of a login: the list is asked for once more
        on_list(FaultKind::html_page);
        return on_list(FaultKind::html_page);
    }
  }

 private:
  static FieldWrite text(core::FieldIndex field, std::string value) {
    FieldWrite write;
    write.field = field;
    write.value = std::move(value);
    return write;
  }
  void on_list(FaultKind kind) { simulator_.faults().once(kind, net::Method::get, "getAllContactCenterUsers"); }

  engine::Clock* clock_;
  sim::World start_;
  mutable sim::Simulator simulator_;
};

}  // namespace

std::unique_ptr<ContractSite> ameyo_contract_site(engine::Clock& clock) {
  return std::make_unique<AmeyoContractSite>(clock);
}

}  // namespace muster::tests
