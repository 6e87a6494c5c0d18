// Reading one object by itself.
#pragma once

#include "providers/webex/lookup.h"
#include "providers/webex/site.h"
#include "reconciler/core/observed.h"

namespace muster::webex {

class Reading {
 public:
  explicit Reading(const Site& site) : site_(site) {}

  // By id; by name where the server has told no id. not_found only when Webex says so of this very person, and of a
  // supervisor when a complete list lacks them. The raw text of a supervisor holds the ids of the agents.
  [[nodiscard]] engine::Task<core::Result<core::Fresh>> read(core::EntityKey entity, core::RemoteId id);

 private:
  using Outcome = engine::Task<core::Result<core::Fresh>>;

  [[nodiscard]] Outcome read_entity(core::EntityKey entity, core::RemoteId id);
  [[nodiscard]] Outcome read_person(std::string id);
  [[nodiscard]] Outcome read_role(std::string name);
  [[nodiscard]] Outcome read_supervisor(core::EntityIndex tier, std::string id);
  [[nodiscard]] engine::Task<core::Result<Texts>> agents_of(core::EntityIndex tier, std::string id);
  [[nodiscard]] engine::Task<core::Result<std::string>> id_of(core::EntityKey entity, core::RemoteId id);

  Site site_;
};

// Ids of the agents in the raw text of a supervisor; nothing when it is no such text.
[[nodiscard]] std::optional<Texts> agents_in_raw(std::string_view raw);

}  // namespace muster::webex
