// A Cisco UCCX in the simulation.
#pragma once

#include "providers/simulators/uccx/simulator.h"
#include "tests/simulation/object_site.h"

namespace muster::simulation {

namespace uccx = simulators::uccx;

class Play;

inline constexpr const char* kUccx = "uccx-sim";  // the System

class UccxSite final : public ObjectSite {
 public:
  explicit UccxSite(uccx::World world);

  [[nodiscard]] std::string system() const override { return kUccx; }
  [[nodiscard]] kit::Credentials credentials() const override;
  [[nodiscard]] simulators::Faults& faults() override { return simulator_.faults(); }
  [[nodiscard]] simulators::Answering answering() override { return simulator_.answering(); }
  [[nodiscard]] net::HttpRequest idle_request() const override;
  [[nodiscard]] std::set<std::string> objects_of(const net::HttpRequest& request) override;
  [[nodiscard]] engine::Duration longest_lag() const override;
  bool drift(simulators::Draw& draw, engine::WallTime now) override;

  [[nodiscard]] const std::vector<simulators::Happening>& log() const override { return world_.log; }
  [[nodiscard]] Snapshot snapshot() const override;
  [[nodiscard]] std::string comparable(const std::string& entity, const std::string& name) const override;
  [[nodiscard]] FieldForm form_of(const std::string& entity, const std::string& field) const override;
  [[nodiscard]] std::set<std::string> members(const std::string& field, const std::string& text) const override;
  [[nodiscard]] Administration administration() const override;
  [[nodiscard]] bool loses_updates(const std::string&, const std::string&) const override { return true; }
  [[nodiscard]] std::string broken_invariant() const override;

  [[nodiscard]] uccx::World& world() { return simulator_.world(); }

 private:
  [[nodiscard]] std::string team_of(const net::HttpRequest& request);

  uccx::Simulator simulator_;
  const uccx::World& world_;
  std::map<std::string, std::string> teams_;  // names by id
  std::set<std::string> agents_;              // at the beginning
};

// With the quirks of that seed.
[[nodiscard]] uccx::World draw_uccx_world(std::uint64_t seed);
// Of that Play, which has one.
[[nodiscard]] uccx::World& uccx_world(Play& play);

}  // namespace muster::simulation
