// An Ameyo contact centre in the simulation.
#pragma once

#include "providers/simulators/ameyo/simulator.h"
#include "tests/simulation/object_site.h"

namespace muster::simulation {

namespace ameyo = simulators::ameyo;

class Play;

inline constexpr const char* kAmeyo = "ameyo-sim";  // the System

// What the System's settings allow muster to do to sessions.
struct SessionRights {
  bool forces_login = false;   // ends sessions of its own account
  bool ends_sessions = false;  // of those who are to be removed
};

class AmeyoSite final : public ObjectSite {
 public:
  explicit AmeyoSite(ameyo::World world, SessionRights rights = {});

  [[nodiscard]] std::string system() const override { return kAmeyo; }
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
  [[nodiscard]] std::string field_of(const std::string& logged) const override;
  [[nodiscard]] bool is_initial(const std::string& field, const std::string& text) const override;
  [[nodiscard]] std::set<std::string> members(const std::string& field, const std::string& text) const override;
  [[nodiscard]] std::string live_secret(const std::string& key, const std::string& field) const override;
  [[nodiscard]] bool is_object(const std::string& entity) const override { return entity != "session"; }
  [[nodiscard]] bool is_allowed(const simulators::Happening& happening, bool is_leaving) const override;
  [[nodiscard]] Administration administration() const override;
  [[nodiscard]] bool loses_updates(const std::string& entity, const std::string& field) const override;
  [[nodiscard]] std::string broken_invariant() const override;

  [[nodiscard]] ameyo::World& world() { return simulator_.world(); }

 private:
  [[nodiscard]] std::string group_of(const std::string& id);

  ameyo::Simulator simulator_;
  const ameyo::World& world_;
  SessionRights rights_;
  std::map<std::string, std::string> groups_;  // names by id
};

// With the quirks of that seed.
[[nodiscard]] ameyo::World draw_ameyo_world(std::uint64_t seed);
// Of that Play, which has one.
[[nodiscard]] ameyo::World& ameyo_world(Play& play);

}  // namespace muster::simulation
