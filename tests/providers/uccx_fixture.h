// The provider for UCCX at a simulated site, and what its tests ask of both.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "providers/kit/token_store.h"
#include "providers/simulators/in_process.h"
#include "providers/simulators/uccx/compare.h"
#include "providers/simulators/uccx/organisation.h"
#include "providers/simulators/uccx/simulator.h"
#include "providers/uccx/catalog.h"
#include "providers/uccx/provider.h"
#include "tests/support/virtual_clock.h"

namespace muster::uccx {

namespace ccx = simulators::uccx;

class OneSink final : public engine::PageSink {
 public:
  [[nodiscard]] core::TableBuilder& rows() override { return builder_; }
  void page_read(std::string_view, std::size_t) override {}
  [[nodiscard]] core::Table finish() { return builder_.finish(); }

 private:
  core::TableBuilder builder_;
};

// Passes requests on, writes them down, and may answer by itself.
class WatchedHttp final : public net::HttpClient {
 public:
  using Outcome = core::Result<net::HttpResponse>;
  using Instead = std::function<std::optional<Outcome>(const net::HttpRequest&)>;

  explicit WatchedHttp(std::shared_ptr<net::HttpClient> inner) : inner_(std::move(inner)) {}

  [[nodiscard]] engine::Task<Outcome> send(net::HttpRequest request) override {
    sent.push_back(request);
    if (instead) {
      auto own = instead(request);
      if (own) co_return std::move(*own);
    }
    net::HttpRequest asked = request;
    auto answer = co_await inner_->send(std::move(request));
    if (answer && after) after(asked, *answer);
    co_return answer;
  }

  std::vector<net::HttpRequest> sent;
  Instead instead;
  std::function<void(const net::HttpRequest&, net::HttpResponse&)> after;  // may change the answer

 private:
  std::shared_ptr<net::HttpClient> inner_;
};

struct Site {
  explicit Site(ccx::World world = ccx::sample_organisation(), bool roles = true)
      : start(world), simulator(std::move(world)) {
    spec.name = "ccx";
    spec.provider = "uccx";
    spec.url = "https://ccx.acme.example";
    spec.budget = {0, 100, 4};
    spec.settings["appadminRoles"] = roles;
    connect(std::string(ccx::kServicePassword));
  }

  void connect(std::string password) {
    http = std::make_shared<WatchedHttp>(
        std::make_shared<simulators::InProcessClient>(clock, simulator.answering(), engine::Duration(5)));
    kit::Credentials credentials;
    credentials.emplace("username", core::Secret(std::string(ccx::kServiceAccount)));
    credentials.emplace("password", core::Secret(std::move(password)));
    kit::ProviderPorts ports;
    ports.transport = http;
    ports.clock = &clock;
    ports.random = &random;
    ports.tokens = tokens;
    provider = make(spec, std::move(credentials), ports).value();
  }

  // The engine always looks before it writes: by then the server's own name is known.
  void look() {
    ASSERT_TRUE(observe(false));
    http->sent.clear();
  }

  core::Result<core::Coverage> observe(bool everything = true) {
    auto scope = std::make_shared<engine::Scope>();
    scope->everything = everything;
    scope->entities = {kUser, kTeam};
    if (!wanted.empty()) scope->fields = {{kUser, user::roles}};
    for (const auto& name : wanted)
      scope->names.emplace_back("ccx", "user", core::comparable(name, core::Compare::folded));
    OneSink sink;
    auto coverage = clock.run(provider->observe(std::move(scope), sink));
    table = sink.finish();
    return coverage;
  }

  core::Result<core::Fresh> read(std::string entity, std::string id) {
    return clock.run(provider->read(core::EntityKey("ccx", std::move(entity), id), core::RemoteId(id), nullptr));
  }

  core::Result<core::Receipt> write(core::Write write) {
    std::vector<core::Write> writes;
    writes.push_back(std::move(write));
    auto results = clock.run(provider->write(std::move(writes)));
    return std::move(results.at(0));
  }

  // A change of a team that was read just before, as the engine makes it.
  core::Write change_of(std::string_view team_name) {
    const auto& team = *simulator.world().find_team(team_name);
    auto fresh = read("team", std::to_string(team.id));
    core::Write write;
    write.entity = core::EntityKey("ccx", "team", std::string(team_name));
    write.name = std::string(team_name);
    write.id = core::RemoteId(std::to_string(team.id));
    if (fresh) write.fresh = std::make_shared<const core::Fresh>(std::move(*fresh));
    http->sent.clear();
    return write;
  }

  static core::Write roles_of(std::string id, std::vector<std::string> added, std::vector<std::string> removed = {}) {
    core::Write write;
    write.entity = core::EntityKey("ccx", "user", core::comparable(id, core::Compare::folded));
    write.name = id;
    write.id = core::RemoteId(std::move(id));
    core::FieldWrite field = members(user::roles, {});
    field.added = std::move(added);
    field.removed = std::move(removed);
    write.fields.push_back(std::move(field));
    return write;
  }

  static core::FieldWrite members(core::FieldIndex field, std::vector<std::string> names) {
    core::FieldWrite write;
    write.field = field;
    write.kind = core::WishKind::set;
    write.members = std::move(names);
    return write;
  }
  static core::FieldWrite primary(std::string name) {
    core::FieldWrite write;
    write.field = team::primary_supervisor;
    write.value = std::move(name);
    return write;
  }

  // "GET /adminapi/team", without queries.
  [[nodiscard]] std::vector<std::string> lines() const {
    std::vector<std::string> lines;
    for (const auto& request : http->sent) {
      lines.push_back(std::string(net::to_text(request.method)) + " " +
                      request.target.substr(0, request.target.find('?')));
    }
    return lines;
  }
  [[nodiscard]] std::size_t count(std::string_view line) const {
    return static_cast<std::size_t>(std::ranges::count(lines(), line));
  }

  [[nodiscard]] const core::Row* row(core::EntityIndex entity, std::string_view key) const {
    return table.find(entity, key);
  }
  // Members in their order; nothing: the field is not known.
  [[nodiscard]] std::optional<std::vector<std::string>> set_of(core::EntityIndex entity, std::string_view key,
                                                               core::FieldIndex field) const {
    return set_in(table, row(entity, key), field);
  }
  [[nodiscard]] static std::optional<std::vector<std::string>> set_in(const core::Table& table, const core::Row* row,
                                                                      core::FieldIndex field) {
    if (row == nullptr) return std::nullopt;
    const auto cells = core::cells_of(table.cells(*row), field);
    if (cells.empty()) return std::nullopt;
    std::vector<std::string> names;
    for (const auto& cell : cells) {
      if (cell.kind == core::CellKind::member) names.emplace_back(cell.value.view());
    }
    return names;
  }
  [[nodiscard]] std::vector<std::string> changed() const {
    std::vector<std::string> names;
    for (const auto& difference : ccx::differences(start, simulator.world())) {
      names.push_back(difference.entity + " " + difference.name + " " + difference.field);
    }
    return names;
  }

  tests::VirtualClock clock;
  kit::TokenStore* tokens = nullptr;  // not owned
  tests::SeededRandom random{1};
  ccx::World start;
  mutable ccx::Simulator simulator;
  core::SystemSpec spec;
  std::shared_ptr<WatchedHttp> http;
  std::unique_ptr<engine::Provider> provider;
  std::vector<std::string> wanted;  // users whose roles are wanted, where not everything is
  core::Table table;
};

using Names = std::vector<std::string>;

}  // namespace muster::uccx
