// A Webex organisation in the simulation.
#pragma once

#include "providers/simulators/webex/simulator.h"
#include "tests/simulation/object_site.h"

namespace muster::simulation {

namespace webex = simulators::webex;

class Play;
struct Setting;

inline constexpr const char* kWebex = "webex-sim";  // the System
inline constexpr const char* kWebexUrl = "http://127.0.0.1:2";

class WebexSite final : public ObjectSite {
 public:
  // `renews`: signs in with a refresh token, else with a token that never ends.
  explicit WebexSite(webex::World world, bool renews = false);

  [[nodiscard]] std::string system() const override { return kWebex; }
  [[nodiscard]] kit::Credentials credentials() const override;
  [[nodiscard]] simulators::Faults& faults() override { return simulator_.faults(); }
  [[nodiscard]] simulators::Answering answering() override { return simulator_.answering(); }
  [[nodiscard]] net::HttpRequest idle_request() const override;
  [[nodiscard]] std::vector<simulators::FaultKind> passing_faults() const override;
  [[nodiscard]] std::set<std::string> objects_of(const net::HttpRequest& request) override;
  [[nodiscard]] engine::Duration longest_lag() const override;
  bool drift(simulators::Draw& draw, engine::WallTime now) override;

  [[nodiscard]] const std::vector<simulators::Happening>& log() const override { return world_.log; }
  [[nodiscard]] Snapshot snapshot() const override;
  [[nodiscard]] std::string comparable(const std::string& entity, const std::string& name) const override;
  [[nodiscard]] FieldForm form_of(const std::string& entity, const std::string& field) const override;
  [[nodiscard]] std::set<std::string> members(const std::string& field, const std::string& text) const override;
  [[nodiscard]] Administration administration() const override;
  [[nodiscard]] bool loses_updates(const std::string& entity, const std::string&) const override {
    return entity == "person";
  }
  [[nodiscard]] std::string broken_invariant() const override;

  [[nodiscard]] webex::World& world() { return simulator_.world(); }

 private:
  [[nodiscard]] std::set<std::string> supervisors_of(const net::HttpRequest& request) const;
  // Of an id as it stands in a request.
  [[nodiscard]] std::string name_of(const std::string& id) const;

  webex::Simulator simulator_;
  const webex::World& world_;
  bool renews_;
};

// With the quirks of that seed.
[[nodiscard]] webex::World draw_webex_world(std::uint64_t seed);
// Of that Play, which has one.
[[nodiscard]] webex::World& webex_world(Play& play);

}  // namespace muster::simulation
