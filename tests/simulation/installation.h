// The sites of a seed with their first manifests, and what is committed for them later.
#pragma once

#include "tests/simulation/gws_site.h"
#include "tests/simulation/play.h"
#include "tests/simulation/scenario.h"

namespace muster::simulation {

class Installation {
 public:
  // `policies` is drawn from for guards and budgets.
  Installation(std::uint64_t seed, simulators::Draw& policies);

  // Puts the site and its manifests into the setting; returns the name of the System.
  std::string add(Vendor vendor, Setting& setting);
  // One commit of somebody who sees the site of that Play as it is.
  void edit(Manifests& manifests, const std::string& system, Play& play);

 private:
  [[nodiscard]] bool chance(std::uint64_t percent) { return draw_.below(100) < percent; }
  [[nodiscard]] Policy draw_policy(const std::vector<std::string>& administrators);
  std::string add_gws(Setting& setting);
  std::string add_webex(Setting& setting);
  std::string add_uccx(Setting& setting);
  std::string add_ameyo(Setting& setting);
  std::string add_uds(Setting& setting);

  std::uint64_t seed_;
  simulators::Draw& draw_;
  simulators::Draw edits_;
};

}  // namespace muster::simulation
