#include "providers/webex/observation.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "providers/webex/catalog.h"
#include "reconciler/core/name.h"
#include "reconciler/core/uuid.h"

namespace muster::webex {

using core::Compare;
using core::Coverage;
using core::Error;
using core::ErrorKind;
using core::Result;
using core::Status;
using engine::Task;

namespace {

constexpr std::array kTiers = {kBasicSupervisor, kAssistSupervisor};

std::set<std::string> named_emails(const engine::Scope& scope) {
  std::set<std::string> emails;
  for (const auto& key : scope.names) emails.insert(key.name);
  return emails;
}

// Webex has no such call, or does not let this token use it.
bool is_refusal(const Error& error) { return error.kind == ErrorKind::not_found || error.kind == ErrorKind::rejected; }

// Nothing further can be learnt.
bool ends_observation(const Error& error) { return error.kind == ErrorKind::auth; }

core::EntityCoverage not_listed(const Site& site, core::EntityIndex entity, const Error& error) {
  return {false, fmt::format("the {} of {} could not be read: {}", catalog().entities[entity].plural,
                             site.settings->system, error.what)};
}

void move_into(std::vector<Error>& to, std::vector<Error>& from) {
  std::ranges::move(from, std::back_inserter(to));
  from.clear();
}

}  // namespace

Task<Result<Coverage>> Observation::read(std::shared_ptr<const engine::Scope> scope) {
  scope_ = std::move(scope);
  coverage_.entities.assign(catalog().entities.size(), core::EntityCoverage{true, {}});
  site_.known->people.name(named_emails(*scope_));
  const auto own = co_await read_own_account();
  if (!own) co_return std::unexpected(own.error());
  // Only roles of people refer to them, so that who manages supervisors alone needs no right to see them.
  if (scope_->wants(kPerson, person::roles)) co_await read_roles();
  name_own_roles();
  if (scope_->wants(kAssistSupervisor) || scope_->wants(kPerson, person::licences)) co_await read_licences();
  const auto people = co_await read_people();
  if (!people) co_return std::unexpected(people.error());
  for (const auto tier : kTiers) {
    if (!scope_->wants(tier)) continue;
    const auto supervisors = co_await read_supervisors(tier);
    if (!supervisors) co_return std::unexpected(supervisors.error());
  }
  if (scope_->wants(kPerson)) {
    people_.add_rows(sink_->rows());
    if (coverage_.entities[kPerson].complete) coverage_.entities[kPerson] = people_.coverage();
  }
  move_into(coverage_.unreadable, people_.unreadable());
  std::ranges::move(people_.notes(), std::back_inserter(coverage_.notes));
  co_return std::move(coverage_);
}

// Where Webex does not tell it, all but roles goes on.
Task<Status> Observation::read_own_account() {
  const auto answer = co_await site_.api->me();
  site_.known->own_refused = !answer && answer.error().status == 403;
  if (!answer && is_refusal(answer.error().error)) {
    coverage_.notes.push_back(
        fmt::format("whose account muster's own is in {} is not known{}: {}", site_.settings->system,
                    site_.known->own_refused ? ", so no roles are changed" : "", answer.error().error.what));
    co_return Status{};
  }
  if (!answer) co_return std::unexpected(core::within("reading muster's own account", answer.error().error));
  auto own = read_account(answer->body);
  if (!own) {
    co_return std::unexpected(Error(ErrorKind::protocol, core::Delivery::refused,
                                    fmt::format("GET /people/me of {}: {}", site_.settings->system, own.error().what)));
  }
  take_own_account(*own);
  own_ = std::move(*own);
  co_return Status{};
}

void Observation::take_own_account(const PersonRecord& own) {
  const auto& configured = site_.settings->org_id;
  const auto organisation = core::uuid_of(configured.empty() ? own.org_id : configured);
  site_.known->people_answered = true;
  site_.known->organisation = organisation.value_or("");
  site_.api->scim_org = site_.known->organisation;
  coverage_.organisation = site_.known->organisation;
  core::OwnAccount account;
  if (!own.emails.empty()) account.key = core::comparable(own.emails.front(), Compare::folded);
  account.id = core::RemoteId(own.id);
  coverage_.own_account = std::move(account);
}

// Its row goes by one of its e-mails.
void Observation::name_own_account() {
  const auto* listed = own_ ? site_.known->people.find(own_->id) : nullptr;
  if (listed != nullptr) coverage_.own_account->key = core::comparable(listed->email, Compare::folded);
}

void Observation::name_own_roles() {
  if (!own_) return;
  auto& account = *coverage_.own_account;
  for (const auto& id : own_->roles.value_or(Texts())) {
    auto name = site_.known->roles.name_of(id).value_or(tail_of(id));
    const auto folded = core::comparable(name, Compare::folded);
    account.is_administrator = account.is_administrator || std::ranges::find(site_.settings->admin_roles, folded) !=
                                                               site_.settings->admin_roles.end();
    account.roles.push_back(std::move(name));
  }
}

Task<void> Observation::read_roles() {
  const auto roles = co_await learn_roles(site_);
  if (!roles) {
    coverage_.entities[kRole] = not_listed(site_, kRole, roles.error());
    co_return;
  }
  for (const auto& role : *roles) add_role(role, sink_->rows());
}

// Without their names nobody's licences are known, and nothing else depends on them.
Task<void> Observation::read_licences() {
  const auto licences = co_await learn_licences(site_);
  if (!licences) {
    coverage_.notes.push_back(
        fmt::format("the licences of {} are not known: {}", site_.settings->system, licences.error().what));
  }
}

Task<Status> Observation::read_people() {
  const bool needs_names = scope_->wants(kBasicSupervisor) || scope_->wants(kAssistSupervisor);
  if (!scope_->wants(kPerson) && (!needs_names || site_.known->people_listed)) co_return Status{};
  site_.known->people_listed = false;
  const auto listed = co_await people_.list(*sink_);
  if (!listed && ends_observation(listed.error())) co_return listed;
  if (!listed) {
    coverage_.entities[kPerson] = not_listed(site_, kPerson, listed.error());
    co_return Status{};
  }
  if (own_) people_.learn(*own_);
  name_own_account();
  co_await people_.find_named(scope_);
  co_await people_.complete_details(scope_);
  co_return Status{};
}

Task<Status> Observation::read_supervisors(core::EntityIndex tier) {
  Supervisors supervisors(site_, tier);
  const auto listed = co_await supervisors.list(*sink_);
  if (!listed && ends_observation(listed.error())) co_return listed;
  if (!listed) {
    coverage_.entities[tier] = not_listed(site_, tier, listed.error());
    co_return Status{};
  }
  co_await meet_strangers(std::make_shared<const Texts>(supervisors.ids()));
  co_await supervisors.read_agents_of_named(scope_);
  co_await meet_strangers(std::make_shared<const Texts>(supervisors.agents_ids()));
  supervisors.add_rows(sink_->rows());
  coverage_.entities[tier] = supervisors.coverage();
  move_into(coverage_.unreadable, supervisors.unreadable());
  std::ranges::move(supervisors.notes(), std::back_inserter(coverage_.notes));
  co_return Status{};
}

// Ids that no list of people has explained. One who turns out to be a person was missed there.
Task<void> Observation::meet_strangers(std::shared_ptr<const Texts> ids) {
  const bool had_listed = site_.known->people_listed;
  auto people = co_await learn_people(site_, *ids);
  if (!people) {
    coverage_.notes.push_back(
        fmt::format("some ids of {} could not be explained: {}", site_.settings->system, people.error().what));
    co_return;
  }
  for (auto& person : *people) {
    if (had_listed && scope_->wants(kPerson)) people_.add_missed(std::move(person));
  }
}

}  // namespace muster::webex
