// One vendor's site in a simulated installation: what the network, the processes and the judges have to know of it.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "providers/kit/provider_ports.h"
#include "providers/simulators/faults.h"
#include "reconciler/engine/status_board.h"
#include "tests/simulation/findings.h"
#include "tests/simulation/held_back.h"
#include "tests/simulation/history.h"

namespace muster::simulation {

struct Exchange;
class Wire;

// Holds everything that the vendor's log tells of one system against the manifests.
class SiteJudge {
 public:
  virtual ~SiteJudge() = default;
  // After the vendor has dealt with a request, or somebody else has changed something.
  virtual void judge_new(const Wire& wire) = 0;
  // When everything has been well for two intervals. `secrets`: by the text of their reference.
  virtual void judge_end(const Reported& reported, const std::map<std::string, std::string>& secrets) = 0;

  // What muster did and the vendor accepted, by key_of: how often.
  [[nodiscard]] const std::map<std::string, int>& created() const { return created_; }
  [[nodiscard]] const std::map<std::string, int>& removed() const { return removed_; }

 protected:
  std::map<std::string, int> created_;
  std::map<std::string, int> removed_;
};

class Site {
 public:
  virtual ~Site() = default;
  [[nodiscard]] virtual std::string system() const = 0;  // name of its System document
  // Under the names of the System's credentials.
  [[nodiscard]] virtual kit::Credentials credentials() const = 0;
  [[nodiscard]] virtual simulators::Faults& faults() = 0;
  [[nodiscard]] virtual simulators::Answering answering() = 0;
  // That changes nothing and that nobody would miss.
  [[nodiscard]] virtual net::HttpRequest idle_request() const = 0;
  // That end, and leave nothing for an administrator to repair.
  [[nodiscard]] virtual std::vector<simulators::FaultKind> passing_faults() const { return simulators::every_fault(); }
  // Whom and what a write is about, by key_of; none: it writes nothing.
  [[nodiscard]] virtual std::set<std::string> objects_of(const net::HttpRequest& request) = 0;
  // Accepted changes so far, and what one of them is about.
  [[nodiscard]] virtual std::size_t effects() const = 0;
  [[nodiscard]] virtual std::string object_of(std::size_t effect) const = 0;
  // Whether a write about these may have brought it about.
  [[nodiscard]] virtual bool may_follow(std::size_t effect, const std::set<std::string>& objects) const {
    return objects.contains(object_of(effect));
  }
  // What a reference of this site's own stands for now, such as the password of one person.
  [[nodiscard]] virtual std::optional<std::string> secret(const std::string& reference) const {
    (void)reference;
    return std::nullopt;
  }
  // The turmoil is over: what somebody left unfinished outside of muster and of the vendor is put right.
  virtual void settle(engine::WallTime now) { (void)now; }
  // For how long the vendor may hide a write.
  [[nodiscard]] virtual engine::Duration longest_lag() const = 0;
  // Somebody else's small change; false: the draw found nothing to change.
  virtual bool drift(simulators::Draw& draw, engine::WallTime now) = 0;
  // Of the whole site, to be told from the log; the judge outlives neither.
  [[nodiscard]] virtual std::unique_ptr<SiteJudge> judge(const History& history, Findings& findings) = 0;
};

}  // namespace muster::simulation
