// Looking up supervisors and their agents.
#include "providers/webex/listing.h"
#include "providers/webex/lookup.h"

namespace muster::webex {

using core::Error;
using core::ErrorKind;
using core::Result;
using engine::Task;
using nlohmann::json;

Task<Result<AgentList>> read_agents(Site site, Supervised supervisor) {
  ListCall call;
  call.target = site.api->agents_target(supervisor.tier, supervisor.id);
  call.key = "agents";
  call.needs = scope::telephony_read;
  call.what = "agents of a supervisor";
  AgentList agents;
  Listing listing(site, std::move(call));
  if (supervisor.count) listing.expect(*supervisor.count);
  Listing::OnElement take = [&](const json& agent) { agents.ids.push_back(agent.at("id").get<std::string>()); };
  const auto read = co_await listing.read(std::move(take));
  if (!read) co_return std::unexpected(read.error());
  agents.coverage = listing.coverage();
  for (const auto& id : agents.ids) site.known->people.put_agent(id);
  co_return agents;
}

std::optional<Texts> shown_agents(const Directory& people, const Texts& ids) {
  Texts shown;
  for (const auto& id : ids) {
    const auto* person = people.find(id);
    if (person == nullptr && !people.is_no_person(id)) return std::nullopt;
    shown.push_back(person != nullptr ? person->email : id);
  }
  return shown;
}

Task<Result<std::optional<SupervisorRecord>>> find_supervisor(Site site, Supervised supervisor) {
  ListCall call;
  call.target = site.api->supervisors_target(supervisor.tier);
  call.key = "supervisors";
  call.needs = scope::telephony_read;
  call.what = "supervisors";
  std::optional<SupervisorRecord> found;
  Listing listing(site, std::move(call));
  Listing::OnElement look = [&](const json& element) {
    auto record = read_supervisor(element);
    if (record && id_key(record->id) == id_key(supervisor.id)) found = std::move(*record);
  };
  const auto read = co_await listing.read(std::move(look));
  if (!read) co_return std::unexpected(of_collection(read.error()));
  if (!found && !listing.coverage().complete) {
    co_return std::unexpected(Error(ErrorKind::unavailable, core::Delivery::refused, listing.coverage().why_not));
  }
  co_return found;
}

}  // namespace muster::webex
