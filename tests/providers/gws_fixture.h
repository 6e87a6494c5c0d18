// A Genesys Web Services of a few lines for the provider's tests: routes by method and path.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "providers/genesys_gws/catalog.h"
#include "providers/genesys_gws/provider.h"
#include "tests/support/scripted_http.h"
#include "tests/support/virtual_clock.h"

namespace muster::genesys_gws {

class OneSink final : public engine::PageSink {
 public:
  [[nodiscard]] core::TableBuilder& rows() override { return builder_; }
  void page_read(std::string_view, std::size_t) override { ++pages_; }
  [[nodiscard]] core::Table finish() { return builder_.finish(); }
  [[nodiscard]] int pages() const { return pages_; }

 private:
  core::TableBuilder builder_;
  int pages_ = 0;
};

class GwsProviderTest : public testing::Test {
 protected:
  using Outcome = core::Result<net::HttpResponse>;
  using Route = std::function<Outcome(const net::HttpRequest& request, int nth)>;  // nth of this route, from 0

  static std::string people(std::size_t first, std::size_t end) {
    std::string list;
    for (std::size_t i = first; i < end; ++i) {
      list += (list.empty() ? "" : ",") + std::string(R"({"id":"id)") + std::to_string(i) + R"(","userName":"user)" +
              std::to_string(i) + R"(","roles":["ROLE_AGENT"]})";
    }
    return R"({"statusCode":0,"users":[)" + list + "]}";
  }

  static std::size_t number_in(const std::string& target, const std::string& name) {
    const auto at = target.find(name + "=");
    return at == std::string::npos ? 0 : std::stoul(target.substr(at + name.size() + 1));
  }

  // A listing that pages as documented.
  static Route listing(std::size_t count, std::size_t cap = 100'000) {
    return [count, cap](const net::HttpRequest& request, int) -> Outcome {
      const auto offset = number_in(request.target, "offset");
      const auto limit = std::min(cap, number_in(request.target, "limit"));
      return net::HttpResponse(200, people(std::min(offset, count), std::min(count, offset + limit)));
    };
  }

  static Route always(int status, std::string body) {
    return [status, body = std::move(body)](const net::HttpRequest&, int) -> Outcome {
      return net::HttpResponse(status, body);
    };
  }

  void SetUp() override {
    routes_["GET /diagnostics/version"] = always(200, R"({"statusCode":0,"version":"8.5.201.10"})");
    routes_["GET /me"] =
        always(200, R"({"statusCode":"0","user":{"id":"me","userName":"Svc-Muster","roles":["ROLE_ADMIN"],
                                         "contactCenterId":"cc-1"}})");
    routes_["GET /features"] =
        always(200, R"({"statusCode":0,"features":[{"id":"api-provisioning-read"},{"id":"api-provisioning-write"}]})");
    routes_["GET /users"] = listing(3);
    spec_.name = "gws";
    spec_.provider = "genesys-gws";
    spec_.url = "https://gws.example";
    spec_.budget = {0, 100, 4};
  }

  engine::Provider& provider() {
    if (provider_) return *provider_;
    transport_ = std::make_shared<tests::ScriptedHttp>(
        clock_, [this](const net::HttpRequest& request, std::size_t) { return answer(request); });
    kit::Credentials credentials;
    credentials.emplace("username", core::Secret("svc-muster"));
    credentials.emplace("password", core::Secret("pw"));
    kit::ProviderPorts ports;
    ports.transport = transport_;
    ports.clock = &clock_;
    ports.random = &random_;
    provider_ = make(spec_, std::move(credentials), ports).value();
    return *provider_;
  }

  static engine::Scope everything() {
    engine::Scope scope;
    scope.everything = true;
    return scope;
  }
  core::Result<core::Coverage> observe(engine::Scope scope = everything()) {
    sink_ = std::make_unique<OneSink>();
    auto result = clock_.run(provider().observe(std::make_shared<const engine::Scope>(std::move(scope)), *sink_));
    table_ = sink_->finish();
    return result;
  }

  core::Result<core::Fresh> read(std::string name, std::string id) {
    return clock_.run(
        provider().read(core::EntityKey("gws", "user", std::move(name)), core::RemoteId(std::move(id)), nullptr));
  }

  core::Result<core::Receipt> write(core::Write write) {
    std::vector<core::Write> writes;
    writes.push_back(std::move(write));
    auto results = clock_.run(provider().write(std::move(writes)));
    return std::move(results.at(0));
  }

  static core::Write write_to(core::WriteAction action, std::string id) {
    core::Write write;
    write.entity = core::EntityKey("gws", "user", "mira");
    write.name = "Mira";
    write.id = core::RemoteId(std::move(id));
    write.action = action;
    return write;
  }

  static core::FieldWrite set_of(core::FieldIndex field, std::vector<std::string> members,
                                 std::vector<std::string> added = {}) {
    core::FieldWrite write;
    write.field = field;
    write.kind = core::WishKind::set;
    write.members = std::move(members);
    write.added = std::move(added);
    return write;
  }

  static core::FieldWrite text(core::FieldIndex field, std::string value) {
    core::FieldWrite write;
    write.field = field;
    write.value = std::move(value);
    return write;
  }

  static core::FieldWrite secret(std::string value) {
    core::FieldWrite write;
    write.field = field::password;
    write.kind = core::WishKind::secret;
    write.secret = core::Secret(std::move(value));
    return write;
  }

  [[nodiscard]] std::vector<std::string> lines() const { return transport_->lines(); }

  tests::VirtualClock clock_;
  tests::SeededRandom random_{1};
  core::SystemSpec spec_;
  std::map<std::string, Route> routes_;
  std::map<std::string, int> asked_;
  std::shared_ptr<tests::ScriptedHttp> transport_;
  std::unique_ptr<engine::Provider> provider_;
  std::unique_ptr<OneSink> sink_;
  core::Table table_;

 private:
  Outcome answer(const net::HttpRequest& request) {
    constexpr std::string_view kBase = "/api/v2";
    const auto path = request.target.substr(0, request.target.find('?'));
    const auto key = std::string(net::to_text(request.method)) + " " + path.substr(std::min(kBase.size(), path.size()));
    const auto route = routes_.find(key);
    if (route == routes_.end()) return net::HttpResponse(404, "<html>Not Found</html>");
    return route->second(request, asked_[key]++);
  }
};

}  // namespace muster::genesys_gws
