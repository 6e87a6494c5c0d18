// One observation: own account, names of roles and licences, people, and the supervisors of either tier.
#pragma once

#include <memory>
#include <set>

#include "providers/webex/people.h"
#include "providers/webex/site.h"
#include "providers/webex/supervisors.h"
#include "reconciler/core/observed.h"
#include "reconciler/engine/provider.h"

namespace muster::webex {

class Observation {
 public:
  Observation(const Site& site, engine::PageSink& sink) : site_(site), sink_(&sink), people_(site) {}

  // Errors: unreachable, or muster's own account could not be read. Never writes.
  [[nodiscard]] engine::Task<core::Result<core::Coverage>> read(std::shared_ptr<const engine::Scope> scope);

 private:
  [[nodiscard]] engine::Task<core::Status> read_own_account();
  void take_own_account(const PersonRecord& own);
  [[nodiscard]] engine::Task<void> read_roles();
  [[nodiscard]] engine::Task<void> read_licences();
  [[nodiscard]] engine::Task<core::Status> read_people();
  [[nodiscard]] engine::Task<core::Status> read_supervisors(core::EntityIndex tier);
  [[nodiscard]] engine::Task<void> meet_strangers(std::shared_ptr<const Texts> ids);
  void name_own_roles();
  void name_own_account();

  Site site_;
  engine::PageSink* sink_;
  std::shared_ptr<const engine::Scope> scope_;
  core::Coverage coverage_;
  People people_;
  std::optional<PersonRecord> own_;
};

}  // namespace muster::webex
