#include "providers/webex/reading.h"

#include <fmt/format.h>

#include "providers/webex/catalog.h"
#include "reconciler/core/name.h"

namespace muster::webex {

using core::EntityKey;
using core::Error;
using core::ErrorKind;
using core::Fresh;
using core::RemoteId;
using core::Result;
using engine::Task;
using nlohmann::json;

namespace {

Error missing(const Site& site, std::string_view what) {
  return Error(ErrorKind::not_found, core::Delivery::refused,
               fmt::format("{} has no such {}", site.settings->system, what));
}

Fresh fresh_of(core::TableBuilder& rows, std::string raw) {
  return Fresh(std::make_shared<const core::Table>(rows.finish()), std::move(raw));
}

std::string raw_of(const std::string& id, const Texts& agents) { return json{{"id", id}, {"agents", agents}}.dump(); }

}  // namespace

std::optional<Texts> agents_in_raw(std::string_view raw) {
  const json parsed = json::parse(raw, nullptr, false);
  if (!parsed.is_object() || !parsed.contains("agents") || !parsed.at("agents").is_array()) return std::nullopt;
  Texts agents;
  for (const auto& id : parsed.at("agents")) {
    if (!id.is_string()) return std::nullopt;
    agents.push_back(id.get<std::string>());
  }
  return agents;
}

Task<Result<Fresh>> Reading::read(EntityKey entity, RemoteId id) {
  EntityKey asked = entity;
  auto fresh = co_await read_entity(std::move(asked), std::move(id));
  if (!fresh && !fresh.error().where) fresh.error().where = std::move(entity);
  co_return fresh;
}

Reading::Outcome Reading::read_entity(EntityKey entity, RemoteId id) {
  const auto index = catalog().find_entity(entity.entity);
  if (!index) {
    co_return std::unexpected(Error(ErrorKind::invalid, fmt::format("webex knows no entity {}", entity.entity)));
  }
  if (*index == kRole) {
    auto role = co_await read_role(entity.name);
    co_return role;
  }
  const auto known = co_await id_of(std::move(entity), std::move(id));
  if (!known) co_return std::unexpected(known.error());
  if (*index == kPerson) {
    auto person = co_await read_person(*known);
    co_return person;
  }
  auto supervisor = co_await read_supervisor(*index, *known);
  co_return supervisor;
}

Task<Result<std::string>> Reading::id_of(EntityKey entity, RemoteId id) {
  if (!id.empty()) co_return id.text;
  const auto person = co_await find_by_email(site_, entity.name);
  if (!person) co_return std::unexpected(person.error());
  co_return person->id;
}

Reading::Outcome Reading::read_person(std::string id) {
  const auto answer = co_await read_person_by_id(site_, std::move(id));
  if (!answer) co_return std::unexpected(answer.error());
  if (site_.known->roles.empty()) {
    const auto roles = co_await learn_roles(site_);
    if (!roles) co_return std::unexpected(roles.error());
  }
  core::TableBuilder rows;
  add_person(answer->person, *site_.known, rows);
  co_return fresh_of(rows, answer->raw);
}

Reading::Outcome Reading::read_role(std::string name) {
  const auto roles = co_await learn_roles(site_);
  if (!roles) co_return std::unexpected(roles.error());
  for (const auto& role : *roles) {
    if (!core::same(role.name, name, core::Compare::folded)) continue;
    core::TableBuilder rows;
    add_role(role, rows);
    co_return fresh_of(rows, {});
  }
  co_return std::unexpected(missing(site_, "role"));
}

Reading::Outcome Reading::read_supervisor(core::EntityIndex tier, std::string id) {
  const auto agents = co_await agents_of(tier, id);
  if (!agents) co_return std::unexpected(agents.error());
  Texts ids = *agents;
  ids.push_back(id);
  const auto learnt = co_await learn_people(site_, std::move(ids));
  if (!learnt) co_return std::unexpected(learnt.error());
  const auto* person = site_.known->people.find(id);
  if (person == nullptr) {
    co_return std::unexpected(Error(ErrorKind::protocol, core::Delivery::refused,
                                    fmt::format("{} knows nobody by the id {}", site_.settings->system, id)));
  }
  core::TableBuilder rows;
  add_supervisor({tier, id, person->email, shown_agents(site_.known->people, *agents)}, rows);
  co_return fresh_of(rows, raw_of(id, *agents));
}

// A detail without agents proves nothing: of somebody who is no supervisor it may be the same, or a 404.
Task<Result<Texts>> Reading::agents_of(core::EntityIndex tier, std::string id) {
  Supervised asked(tier, id);
  const auto agents = co_await read_agents(site_, std::move(asked));
  const bool nobody =
      agents ? agents->coverage.complete && agents->ids.empty() : agents.error().kind == ErrorKind::not_found;
  if (!agents && !nobody) co_return std::unexpected(agents.error());
  if (agents && !agents->coverage.complete) {
    co_return std::unexpected(Error(ErrorKind::unavailable, core::Delivery::refused, agents->coverage.why_not));
  }
  if (!nobody) co_return agents->ids;
  Supervised same(tier, id);
  const auto listed = co_await find_supervisor(site_, std::move(same));
  if (!listed) co_return std::unexpected(listed.error());
  if (!*listed) co_return std::unexpected(missing(site_, catalog().entities[tier].name));
  if ((*listed)->agent_count == 0) co_return Texts();
  if ((*listed)->id != id) {  // the list spells the id in another way: perhaps that one is known
    Supervised spelled(tier, (*listed)->id);
    const auto again = co_await read_agents(site_, std::move(spelled));
    if (again && again->coverage.complete && !again->ids.empty()) co_return again->ids;
  }
  co_return std::unexpected(Error(
      ErrorKind::unavailable, core::Delivery::refused,
      fmt::format("{} lists that supervisor and shows none of the agents: try again later", site_.settings->system)));
}

}  // namespace muster::webex
