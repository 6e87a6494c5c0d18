// Holds every effect in the log of Genesys Web Services against the manifests: asked for, and within the guards, at
// that very step.
#pragma once

#include <string>
#include <vector>

#include "tests/simulation/shadow.h"
#include "tests/simulation/site.h"
#include "tests/simulation/wire.h"

namespace muster::simulation {

class EffectJudge final : public SiteJudge {
 public:
  EffectJudge(const gws::World& world, const History& history, Findings& findings)
      : world_(world), history_(history), findings_(findings), shadow_(world) {}

  void judge_new(const Wire& wire) override;
  void judge_end(const Reported& reported, const std::map<std::string, std::string>& secrets) override;

 private:
  struct Sent {
    engine::WallTime at;
    bool rights_only = false;
    std::size_t weight = 1;
  };

  void judge(const gws::LogEntry& entry, const Exchange* cause);
  void judge_created(const gws::LogEntry& entry, const std::vector<const Wish*>& wishes);
  void judge_removed(const gws::LogEntry& entry, const std::vector<const Wish*>& wishes);
  void judge_field(const gws::LogEntry& entry, const gws::FieldEffect& field, const std::vector<const Wish*>& wishes);
  void judge_roles(const gws::LogEntry& entry, const gws::FieldEffect& field, const std::vector<const Wish*>& wishes);
  void judge_protection(const gws::LogEntry& entry, std::size_t oldest);
  void judge_administrators(const gws::LogEntry& entry, const ShadowPerson& before, std::size_t administrators_before);
  void judge_limits(const gws::LogEntry& entry, const Exchange& cause, const std::vector<const Wish*>& wishes);
  [[nodiscard]] bool counts_as_rights(const std::vector<const Wish*>& wishes, const std::string& login) const;
  void count_sent(std::vector<Sent>& all, Sent sent, const GuardNumbers& limit, std::string_view what);

  const gws::World& world_;
  const History& history_;
  Findings& findings_;
  Shadow shadow_;
  std::size_t judged_ = 0;
  std::vector<Sent> removals_;
  std::vector<Sent> updates_;
  std::vector<Sent> member_removals_;
};

}  // namespace muster::simulation
