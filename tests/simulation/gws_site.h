// A Genesys Web Services site in the simulation.
#pragma once

#include "providers/simulators/genesys_gws/simulator.h"
#include "tests/simulation/site.h"

namespace muster::simulation {

namespace gws = simulators::gws;

class Play;
struct Setting;

class GwsSite final : public Site {
 public:
  explicit GwsSite(gws::World world);

  [[nodiscard]] std::string system() const override { return kGws; }
  [[nodiscard]] kit::Credentials credentials() const override;
  [[nodiscard]] simulators::Faults& faults() override { return simulator_.faults(); }
  [[nodiscard]] simulators::Answering answering() override { return simulator_.answering(); }
  [[nodiscard]] net::HttpRequest idle_request() const override;
  [[nodiscard]] std::set<std::string> objects_of(const net::HttpRequest& request) override;
  [[nodiscard]] std::size_t effects() const override { return world().log.size(); }
  [[nodiscard]] std::string object_of(std::size_t effect) const override;
  [[nodiscard]] engine::Duration longest_lag() const override;
  bool drift(simulators::Draw& draw, engine::WallTime now) override;
  [[nodiscard]] std::unique_ptr<SiteJudge> judge(const History& history, Findings& findings) override;

  [[nodiscard]] gws::World& world() { return simulator_.world(); }
  [[nodiscard]] const gws::World& world() const { return world_; }

 private:
  gws::Simulator simulator_;
  const gws::World& world_;
  std::map<std::string, std::string> logins_;  // by id
};

// With the quirks of that seed.
[[nodiscard]] gws::World draw_gws_world(std::uint64_t seed);
// Of that Play, which has one.
[[nodiscard]] gws::World& gws_world(Play& play);
// Nothing but that site.
[[nodiscard]] Setting gws_setting(gws::World world);

}  // namespace muster::simulation
