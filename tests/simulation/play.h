// One seed: sites, their manifests and musterd's lives, with everything that goes wrong on the way, and the judgement.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/simulation/disk.h"
#include "tests/simulation/pace_judge.h"
#include "tests/simulation/process.h"
#include "tests/simulation/secrets.h"

namespace muster::simulation {

struct Verdict {
  std::uint64_t seed = 0;
  std::uint64_t digest = 0;
  std::vector<std::string> failures;
  Counts counts;
  std::string trace;
};

struct Setting {
  std::vector<std::unique_ptr<Site>> sites;
  Manifests manifests;
  engine::Duration interval{5 * 60'000};
  std::uint64_t seed = 1;
  bool keeps_trace = false;
};

// Where a seed's or a test's happenings take place.
class Play {
 public:
  explicit Play(Setting setting);
  ~Play();

  // Virtual time goes on until then; what is to happen happens.
  void run_for(engine::Duration duration);
  void happen_at(engine::Duration since_start, std::function<void()> happening);

  void push(Manifests manifests);
  [[nodiscard]] const Manifests& manifests() const { return history_.newest().manifests; }
  [[nodiscard]] const Manifests& manifests_in_force() const;
  [[nodiscard]] bool is_newest_usable() const { return history_.newest().desired != nullptr; }
  // At the n-th port call from now that `part` names, the process ends; a new one starts after `pause`.
  void arm(std::uint64_t calls, std::string part, engine::Duration pause, bool loses_power);
  void kill_now(engine::Duration pause, bool loses_power);
  // In the middle of what the store writes then.
  void lose_power_after(std::uint64_t operations, engine::Duration pause);
  // Nothing that was armed will happen any more.
  void disarm();
  // As the service manager stops it; a new one starts after `pause`.
  void stop(engine::Duration pause);
  void jump(engine::Duration by);
  // Somebody else changes something at the vendor; `change` says whether they did.
  void drift(const std::string& system, const std::function<bool(engine::WallTime)>& change);
  void begin_faults(const std::string& system, simulators::FaultSettings settings);
  void end_faults(const std::string& system);
  // Passwords of joiners and all else that manifests refer to, but for what a site keeps itself.
  void change_secrets();
  // Sites put right what was left unfinished outside of muster.
  void settle();

  // Ends the play.
  [[nodiscard]] Verdict judge();
  // Empty: of the only one.
  [[nodiscard]] Wire& wire(const std::string& system = {}) { return find(system).wire; }
  [[nodiscard]] const SiteJudge& effects(const std::string& system = {}) { return *find(system).judge; }
  [[nodiscard]] Findings& findings() { return findings_; }
  [[nodiscard]] Process* process() { return process_.get(); }

 private:
  class Recorder;

  struct System {
    std::string name;
    Policy policy;
    Wire wire;
    std::unique_ptr<SiteJudge> judge;
    PaceJudge pace;
    Refusals refusals;
    std::size_t oldest_state = 0;  // that the pass under way could have been planned from
    bool was_edit = false;

    System(std::unique_ptr<Site> site, const Setting& setting, Play& play);
  };

  void install(std::unique_ptr<Site> site, const Setting& setting);
  [[nodiscard]] System& find(const std::string& system);
  void note_arrival(System& system, const Exchange& exchange);
  void note_documents(const Manifests& before, const Manifests& after);
  void start_process();
  void end_process(bool loses_power);
  void lose_power();
  void look_at_process();
  void push_to_process();
  void judge_audit(const System& system);
  void judge_end();
  [[nodiscard]] std::optional<std::string> secret_of_a_site(const std::string& reference) const;
  [[nodiscard]] Surroundings surroundings();

  std::uint64_t seed_;
  engine::Duration interval_;
  Timeline timeline_;
  Findings findings_;
  History history_;
  engine::Duration wall_error_{0};
  std::vector<std::unique_ptr<System>> systems_;
  Disk disk_;
  std::unique_ptr<engine::Store> store_;
  support::MemoryLeases leases_;
  ChangingSecrets secrets_;
  std::unique_ptr<Recorder> events_;
  std::string password_version_ = "1";
  std::size_t taken_ = 0;  // the state that the loop took last
  int lives_ = 0;
  engine::Duration pause_{0};
  bool loses_power_ = false;
  bool is_stopping_ = false;
  std::unique_ptr<Process> process_;
};

}  // namespace muster::simulation
