// Finding out who bears an id or an e-mail, and whom a supervisor supervises.
#pragma once

#include <string>
#include <vector>

#include "providers/webex/convert.h"
#include "providers/webex/site.h"
#include "reconciler/core/observed.h"

namespace muster::webex {

// Remembers somebody who was shown. Who has no e-mail goes by the id, as workspaces do.
void meet(Known& known, PersonRecord& person);

// Afterwards each of these ids is known as a person's, or as of no person. Asks for those alone that are not known
// yet. The people that were found. Errors: it could not be found out.
[[nodiscard]] engine::Task<core::Result<std::vector<PersonRecord>>> learn_people(Site site,
                                                                                 std::vector<std::string> ids);

// The person with that e-mail, which is remembered. not_found: Webex knows nobody by it.
[[nodiscard]] engine::Task<core::Result<PersonRecord>> find_by_email(Site site, std::string email);

// One person by id. Their id is spelled as it was asked for.
struct PersonAnswer {
  PersonRecord person;
  std::string raw;
};
[[nodiscard]] engine::Task<core::Result<PersonAnswer>> read_person_by_id(Site site, std::string id);

// Fails when "not found" could mean that the interface is not there: asks once for muster's own account, or anybody.
[[nodiscard]] engine::Task<core::Status> prove_people_answer(Site site);

// Names of roles and of licences. The records of the answer, which are remembered.
[[nodiscard]] engine::Task<core::Result<std::vector<NamedRecord>>> learn_roles(Site site);
[[nodiscard]] engine::Task<core::Status> learn_licences(Site site);

// Ids of a supervisor's agents, as Webex spells them. not_found: Webex has no such supervisor of that tier.
struct AgentList {
  Texts ids;
  core::EntityCoverage coverage;
};
// One supervisor of one tier; `count` is what the listing said of their agents.
struct Supervised {
  core::EntityIndex tier = 0;
  std::string id;
  std::optional<std::size_t> count;

  Supervised(core::EntityIndex of_tier, std::string of_id) : tier(of_tier), id(std::move(of_id)) {}
};
[[nodiscard]] engine::Task<core::Result<AgentList>> read_agents(Site site, Supervised supervisor);

// As they are shown: e-mails of people, ids of others. Nothing while one of them is not known.
[[nodiscard]] std::optional<Texts> shown_agents(const Directory& people, const Texts& ids);

// The supervisor in the list of their tier; nothing when a complete list lacks them.
[[nodiscard]] engine::Task<core::Result<std::optional<SupervisorRecord>>> find_supervisor(Site site,
                                                                                          Supervised supervisor);

}  // namespace muster::webex
