#include "providers/uccx/observation.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "providers/uccx/catalog.h"
#include "providers/uccx/cross_check.h"
#include "reconciler/core/name.h"

namespace muster::uccx {

using core::Error;
using core::ErrorKind;
using core::Result;
using core::Status;
using engine::Task;
using nlohmann::json;

namespace {

// Nothing further can be learnt: not reached, or the account may not.
bool ends_observation(const Error& error) {
  return error.kind == ErrorKind::auth || error.kind == ErrorKind::unavailable || error.kind == ErrorKind::timeout ||
         error.kind == ErrorKind::rate_limited;
}

}  // namespace

void remember(const Person& person, Known& known) {
  known.people.add(person.id);
  if (!person.self.empty()) known.own_url = person.self;
  if (!person.extension.empty()) known.extensions[person.id] = person.extension;
}

void Observation::incomplete(core::EntityIndex entity, std::string why_not) {
  auto& coverage = coverage_.entities[entity];
  if (!coverage.complete) return;
  coverage.complete = false;
  coverage.why_not = std::move(why_not);
}

Task<Result<core::Coverage>> Observation::read(std::shared_ptr<const engine::Scope> scope, engine::PageSink& sink) {
  coverage_.entities.assign(catalog().entities.size(), {true, {}});
  const auto people = co_await read_people();
  if (!people) co_return std::unexpected(people.error());
  const auto teams = co_await read_teams();
  if (!teams) co_return std::unexpected(teams.error());
  co_await read_doubtful_teams();
  co_await look_for_strangers();
  judge();
  const bool with_roles = pages_ != nullptr && scope->wants(kUser, user::roles);
  if (with_roles) co_await read_roles(std::move(scope));
  add_other_supervisors();
  add_own_account();
  add_rows(sink);
  co_return std::move(coverage_);
}

Task<Status> Observation::read_people() {
  const auto answer = co_await api_->resources();
  if (!answer && ends_observation(answer.error())) co_return std::unexpected(answer.error());
  Status taken;
  if (!answer) taken = std::unexpected(answer.error());
  if (answer) taken = take_people(*answer);
  if (!taken) {
    const auto why = fmt::format("the resources of {} could not be read: {}", settings_->system, taken.error().what);
    incomplete(kUser, why);
    incomplete(kTeam, why);
  }
  co_return Status{};
}

Status Observation::take_people(const json& answer) {
  const auto items = listed(answer, "resource");
  if (!items) return std::unexpected(items.error());
  for (const json* item : *items) {
    auto person = read_person(*item);
    if (!person) return std::unexpected(person.error());
    remember(*person, *known_);
    people_.push_back(std::move(*person));
  }
  return {};
}

Task<Status> Observation::read_teams() {
  const auto answer = co_await api_->teams();
  if (!answer && ends_observation(answer.error())) co_return std::unexpected(answer.error());
  Status taken;
  if (!answer) taken = std::unexpected(answer.error());
  if (answer) taken = take_teams(*answer);
  if (!taken) {
    incomplete(kTeam, fmt::format("the teams of {} could not be read: {}", settings_->system, taken.error().what));
  }
  co_return Status{};
}

Status Observation::take_teams(const json& answer) {
  const auto items = listed(answer, "team");
  if (!items) return std::unexpected(items.error());
  for (const json* item : *items) {
    auto team = read_team(*item, known_->people);
    if (!team) return std::unexpected(team.error());
    if (!team->self.empty()) known_->own_url = known_->team_url = team->self;
    teams_.push_back(std::move(*team));
  }
  if (!teams_.empty() || answer.contains("team")) return {};  // an empty list is held against the resources
  return std::unexpected(Error(ErrorKind::protocol, "no team is listed, not even the default one"));
}

Task<void> Observation::read_doubtful_teams() {
  const auto doubtful = doubtful_teams(people_, teams_);
  for (const std::string& id : doubtful) {
    const auto answer = co_await api_->team(id);
    take_team(id, answer);
  }
}

// The team itself is right: it is what a write goes to. One that is gone meanwhile is no longer there.
void Observation::take_team(const std::string& id, const Result<json>& answer) {
  Result<Team> team = answer ? read_team(*answer, known_->people) : Result<Team>(std::unexpected(answer.error()));
  if (team && team->id != id) team = std::unexpected(Error(ErrorKind::protocol, "the answer is about another team"));
  for (auto known = teams_.begin(); known != teams_.end();) {
    if (known->id != id) {
      ++known;
      continue;
    }
    if (team) {
      *known++ = *team;
      continue;
    }
    if (team.error().kind != ErrorKind::not_found) {
      Error error = core::within(fmt::format("reading team {}", known->name), team.error());
      error.where = core::EntityKey(settings_->system, "team", core::comparable(known->name, core::Compare::trimmed));
      coverage_.unreadable.push_back(std::move(error));
    }
    known = teams_.erase(known);
  }
}

// Members of a team whom the list of resources lacks: either they left, or the list is a part. A few are asked for.
Task<void> Observation::look_for_strangers() {
  constexpr std::size_t kMost = 5;
  if (!coverage_.entities[kTeam].complete) co_return;
  const auto missing = strangers(people_, teams_);
  if (missing.size() > kMost) co_return;
  for (const std::string& id : missing) {
    const auto answer = co_await api_->resource(id);
    if (answer || answer.error().kind != ErrorKind::not_found) co_return;
    gone_.insert(id);
  }
}

void Observation::judge() {
  if (!coverage_.entities[kTeam].complete) return;
  const auto partial = why_partial(people_, teams_, gone_);
  if (partial.empty()) return;
  const auto why = fmt::format("the listings of {} are not whole: {}", settings_->system, partial);
  incomplete(kTeam, why);
  incomplete(kUser, why);
}

void Observation::add_own_account() {
  core::OwnAccount own;
  own.key = core::comparable(username_, core::Compare::folded);
  own.id = core::RemoteId(username_);
  const auto found = std::ranges::find_if(people_, [&](const Person& person) { return is_same(person.id, username_); });
  if (found != people_.end() && found->roles) own.roles = *found->roles;
  own.is_administrator = std::ranges::any_of(own.roles, [&](const auto& role) {
    return std::ranges::find(settings_->admin_roles, core::comparable(role, core::Compare::folded)) !=
           settings_->admin_roles.end();
  });
  coverage_.own_account = std::move(own);
}

void Observation::add_rows(engine::PageSink& sink) const {
  for (const auto& person : people_) add_row(person, sink.rows());
  sink.page_read("user", people_.size());
  for (const auto& team : teams_) add_row(team, sink.rows());
  sink.page_read("team", teams_.size());
}

}  // namespace muster::uccx
