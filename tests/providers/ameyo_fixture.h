// The provider for Ameyo at a simulated server, and what its tests ask of both.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "providers/ameyo/catalog.h"
#include "providers/ameyo/provider.h"
#include "providers/kit/token_store.h"
#include "providers/simulators/ameyo/compare.h"
#include "providers/simulators/ameyo/organisation.h"
#include "providers/simulators/ameyo/simulator.h"
#include "providers/simulators/in_process.h"
#include "tests/support/virtual_clock.h"

namespace muster::ameyo {

namespace sim = simulators::ameyo;

using Names = std::vector<std::string>;

class RowSink final : public engine::PageSink {
 public:
  [[nodiscard]] core::TableBuilder& rows() override { return builder_; }
  void page_read(std::string_view, std::size_t) override {}
  [[nodiscard]] core::Table finish() { return builder_.finish(); }

 private:
  core::TableBuilder builder_;
};

// Passes requests on, writes them down, and may answer by itself.
class SpiedHttp final : public net::HttpClient {
 public:
  using Outcome = core::Result<net::HttpResponse>;
  using Instead = std::function<std::optional<Outcome>(const net::HttpRequest&)>;

  explicit SpiedHttp(std::shared_ptr<net::HttpClient> inner) : inner_(std::move(inner)) {}

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

struct Centre {
  explicit Centre(sim::World world = sim::sample_organisation()) : start(world), simulator(std::move(world)) {
    spec.name = "desk";
    spec.provider = "ameyo";
    spec.url = "https://cc.acme.example:8443";
    spec.budget = {0, 100, 4};
    connect();
  }

  void connect(std::string password = std::string(sim::kServicePassword)) {
    http = std::make_shared<SpiedHttp>(
        std::make_shared<simulators::InProcessClient>(clock, simulator.answering(), engine::Duration(5)));
    kit::Credentials credentials;
    credentials.emplace("username", core::Secret(std::string(sim::kServiceAccount)));
    credentials.emplace("password", core::Secret(std::move(password)));
    kit::ProviderPorts ports;
    ports.transport = http;
    ports.clock = &clock;
    ports.random = &random;
    ports.tokens = tokens;
    provider = make(spec, std::move(credentials), ports).value();
  }

  core::Result<core::Coverage> observe(std::set<core::EntityIndex> wanted = {kUser, kGroup}) {
    auto scope = std::make_shared<engine::Scope>();
    scope->entities = std::move(wanted);
    RowSink sink;
    auto coverage = clock.run(provider->observe(std::move(scope), sink));
    table = sink.finish();
    return coverage;
  }
  // The engine always looks before it writes.
  void look() {
    ASSERT_TRUE(observe());
    http->sent.clear();
  }

  core::Result<core::Fresh> read(std::string entity, std::string name, std::string id = "") {
    return clock.run(provider->read(core::EntityKey("desk", std::move(entity), std::move(name)),
                                    core::RemoteId(std::move(id)), nullptr));
  }
  core::Result<core::Receipt> write(core::Write write) {
    std::vector<core::Write> writes;
    writes.push_back(std::move(write));
    auto results = clock.run(provider->write(std::move(writes)));
    return std::move(results.at(0));
  }

  // A change of an object that was read just before, as the engine makes it. The name is as the server spells it.
  core::Write change_of(std::string entity, const std::string& name) {
    const auto compare = entity == "user" ? core::Compare::folded : core::Compare::trimmed;
    auto fresh = read(entity, core::comparable(name, compare));
    core::Write write;
    write.entity = core::EntityKey("desk", std::move(entity), core::comparable(name, compare));
    write.name = name;
    if (fresh) {
      write.id = core::RemoteId(std::string(fresh->row()->remote_id.view()));
      write.fresh = std::make_shared<const core::Fresh>(std::move(*fresh));
    }
    http->sent.clear();
    return write;
  }
  static core::Write creation(std::string entity, const std::string& name) {
    core::Write write;
    const auto compare = entity == "user" ? core::Compare::folded : core::Compare::trimmed;
    write.entity = core::EntityKey("desk", std::move(entity), core::comparable(name, compare));
    write.name = name;
    write.action = core::WriteAction::create;
    return write;
  }
  static core::Write new_user(const std::string& id) {
    auto write = creation("user", id);
    write.fields.push_back(value(kUserName, "New Person"));
    write.fields.push_back(members(kRoles, {"Executive"}));
    write.fields.push_back(password("n3w-Passw0rd"));
    return write;
  }
  static core::Write new_group(const std::string& name) {
    auto write = creation("group", name);
    write.fields.push_back(members(kSupervisors, {"mkos"}));
    write.fields.push_back(members(kAgents, {"petra vance", "hana+mori"}));
    write.fields.push_back(value(kGroupDescription, "Claims desk"));
    return write;
  }

  static core::FieldWrite value(core::FieldIndex field, std::string text) {
    core::FieldWrite write;
    write.field = field;
    write.value = std::move(text);
    return write;
  }
  static core::FieldWrite password(std::string text) {
    core::FieldWrite write;
    write.field = kPassword;
    write.kind = core::WishKind::secret;
    write.secret = core::Secret(std::move(text));
    return write;
  }
  static core::FieldWrite members(core::FieldIndex field, Names names) {
    core::FieldWrite write;
    write.field = field;
    write.kind = core::WishKind::set;
    write.members = std::move(names);
    return write;
  }
  static core::FieldWrite delta(core::FieldIndex field, Names added, Names removed = {}) {
    core::FieldWrite write;
    write.field = field;
    write.kind = core::WishKind::set;
    write.added = std::move(added);
    write.removed = std::move(removed);
    return write;
  }

  // "GET /cc/...", below the base path, without queries.
  [[nodiscard]] Names lines() const {
    Names lines;
    for (const auto& request : http->sent) {
      std::string path = request.target.substr(0, request.target.find('?'));
      if (path.starts_with("/ameyorestapi")) path.erase(0, std::string_view("/ameyorestapi").size());
      lines.push_back(std::string(net::to_text(request.method)) + " " + path);
    }
    return lines;
  }
  [[nodiscard]] std::size_t count(std::string_view line) const {
    return static_cast<std::size_t>(std::ranges::count(lines(), line));
  }

  [[nodiscard]] const core::Row* row(core::EntityIndex entity, std::string_view key) const {
    return table.find(entity, key);
  }
  // The one cell of a field; null: it is not known.
  [[nodiscard]] const core::Cell* cell(std::string_view user, core::FieldIndex field) const {
    const auto* found = row(kUser, user);
    if (found == nullptr) return nullptr;
    const auto cells = core::cells_of(table.cells(*found), field);
    return cells.empty() ? nullptr : &cells.front();
  }
  // Members in their order; nothing: the field is not known.
  [[nodiscard]] std::optional<Names> set_of(core::EntityIndex entity, std::string_view key,
                                            core::FieldIndex field) const {
    return set_in(table, row(entity, key), field);
  }
  [[nodiscard]] static std::optional<Names> set_in(const core::Table& table, const core::Row* row,
                                                   core::FieldIndex field) {
    if (row == nullptr) return std::nullopt;
    const auto cells = core::cells_of(table.cells(*row), field);
    if (cells.empty()) return std::nullopt;
    Names names;
    for (const auto& cell : cells) {
      if (cell.kind == core::CellKind::member) names.emplace_back(cell.value.view());
    }
    return names;
  }
  [[nodiscard]] sim::World& world() const { return simulator.world(); }
  [[nodiscard]] Names members_of(std::string_view group, bool managers = false) const {
    const auto* found = world().find_group(group);
    Names names;
    for (const int id : managers ? found->managers : found->members) names.push_back(world().find_user(id)->id);
    std::ranges::sort(names);
    return names;
  }
  [[nodiscard]] Names changed() const {
    Names names;
    for (const auto& difference : sim::differences(start, world())) {
      names.push_back(difference.entity + " " + difference.name + " " + difference.field);
    }
    return names;
  }

  tests::VirtualClock clock;
  kit::TokenStore* tokens = nullptr;  // not owned
  tests::SeededRandom random{1};
  sim::World start;
  mutable sim::Simulator simulator;
  core::SystemSpec spec;
  std::shared_ptr<SpiedHttp> http;
  std::unique_ptr<engine::Provider> provider;
  core::Table table;
};

}  // namespace muster::ameyo
