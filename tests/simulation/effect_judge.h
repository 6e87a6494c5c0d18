// Holds every effect in the vendor's log against the manifests: asked for, and within the guards, at that very step.
#pragma once

#include <string>
#include <vector>

#include "tests/simulation/findings.h"
#include "tests/simulation/history.h"
#include "tests/simulation/shadow.h"

namespace muster::simulation {

class EffectJudge {
 public:
  EffectJudge(const gws::World& world, const History& history, Findings& findings)
      : world_(world), history_(history), findings_(findings), shadow_(world) {}

  // After the vendor has dealt with a request. `oldest`: see Exchange.
  void judge_new(const std::deque<Exchange>& exchanges);
  [[nodiscard]] const Shadow& shadow() const { return shadow_; }
  // What muster did and the vendor accepted, by login.
  [[nodiscard]] const std::map<std::string, int>& created() const { return created_; }
  [[nodiscard]] const std::map<std::string, int>& removed() const { return removed_; }

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
  [[nodiscard]] const Exchange* cause_of(std::size_t effect, const gws::LogEntry& entry,
                                         const std::deque<Exchange>& exchanges) const;

  const gws::World& world_;
  const History& history_;
  Findings& findings_;
  Shadow shadow_;
  std::size_t judged_ = 0;
  std::map<std::string, int> created_;
  std::map<std::string, int> removed_;
  std::vector<Sent> removals_;
  std::vector<Sent> updates_;
  std::vector<Sent> member_removals_;
};

}  // namespace muster::simulation
