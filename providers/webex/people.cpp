#include "providers/webex/people.h"

#include <fmt/format.h>

#include <algorithm>

#include "providers/webex/catalog.h"
#include "providers/webex/listing.h"
#include "providers/webex/lookup.h"
#include "reconciler/core/name.h"
#include "reconciler/engine/task_group.h"

namespace muster::webex {

using core::Compare;
using core::EntityKey;
using core::Error;
using core::Status;
using engine::Task;
using nlohmann::json;

namespace {

std::string key_text(const PersonRecord& person) { return core::comparable(person.emails.front(), Compare::folded); }

bool is_named(const engine::Scope& scope, const Site& site, core::EntityIndex entity, const std::string& name) {
  const EntityKey key(site.settings->system, std::string(catalog().entities[entity].name), name);
  return std::ranges::binary_search(scope.names, key);
}

bool names_account(const EntityKey& key) {
  const auto entity = catalog().find_entity(key.entity);
  return entity && *entity != kRole;
}

}  // namespace

EntityKey People::key_of(const PersonRecord& person) const {
  return EntityKey(site_.settings->system, "person", key_text(person));
}

void People::add(PersonRecord person) {
  site_.known->people.put(person.id, person.emails);
  by_id_[id_key(person.id)] = records_.size();
  records_.push_back(std::move(person));
}

PersonRecord* People::find(std::string_view id) {
  const auto found = by_id_.find(id_key(id));
  return found == by_id_.end() ? nullptr : &records_[found->second];
}

void People::add_missed(PersonRecord person) {
  if (find(person.id) != nullptr) return;
  if (coverage_.complete) {
    coverage_.complete = false;
    coverage_.why_not = fmt::format("the people of {} could not be read to their end: the list lacks {}, who exists",
                                    site_.settings->system, person.emails.front());
  }
  site_.known->people_listed = false;
  add(std::move(person));
}

void People::learn(const PersonRecord& person) {
  PersonRecord* record = find(person.id);
  if (record == nullptr) return;
  if (person.roles) record->roles = person.roles;
  if (person.licences) record->licences = person.licences;
}

void People::add_rows(core::TableBuilder& rows) const {
  for (const auto& person : records_) add_person(person, *site_.known, rows);
}

Task<Status> People::list(engine::PageSink& sink) {
  ListCall call;
  call.target = site_.api->people_target();
  call.key = "items";
  call.needs = scope::people_read;
  call.what = "people";
  call.by_link_only = true;
  Listing listing(site_, std::move(call));
  listing.on_page = [&](std::size_t count) { sink.page_read("person", count); };
  bool nameless = false;
  Listing::OnElement take = [&](const json& element) {
    auto person = read_account(element);  // that there is an id was seen
    if (person && person->emails.empty()) {
      nameless = true;
      meet(*site_.known, *person);
    } else if (person) {
      add(std::move(*person));
    }
  };
  const auto read = co_await listing.read(std::move(take));
  if (!read) co_return std::unexpected(of_collection(read.error()));
  coverage_ = listing.coverage();
  site_.known->people_answered = true;
  if (nameless) {
    notes_.push_back(
        fmt::format("{} lists people without an e-mail, whom no manifest can name: if they have one in "
                    "Control Hub, look at the rights of muster's account",
                    site_.settings->system));
  }
  if (coverage_.complete && records_.empty()) {
    coverage_.complete = false;
    coverage_.why_not = fmt::format(
        "the people of {} could not be read to their end: nobody with an e-mail is listed, not even "
        "muster's account",
        site_.settings->system);
  }
  site_.known->people_listed = coverage_.complete;
  co_return Status{};
}

Task<void> People::find_named(std::shared_ptr<const engine::Scope> scope) {
  for (const auto& key : scope->names) {
    if (!names_account(key) || site_.known->people.id_of_email(key.name)) continue;
    auto person = co_await find_by_email(site_, key.name);
    if (person) {
      add_missed(std::move(*person));
      continue;
    }
    if (person.error().kind == core::ErrorKind::not_found) continue;
    if (coverage_.complete) coverage_.why_not = person.error().what;
    coverage_.complete = false;
    co_return;
  }
}

People::Wanted People::named_without_details(const engine::Scope& scope) const {
  Wanted wanted;
  for (std::size_t i = 0; i < records_.size(); ++i) {
    const auto& person = records_[i];
    const auto key = key_text(person);
    const bool roles = !person.roles && is_named(scope, site_, kPerson, key);
    const bool licences = !person.licences && is_named(scope, site_, kAssistSupervisor, key);
    if (roles || licences) wanted.insert(i);
  }
  return wanted;
}

// The guards count administrators, so each of them has to be known.
Task<void> People::find_holders(std::shared_ptr<const engine::Scope> scope, Wanted* wanted) {
  for (const auto& name : site_.known->roles.names()) {
    const bool is_admin = std::ranges::find(site_.settings->admin_roles, core::comparable(name, Compare::folded)) !=
                          site_.settings->admin_roles.end();
    if (!is_admin && !scope->everything) continue;
    ListCall call;
    call.target = site_.api->people_with_role_target(*site_.known->roles.id_of(name));
    call.key = "items";
    call.needs = scope::people_read;
    call.what = "holders of a role";
    call.by_link_only = true;
    Listing listing(site_, std::move(call));
    Listing::OnElement take = [&](const json& element) {
      auto person = read_person(element);
      if (person && find(person->id) == nullptr) add_missed(*person);
      if (person && !find(person->id)->roles) wanted->insert(by_id_.at(id_key(person->id)));
    };
    const auto read = co_await listing.read(std::move(take));
    if (!read || !listing.coverage().complete) {
      notes_.push_back(fmt::format("who holds the role {} is not known: {}", name,
                                   read ? listing.coverage().why_not : read.error().what));
    }
  }
}

Task<void> People::complete_details(std::shared_ptr<const engine::Scope> scope) {
  Wanted wanted = named_without_details(*scope);
  const bool roles_unknown = std::ranges::any_of(records_, [](const auto& person) { return !person.roles; });
  if (roles_unknown && scope->wants(kPerson, person::roles)) co_await find_holders(scope, &wanted);
  co_await read_details(std::move(wanted));
}

Task<void> People::read_details(Wanted wanted) {
  const auto executor = co_await boost::asio::this_coro::executor;
  engine::TaskGroup group(executor);
  for (const std::size_t index : wanted) {
    while (group.running() >= static_cast<std::size_t>(site_.settings->concurrency)) co_await group.wait_for_any();
    group.spawn(read_one(index));
  }
  co_await group.join();
}

// A person who is gone by now stays as listed: the next observation will not see them.
Task<void> People::read_one(std::size_t index) {
  auto answer = co_await read_person_by_id(site_, records_[index].id);
  if (answer) {
    learn(answer->person);
    co_return;
  }
  Error error = core::within(fmt::format("reading {}", records_[index].emails.front()), answer.error());
  error.where = key_of(records_[index]);
  unreadable_.push_back(std::move(error));
}

}  // namespace muster::webex
