// A cluster of Cisco Unified CM with its User Data Services in the simulation.
#pragma once

#include "providers/simulators/cucm_uds/simulator.h"
#include "tests/simulation/object_site.h"

namespace muster::simulation {

namespace cucm_uds = simulators::cucm_uds;

class Play;

inline constexpr const char* kUds = "uds-sim";  // the System

// Users are the objects. Their phones, lines and lists are fields of theirs, by the paths that the vendor's log has.
class UdsSite final : public ObjectSite {
 public:
  explicit UdsSite(cucm_uds::World world);

  [[nodiscard]] std::string system() const override { return kUds; }
  [[nodiscard]] kit::Credentials credentials() const override { return {}; }
  [[nodiscard]] simulators::Faults& faults() override { return simulator_.faults(); }
  [[nodiscard]] simulators::Answering answering() override { return simulator_.answering(); }
  [[nodiscard]] net::HttpRequest idle_request() const override;
  // The resource that is written, below its user: two people, or two phones of one, are not in each other's way.
  [[nodiscard]] std::set<std::string> objects_of(const net::HttpRequest& request) override;
  [[nodiscard]] bool may_follow(std::size_t effect, const std::set<std::string>& objects) const override;
  [[nodiscard]] engine::Duration longest_lag() const override { return engine::Duration(0); }
  [[nodiscard]] std::optional<std::string> secret(const std::string& reference) const override;
  // Now and then somebody changes their password, and where muster finds it follows at once or in the end.
  bool drift(simulators::Draw& draw, engine::WallTime now) override;
  void settle(engine::WallTime now) override;

  // Remote destinations by their digits: a server that shows numbers with spaces stores what is sent back to it.
  [[nodiscard]] const std::vector<simulators::Happening>& log() const override;
  [[nodiscard]] Snapshot snapshot() const override;
  [[nodiscard]] std::string comparable(const std::string& entity, const std::string& name) const override;
  [[nodiscard]] FieldForm form_of(const std::string& entity, const std::string& field) const override;
  [[nodiscard]] std::string comparable_text(const std::string& field, const std::string& text) const override;
  [[nodiscard]] std::string element_of(const std::string& field) const override;
  [[nodiscard]] std::string setting_of(const std::string& field) const override;
  [[nodiscard]] std::string part_made_with(const simulators::Happening& happening,
                                           const simulators::FieldEffect& field) const override;
  [[nodiscard]] std::string live_secret(const std::string& key, const std::string& field) const override;
  [[nodiscard]] std::set<std::string> members(const std::string&, const std::string&) const override { return {}; }
  [[nodiscard]] Administration administration() const override { return {}; }
  [[nodiscard]] std::string key_to_it() const override { return "credentials.password"; }
  [[nodiscard]] bool loses_updates(const std::string& entity, const std::string& field) const override;
  [[nodiscard]] std::string broken_invariant() const override;
  [[nodiscard]] std::string sent_wrongly(const std::deque<Exchange>& exchanges) const override;

  [[nodiscard]] cucm_uds::World& world() { return simulator_.world(); }

 private:
  void change_password(const std::string& user, const std::string& password, engine::WallTime now);

  cucm_uds::Simulator simulator_;
  const cucm_uds::World& world_;
  mutable std::vector<simulators::Happening> log_;  // of the world, as far as it was read
  std::map<std::string, std::string> passwords_;    // as muster finds them, by folded user ID
  std::map<std::string, std::string> awaited_;      // changed at the vendor alone, so far
};

// With the quirks of that seed.
[[nodiscard]] cucm_uds::World draw_uds_world(std::uint64_t seed);
// Of that Play, which has one.
[[nodiscard]] cucm_uds::World& uds_world(Play& play);

}  // namespace muster::simulation
