#include "providers/webex/supervisors.h"

#include <fmt/format.h>

#include <algorithm>

#include "providers/webex/catalog.h"
#include "providers/webex/listing.h"
#include "reconciler/core/name.h"
#include "reconciler/engine/task_group.h"

namespace muster::webex {

using core::EntityKey;
using core::Error;
using core::ErrorKind;
using core::Status;
using engine::Task;
using nlohmann::json;

namespace {

EntityKey key_of(const Site& site, core::EntityIndex tier, const std::string& email) {
  return EntityKey(site.settings->system, std::string(catalog().entities[tier].name),
                   core::comparable(email, core::Compare::folded));
}

}  // namespace

Task<Status> Supervisors::list(engine::PageSink& sink) {
  const auto entity = catalog().entities[tier_].name;
  ListCall call;
  call.target = site_.api->supervisors_target(tier_);
  call.key = "supervisors";
  call.needs = scope::telephony_read;
  call.what = catalog().entities[tier_].plural;
  Listing listing(site_, std::move(call));
  listing.on_page = [&](std::size_t count) { sink.page_read(entity, count); };
  Listing::OnElement take = [&](const json& element) {
    auto record = read_supervisor(element);
    if (record) entries_.push_back(Entry{std::move(*record), std::nullopt});
  };
  const auto read = co_await listing.read(std::move(take));
  if (!read) co_return std::unexpected(of_collection(read.error()));
  coverage_ = listing.coverage();
  co_return Status{};
}

bool Supervisors::is_wanted(const engine::Scope& scope, const Entry& entry) const {
  if (scope.everything) return true;
  if (!scope.wants(tier_, supervisor::agents)) return false;
  const auto* person = site_.known->people.find(entry.record.id);
  return person != nullptr && std::ranges::binary_search(scope.names, key_of(site_, tier_, person->email));
}

Task<void> Supervisors::read_agents_of_named(std::shared_ptr<const engine::Scope> scope) {
  const auto executor = co_await boost::asio::this_coro::executor;
  engine::TaskGroup group(executor);
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (!is_wanted(*scope, entries_[i])) continue;
    while (group.running() >= static_cast<std::size_t>(site_.settings->concurrency)) co_await group.wait_for_any();
    group.spawn(read_one(i));
  }
  co_await group.join();
}

Task<void> Supervisors::read_one(std::size_t index) {
  Supervised one(tier_, entries_[index].record.id);
  const auto& count = entries_[index].record.agent_count;
  if (count && *count >= 0) one.count = static_cast<std::size_t>(*count);
  auto agents = co_await read_agents(site_, std::move(one));
  if (agents) {
    take_agents(entries_[index], std::move(*agents));
  } else {
    report(entries_[index], agents.error());
  }
}

void Supervisors::take_agents(Entry& entry, AgentList agents) {
  const auto& said = entry.record.agent_count;
  const bool matches = !said || *said == static_cast<std::int64_t>(agents.ids.size());
  if (agents.coverage.complete && matches) {
    entry.agents = std::move(agents.ids);
    return;
  }
  report(entry, Error(ErrorKind::protocol, core::Delivery::refused,
                      agents.coverage.complete ? "the list of supervisors names another number of agents than were read"
                                               : agents.coverage.why_not));
}

// The object is there; its agents are not known.
void Supervisors::report(const Entry& entry, Error error) {
  const auto* person = site_.known->people.find(entry.record.id);
  const std::string name = person == nullptr ? entry.record.id : person->email;
  error.what = fmt::format("reading the agents of {}: {}", name, error.what);
  if (person != nullptr) error.where = key_of(site_, tier_, person->email);
  unreadable_.push_back(std::move(error));
}

Texts Supervisors::ids() const {
  Texts ids;
  for (const auto& entry : entries_) ids.push_back(entry.record.id);
  return ids;
}

Texts Supervisors::agents_ids() const {
  Texts ids;
  for (const auto& entry : entries_) {
    const Texts agents = entry.agents.value_or(Texts());
    ids.insert(ids.end(), agents.begin(), agents.end());
  }
  return ids;
}

void Supervisors::doubt(std::string_view why) {
  if (!coverage_.complete) return;
  coverage_.complete = false;
  coverage_.why_not = fmt::format("the {} of {} could not be read to their end: {}", catalog().entities[tier_].plural,
                                  site_.settings->system, why);
}

// Somebody who is proven to be nobody of this organisation cannot be whom a manifest names.
void Supervisors::add_rows(core::TableBuilder& rows) {
  bool strangers = false;
  for (const auto& entry : entries_) {
    const auto* person = site_.known->people.find(entry.record.id);
    if (person == nullptr && site_.known->people.is_no_person(entry.record.id)) {
      strangers = true;
      continue;
    }
    if (person == nullptr) {
      doubt("the e-mail of a supervisor could not be found");
      unreadable_.push_back(
          Error(ErrorKind::protocol, core::Delivery::refused,
                fmt::format("reading the {} of {}: nobody is known by the id {}", catalog().entities[tier_].plural,
                            site_.settings->system, entry.record.id)));
      continue;
    }
    SupervisorRow row{tier_, entry.record.id, person->email, std::nullopt};
    if (entry.agents) row.agents = shown_agents(site_.known->people, *entry.agents);
    const bool unknown_agent = entry.agents && !row.agents;
    if (unknown_agent) {
      report(entry,
             Error(ErrorKind::unavailable, core::Delivery::refused, "it could not be found out who one of them is"));
    }
    add_supervisor(row, rows);
  }
  if (strangers) {
    notes_.push_back(fmt::format("some {} of {} are nobody among its people, and are left alone",
                                 catalog().entities[tier_].plural, site_.settings->system));
  }
}

}  // namespace muster::webex
