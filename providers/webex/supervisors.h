// Reading the supervisors of one tier, and the agents of those who matter.
#pragma once

#include <memory>

#include "providers/webex/lookup.h"
#include "providers/webex/site.h"
#include "reconciler/core/observed.h"
#include "reconciler/engine/provider.h"

namespace muster::webex {

class Supervisors {
 public:
  Supervisors(const Site& site, core::EntityIndex tier) : site_(site), tier_(tier) {}

  // Errors: the first page could not be had. Anything later makes the coverage incomplete.
  [[nodiscard]] engine::Task<core::Status> list(engine::PageSink& sink);
  // Whom those supervise that the scope names, or all when it wants everything. Their e-mails must be known by now.
  [[nodiscard]] engine::Task<void> read_agents_of_named(std::shared_ptr<const engine::Scope> scope);

  [[nodiscard]] Texts ids() const;         // of supervisors
  [[nodiscard]] Texts agents_ids() const;  // of all agents that were read
  void add_rows(core::TableBuilder& rows);

  [[nodiscard]] const core::EntityCoverage& coverage() const { return coverage_; }
  [[nodiscard]] std::vector<core::Error>& unreadable() { return unreadable_; }
  [[nodiscard]] std::vector<std::string>& notes() { return notes_; }

 private:
  struct Entry {
    SupervisorRecord record;
    std::optional<Texts> agents;
  };

  [[nodiscard]] bool is_wanted(const engine::Scope& scope, const Entry& entry) const;
  [[nodiscard]] engine::Task<void> read_one(std::size_t index);
  void take_agents(Entry& entry, AgentList agents);
  void report(const Entry& entry, core::Error error);
  void doubt(std::string_view why);

  Site site_;
  core::EntityIndex tier_;
  std::vector<Entry> entries_;
  core::EntityCoverage coverage_;
  std::vector<core::Error> unreadable_;
  std::vector<std::string> notes_;
};

}  // namespace muster::webex
