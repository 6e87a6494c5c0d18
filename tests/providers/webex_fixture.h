// The Webex provider before the simulated organisation, with every request remembered and any answer replaceable.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "providers/simulators/in_process.h"
#include "providers/simulators/webex/ids.h"
#include "providers/simulators/webex/organisation.h"
#include "providers/simulators/webex/simulator.h"
#include "providers/webex/catalog.h"
#include "providers/webex/provider.h"
#include "tests/support/virtual_clock.h"

namespace muster::webex {

namespace sim = simulators::webex;

class WebexSink final : public engine::PageSink {
 public:
  [[nodiscard]] core::TableBuilder& rows() override { return builder_; }
  void page_read(std::string_view, std::size_t) override {}
  [[nodiscard]] core::Table finish() { return builder_.finish(); }

 private:
  core::TableBuilder builder_;
};

// Answers some requests by itself, and hands on the others.
class Interposed final : public net::HttpClient {
 public:
  using Instead = std::function<std::optional<core::Result<net::HttpResponse>>(const net::HttpRequest&)>;

  explicit Interposed(std::shared_ptr<net::HttpClient> inner) : inner_(std::move(inner)) {}

  engine::Task<core::Result<net::HttpResponse>> send(net::HttpRequest request) override {
    sent.push_back(request);
    if (instead) {
      auto answer = instead(request);
      if (answer) co_return std::move(*answer);
    }
    auto response = co_await inner_->send(std::move(request));
    if (change && response) change(sent.back(), *response);
    co_return response;
  }

  Instead instead;
  std::function<void(const net::HttpRequest&, net::HttpResponse&)> change;  // of the true answer
  std::vector<net::HttpRequest> sent;

 private:
  std::shared_ptr<net::HttpClient> inner_;
};

class WebexProviderTest : public testing::Test {
 protected:
  explicit WebexProviderTest(sim::World world = sim::sample_organisation()) : simulator_(std::move(world)) {
    spec_.name = "webex";
    spec_.provider = "webex";
    spec_.url = "https://webexapis.com";
    spec_.budget = {0, 100, 4};
  }

  [[nodiscard]] kit::Credentials credentials() const {
    kit::Credentials credentials;
    if (!renews_) credentials.emplace("token", core::Secret(std::string(sim::kToken)));
    if (!renews_) return credentials;
    credentials.emplace("clientId", core::Secret(std::string(sim::kClientId)));
    credentials.emplace("clientSecret", core::Secret(std::string(sim::kClientSecret)));
    credentials.emplace("refreshToken", core::Secret(std::string(sim::kRefreshToken)));
    return credentials;
  }

  engine::Provider& provider() {
    if (provider_) return *provider_;
    wire_ = std::make_shared<Interposed>(
        std::make_shared<simulators::InProcessClient>(clock_, simulator_.answering(), engine::Duration(5)));
    wire_->instead = instead_;
    wire_->change = change_;
    kit::ProviderPorts ports;
    ports.transport = wire_;
    ports.clock = &clock_;
    ports.random = &random_;
    provider_ = make(spec_, credentials(), ports).value();
    return *provider_;
  }

  core::Result<core::Coverage> observe(engine::Scope scope = everything()) {
    WebexSink sink;
    auto result = clock_.run(provider().observe(std::make_shared<const engine::Scope>(std::move(scope)), sink));
    table_ = sink.finish();
    return result;
  }
  core::Result<core::Fresh> read(core::EntityIndex entity, std::string email) {
    return clock_.run(provider().read(key(entity, email), core::RemoteId(id_of(email)), nullptr));
  }
  core::Result<core::Receipt> write(core::Write write) {
    std::vector<core::Write> writes;
    writes.push_back(std::move(write));
    auto results = clock_.run(provider().write(std::move(writes)));
    return std::move(results.at(0));
  }

  static engine::Scope everything() {
    engine::Scope scope;
    scope.everything = true;
    return scope;
  }
  // What the engine asks for when one object of that entity is managed.
  static engine::Scope managing(core::EntityIndex entity, const std::string& email) {
    engine::Scope scope;
    scope.entities = entity == kPerson ? std::set<core::EntityIndex>{kPerson, kRole}
                                       : std::set<core::EntityIndex>{entity, kPerson, kRole};
    scope.fields = {{entity, core::FieldIndex{0}}};
    scope.names = {key(entity, email)};
    return scope;
  }
  static core::EntityKey key(core::EntityIndex entity, const std::string& email) {
    return core::EntityKey("webex", std::string(catalog().entities[entity].name), email);
  }

  sim::World& world() { return simulator_.world(); }
  std::string uuid_of(std::string_view email) { return world().people.find_email(email)->uuid; }
  std::string id_of(std::string_view email) { return sim::person_id(world(), uuid_of(email)); }
  std::string place(std::string_view name) {
    for (const auto& [uuid, place] : world().places) {
      if (place.name == name) return uuid;
    }
    throw std::logic_error("no such place");
  }
  // E-mails, or UUIDs of places, sorted.
  std::vector<std::string> agents_of(sim::Tier tier, std::string_view email) {
    std::vector<std::string> names;
    const auto* assignment = world().supervisor(tier, uuid_of(email));
    if (assignment == nullptr) return names;
    for (const auto& uuid : assignment->agents) names.push_back(sim::name_of(world(), uuid));
    std::ranges::sort(names);
    return names;
  }

  // The members of a set in the table; nothing: not known.
  static std::optional<std::vector<std::string>> members(const core::Table& table, core::EntityIndex entity,
                                                         std::string_view email, core::FieldIndex field = 0) {
    const auto* row = table.find(entity, email);
    if (row == nullptr) return std::nullopt;
    const auto cells = core::cells_of(table.cells(*row), field);
    if (cells.empty()) return std::nullopt;
    std::vector<std::string> found;
    for (const auto& cell : cells) {
      if (cell.kind == core::CellKind::member) found.emplace_back(cell.value.view());
    }
    std::ranges::sort(found);
    return found;
  }

  core::Write write_of(core::WriteAction action, core::EntityIndex entity, const std::string& email) {
    core::Write write;
    write.entity = key(entity, email);
    write.name = email;
    write.action = action;
    if (action != core::WriteAction::create) write.id = core::RemoteId(id_of(email));
    write.request_id = "intent-1";
    return write;
  }
  core::Write creation(core::EntityIndex tier, const std::string& email, std::vector<std::string> agents) {
    auto write = write_of(core::WriteAction::create, tier, email);
    core::FieldWrite field;
    field.kind = core::WishKind::set;
    field.members = field.added = std::move(agents);
    write.fields.push_back(std::move(field));
    return write;
  }
  // With a fresh read, as the engine makes one.
  core::Write change(core::EntityIndex entity, const std::string& email, std::vector<std::string> added,
                     std::vector<std::string> removed) {
    auto write = write_of(core::WriteAction::update, entity, email);
    auto fresh = read(entity, email);
    EXPECT_TRUE(fresh) << fresh.error().what;
    core::FieldWrite field;
    field.kind = core::WishKind::set;
    field.added = std::move(added);
    field.removed = std::move(removed);
    if (fresh) {
      field.members = members(*fresh->table, entity, email).value_or(std::vector<std::string>());
      write.fresh = std::make_shared<const core::Fresh>(std::move(*fresh));
    }
    write.fields.push_back(std::move(field));
    wire_->sent.clear();
    return write;
  }

  // "PUT /v1/..." of what was sent, writes only.
  [[nodiscard]] std::vector<std::string> writes_sent() const {
    std::vector<std::string> lines;
    for (const auto& request : wire_->sent) {
      if (request.method != net::Method::get) {
        lines.push_back(std::string(net::to_text(request.method)) + " " + shortened(request.target));
      }
    }
    return lines;
  }
  [[nodiscard]] std::vector<std::string> bodies_sent() const {
    std::vector<std::string> bodies;
    for (const auto& request : wire_->sent) {
      if (request.method != net::Method::get) bodies.push_back(request.body);
    }
    return bodies;
  }
  // Ids become {id}.
  static std::string shortened(std::string target) {
    for (const std::string start : {"/supervisors/", "/people/", "/Users/", "/scim/"}) {
      const auto at = target.find(start);
      if (at == std::string::npos) continue;
      const auto begin = at + start.size();
      const auto end = std::min(target.find_first_of("/?", begin), target.size());
      target.replace(begin, end - begin, "{id}");
    }
    return target;
  }

  tests::VirtualClock clock_;
  tests::SeededRandom random_{1};
  core::SystemSpec spec_;
  sim::Simulator simulator_;
  bool renews_ = false;  // by a refresh token
  Interposed::Instead instead_;
  std::function<void(const net::HttpRequest&, net::HttpResponse&)> change_;
  std::shared_ptr<Interposed> wire_;
  std::unique_ptr<engine::Provider> provider_;
  core::Table table_;
};

}  // namespace muster::webex
