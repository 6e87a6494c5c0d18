// Genesys Web Services under the contract suite.
#include <algorithm>

#include "providers/genesys_gws/catalog.h"
#include "providers/simulators/genesys_gws/compare.h"
#include "providers/simulators/genesys_gws/organisation.h"
#include "providers/simulators/genesys_gws/simulator.h"
#include "providers/simulators/in_process.h"
#include "tests/providers/contract.h"

namespace muster::tests {

namespace {

namespace field = genesys_gws::field;
namespace gws = simulators::gws;
using core::FieldWrite;
using core::Write;
using simulators::FaultKind;

FieldWrite text(core::FieldIndex index, std::string value) {
  FieldWrite write;
  write.field = index;
  write.value = std::move(value);
  return write;
}

FieldWrite roles(std::vector<std::string> members) {
  FieldWrite write;
  write.field = field::roles;
  write.kind = core::WishKind::set;
  write.members = std::move(members);
  return write;
}

class GwsContractSite final : public ContractSite {
 public:
  explicit GwsContractSite(engine::Clock& clock)
      : clock_(&clock), start_(gws::generated_organisation(24)), simulator_(start_) {}

  core::SystemSpec spec() const override {
    core::SystemSpec spec;
    spec.name = "gws";
    spec.provider = "genesys-gws";
    spec.url = "https://gws.example";
    spec.budget = {0, 100, 4};
    spec.settings["pageSize"] = std::int64_t{10};
    return spec;
  }
  kit::Credentials credentials(bool right) const override {
    kit::Credentials credentials;
    credentials.emplace("username", core::Secret(std::string(gws::kServiceAccount)));
    credentials.emplace("password", core::Secret(right ? std::string(gws::kServicePassword) : "wrong"));
    return credentials;
  }
  std::shared_ptr<net::HttpClient> transport() override {
    return std::make_shared<simulators::InProcessClient>(*clock_, simulator_.answering(), engine::Duration(5));
  }

  Write creation() const override {
    Write write;
    write.entity = core::EntityKey("gws", "user", "mira.kos@acme.example");
    write.name = "Mira.Kos@acme.example";
    write.action = core::WriteAction::create;
    write.fields.push_back(text(field::first_name, "Mira"));
    write.fields.push_back(text(field::last_name, "Kos"));
    write.fields.push_back(roles({"ROLE_AGENT"}));
    FieldWrite password;
    password.field = field::password;
    password.kind = core::WishKind::secret;
    password.secret = core::Secret("a long password");
    write.fields.push_back(std::move(password));
    return write;
  }
  Write change_of(std::shared_ptr<const core::Fresh> fresh) const override {
    Write write;
    write.name = std::string(fresh->row()->name.view());
    write.entity = core::EntityKey("gws", "user", std::string(fresh->row()->key.view()));
    write.id = core::RemoteId(std::string(fresh->row()->remote_id.view()));
    auto members = roles_of(*fresh);
    members.emplace_back("ROLE_SUPERVISOR");
    write.fields.push_back(roles(std::move(members)));
    write.fresh = std::move(fresh);
    return write;
  }
  bool shows_change(const core::Fresh& fresh) const override {
    const auto members = roles_of(fresh);
    return std::ranges::find(members, "ROLE_SUPERVISOR") != members.end() && members.size() > 1;
  }

  std::size_t objects() const override { return simulator_.world().users.size(); }
  std::size_t changes_accepted() const override { return gws::changes_by(simulator_.world()).size(); }
  std::vector<std::string> disturbed() const override {
    std::vector<std::string> names;
    for (const auto& difference : gws::differences(start_, simulator_.world())) names.push_back(difference.user_name);
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
  static std::vector<std::string> roles_of(const core::Fresh& fresh) {
    std::vector<std::string> members;
    for (const auto& cell : core::cells_of(fresh.table->cells(*fresh.row()), field::roles)) {
      if (cell.kind == core::CellKind::member) members.emplace_back(cell.value.view());
    }
    return members;
  }
  void on_second_page(FaultKind kind) { simulator_.faults().once(kind, net::Method::get, "offset="); }

  engine::Clock* clock_;
  gws::World start_;
  mutable gws::Simulator simulator_;
};

}  // namespace

std::unique_ptr<ContractSite> gws_contract_site(engine::Clock& clock) {
  return std::make_unique<GwsContractSite>(clock);
}

}  // namespace muster::tests
