#include "providers/uccx/reading.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "providers/uccx/catalog.h"
#include "providers/uccx/observation.h"
#include "reconciler/core/name.h"

namespace muster::uccx {

using core::Delivery;
using core::Error;
using core::ErrorKind;
using core::Fresh;
using core::Result;
using engine::Task;

namespace {

Error protocol(std::string what) { return Error(ErrorKind::protocol, Delivery::refused, std::move(what)); }

Fresh fresh_of(const auto& record, std::string raw) {
  core::TableBuilder rows;
  add_row(record, rows);
  return Fresh(std::make_shared<const core::Table>(rows.finish()), std::move(raw));
}

// Listed with different roles: somebody is there, and what the roles are is not known.
Fresh without_roles(Person person, const std::string& id) {
  if (person.id.empty()) person.id = id;
  return fresh_of(person, {});
}

}  // namespace

Task<Result<Fresh>> Reading::read(core::EntityKey entity, core::RemoteId id) {
  Outcome outcome = entity.entity == "team" ? (id.empty() ? read_team_by_name(entity.name) : read_team(id.text))
                                            : read_user(id.empty() ? known_->people.spelled(entity.name) : id.text);
  auto fresh = co_await std::move(outcome);
  if (!fresh && !fresh.error().where) fresh.error().where = std::move(entity);
  co_return fresh;
}

Task<Result<Person>> Reading::read_resource(std::string id) {
  const auto answer = co_await api_->resource(id);
  if (!answer) co_return std::unexpected(answer.error());
  auto person = read_person(*answer);
  if (!person) co_return std::unexpected(protocol(fmt::format("reading resource {}: {}", id, person.error().what)));
  if (!is_same(person->id, id))
    co_return std::unexpected(protocol(fmt::format("reading resource {}: the answer is about another one", id)));
  remember(*person, *known_);
  co_return person;
}

// Somebody without an IPCC extension is no resource, and may still be on the pages.
Task<Result<Fresh>> Reading::read_user(std::string id) {
  auto person = co_await read_resource(id);
  const bool is_resource = person.has_value();
  if (!is_resource && (person.error().kind != ErrorKind::not_found || pages_ == nullptr)) {
    co_return std::unexpected(person.error());
  }
  if (pages_ == nullptr) co_return fresh_of(*person, {});
  if (!is_resource) person = Person();
  std::string named = is_resource ? person->id : id;
  const auto row = co_await pages_->find(std::move(named));
  if (!row && row.error().kind == ErrorKind::conflict) co_return without_roles(std::move(*person), id);
  if (!row && (!is_resource || row.error().kind != ErrorKind::not_found)) co_return std::unexpected(row.error());
  if (!is_resource) person->id = row->id;
  if (row && is_same(row->id, person->id)) person->roles = settled_roles(*person, *row);
  co_return fresh_of(*person, {});
}

Task<Result<Fresh>> Reading::read_team(std::string id) {
  const auto answer = co_await api_->team(id);
  if (!answer) co_return std::unexpected(answer.error());
  const auto team = uccx::read_team(*answer, known_->people);
  if (!team) co_return std::unexpected(protocol(fmt::format("reading team {}: {}", id, team.error().what)));
  if (team->id != id)
    co_return std::unexpected(protocol(fmt::format("reading team {}: the answer is about another one", id)));
  if (!team->self.empty()) known_->team_url = team->self;
  co_return fresh_of(*team, unwrapped(*answer, "team").dump());
}

Task<Result<Fresh>> Reading::read_team_by_name(std::string name) {
  const auto answer = co_await api_->teams();
  if (!answer) co_return std::unexpected(answer.error());
  const auto items = listed(*answer, "team");
  if (!items) co_return std::unexpected(protocol(fmt::format("reading team {}: {}", name, items.error().what)));
  for (const auto* item : *items) {
    const auto team = uccx::read_team(*item, known_->people);
    if (!team) co_return std::unexpected(protocol(fmt::format("reading team {}: {}", name, team.error().what)));
    if (!core::same(team->name, name, core::Compare::trimmed)) continue;
    auto fresh = co_await read_team(team->id);
    co_return fresh;
  }
  co_return std::unexpected(
      Error(ErrorKind::not_found, Delivery::refused, fmt::format("{} lists no team {}", settings_->system, name)));
}

}  // namespace muster::uccx
