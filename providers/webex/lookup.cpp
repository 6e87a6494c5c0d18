#include "providers/webex/lookup.h"

#include <fmt/format.h>

#include <algorithm>

#include "providers/webex/listing.h"
#include "providers/webex/target.h"
#include "reconciler/core/name.h"
#include "reconciler/core/uuid.h"

namespace muster::webex {

using core::Error;
using core::ErrorKind;
using core::Result;
using core::Status;
using engine::Task;
using nlohmann::json;

namespace {

constexpr std::size_t kMostIds = 85;

// The type within an id is right when it says something else than a person, and means nothing when it does not.
bool says_no_person(const std::string& id) {
  const auto uri = core::uri_of(id);
  return uri && uri->find("/PEOPLE/") == std::string::npos;
}

Texts unknown_among(const Texts& ids, Known& known) {
  Texts unknown;
  std::set<std::string> asked;
  for (const auto& id : ids) {
    if (known.people.find(id) != nullptr || known.people.is_no_person(id)) continue;
    if (says_no_person(id)) {
      known.people.put_no_person(id);
    } else if (asked.insert(id_key(id)).second) {
      unknown.push_back(id);
    }
  }
  return unknown;
}

Result<std::vector<PersonRecord>> people_in(const Site& site, const Reply& reply) {
  const auto items = reply.body.is_object() ? reply.body.find("items") : reply.body.end();
  if (!reply.body.is_object() || items == reply.body.end() || !items->is_array()) {
    return std::unexpected(
        Error(ErrorKind::protocol, core::Delivery::refused,
              fmt::format("GET /people of {}: the answer has no list \"items\"", site.settings->system)));
  }
  std::vector<PersonRecord> people;
  for (const auto& item : *items) {
    auto person = read_account(item);
    if (!person) {
      return std::unexpected(Error(ErrorKind::protocol, core::Delivery::refused,
                                   fmt::format("GET /people of {}: {}", site.settings->system, person.error().what)));
    }
    meet(*site.known, *person);
    if (!person->emails.empty()) people.push_back(std::move(*person));
  }
  site.known->people_answered = true;
  return people;
}

bool is_not_found_id(const json& body, const std::string& id) {
  const auto list = body.find("notFoundIds");
  if (list == body.end() || !list->is_array()) return false;
  return std::ranges::any_of(*list, [&](const json& one) {
    return one.is_string() && id_key(one.get_ref<const std::string&>()) == id_key(id);
  });
}

// Ids that the answer has no person for are no people's, where the answer or a listing of everybody proves it.
Status settle_rest(const Site& site, const Texts& batch, const json& body) {
  for (const auto& id : batch) {
    if (site.known->people.find(id) != nullptr || site.known->people.is_no_person(id)) continue;
    if (!site.known->people_listed && !is_not_found_id(body, id)) {
      return std::unexpected(
          Error(ErrorKind::protocol, core::Delivery::refused,
                fmt::format("GET /people of {}: the answer says nothing about one of the ids", site.settings->system)));
    }
    site.known->people.put_no_person(id);
  }
  return {};
}

Error unsure(const Site& site, std::string_view email) {
  return Error(ErrorKind::unavailable, core::Delivery::refused,
               fmt::format("GET /people of {}: {} is not on the first page of those with that e-mail, and there are "
                           "more pages",
                           site.settings->system, email));
}

bool refuses_ids(const Failure& failure) { return failure.status == 400 || failure.status == 404; }

Task<Result<std::vector<PersonRecord>>> learn_batch(Site site, Texts batch) {
  const auto answer = co_await site.api->people_by_ids(fmt::format("{}", fmt::join(batch, ",")));
  if (!answer && refuses_ids(answer.error()) && site.known->people_listed) {
    for (const auto& id : batch) site.known->people.put_no_person(id);
    co_return std::vector<PersonRecord>();
  }
  if (!answer) co_return std::unexpected(of_collection(answer.error().error));
  auto people = people_in(site, *answer);
  if (!people) co_return people;
  const auto settled = settle_rest(site, batch, answer->body);
  if (!settled) co_return std::unexpected(settled.error());
  co_return people;
}

}  // namespace

void meet(Known& known, PersonRecord& person) {
  if (person.emails.empty()) {
    known.people.put_no_person(person.id);
  } else {
    known.people.put(person.id, person.emails);
  }
}

Task<Result<std::vector<PersonRecord>>> learn_people(Site site, Texts ids) {
  const Texts unknown = unknown_among(ids, *site.known);
  std::vector<PersonRecord> found;
  for (std::size_t from = 0; from < unknown.size(); from += kMostIds) {
    const auto end = std::min(from + kMostIds, unknown.size());
    Texts batch(unknown.begin() + static_cast<std::ptrdiff_t>(from),
                unknown.begin() + static_cast<std::ptrdiff_t>(end));
    auto people = co_await learn_batch(site, std::move(batch));
    if (!people) co_return people;
    std::ranges::move(*people, std::back_inserter(found));
  }
  co_return found;
}

Task<Result<PersonRecord>> find_by_email(Site site, std::string email) {
  const auto answer = co_await site.api->people_by_email(email);
  if (!answer) co_return std::unexpected(of_collection(answer.error().error));
  const auto people = people_in(site, *answer);
  if (!people) co_return std::unexpected(people.error());
  for (const auto& person : *people) {
    const auto is_asked = [&](const std::string& one) { return core::same(one, email, core::Compare::folded); };
    if (std::ranges::any_of(person.emails, is_asked)) co_return person;
  }
  if (answer->next && !people->empty()) co_return std::unexpected(unsure(site, email));
  co_return std::unexpected(Error(ErrorKind::not_found, core::Delivery::refused,
                                  fmt::format("{} knows nobody with the e-mail {}", site.settings->system, email)));
}

Task<Status> prove_people_answer(Site site) {
  if (site.known->people_answered) co_return Status{};
  const auto answer = co_await site.api->me();
  if (!answer) {
    const auto anybody =
        co_await site.api->page(with_parameter(site.api->people_target(), "max", "1"), scope::people_read);
    if (!anybody) co_return std::unexpected(of_collection(anybody.error().error));
  }
  site.known->people_answered = true;
  co_return Status{};
}

Task<Result<PersonAnswer>> read_person_by_id(Site site, std::string id) {
  const auto answer = co_await site.api->person(id);
  if (!answer) {
    Error error = answer.error().error;
    const auto proof = co_await prove_people_answer(site);
    if (error.kind == ErrorKind::not_found && !proof) co_return std::unexpected(proof.error());
    co_return std::unexpected(std::move(error));
  }
  auto person = read_person(answer->body);
  const bool is_other = person && id_key(person->id) != id_key(id);
  if (!person || is_other) {
    co_return std::unexpected(Error(ErrorKind::protocol, core::Delivery::refused,
                                    fmt::format("GET /people/{} of {}: {}", id, site.settings->system,
                                                is_other ? "the answer is about somebody else" : person.error().what)));
  }
  site.known->people_answered = true;
  site.known->people.put(person->id, person->emails);
  PersonAnswer result{std::move(*person), answer->body.dump()};
  result.person.id = std::move(id);
  co_return result;
}

Task<Result<std::vector<NamedRecord>>> learn_roles(Site site) {
  const auto answer = co_await site.api->roles();
  if (!answer) co_return std::unexpected(of_collection(answer.error().error));
  auto roles = read_named(answer->body);
  if (!roles) {
    co_return std::unexpected(Error(ErrorKind::protocol, core::Delivery::refused,
                                    fmt::format("GET /roles of {}: {}", site.settings->system, roles.error().what)));
  }
  site.known->roles = Names();
  for (const auto& role : *roles) site.known->roles.put(role.id, role.name);
  co_return roles;
}

Task<Status> learn_licences(Site site) {
  const auto answer = co_await site.api->licences();
  if (!answer) co_return std::unexpected(of_collection(answer.error().error));
  const auto licences = read_named(answer->body);
  if (!licences) {
    co_return std::unexpected(
        Error(ErrorKind::protocol, core::Delivery::refused,
              fmt::format("GET /licenses of {}: {}", site.settings->system, licences.error().what)));
  }
  site.known->licences = Names();
  for (const auto& licence : *licences) site.known->licences.put(licence.id, licence.name);
  co_return Status{};
}

}  // namespace muster::webex
