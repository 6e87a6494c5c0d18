#include "providers/ameyo/group_writing.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "providers/ameyo/catalog.h"
#include "providers/ameyo/envelope.h"
#include "providers/ameyo/failure_words.h"
#include "reconciler/core/name.h"

namespace muster::ameyo {

using core::Delivery;
using core::EntityKey;
using core::Error;
using core::ErrorKind;
using core::Receipt;
using core::RemoteId;
using core::Result;
using core::Write;
using core::WriteAction;
using engine::Task;
using nlohmann::json;

namespace {

Error error_of(ErrorKind kind, Delivery delivery, std::string sentence) {
  return Error(kind, delivery, std::move(sentence));
}

// `look`: why the group was not found; nothing: it was.
Error not_made(const std::string& name, std::string_view reason, std::optional<ErrorKind> look) {
  const bool is_known = !look || *look == ErrorKind::not_found;
  return error_of(look ? ErrorKind::rejected : ErrorKind::conflict,
                  is_known ? Delivery::refused : Delivery::maybe_applied,
                  fmt::format("creating group {}: the server says {}", name, quotable(reason)));
}

std::string text_of(const json& body) { return body.dump(-1, ' ', false, json::error_handler_t::replace); }

// An error of the second request where the first one was carried out.
Error half_done(Error error) {
  error.delivery = Delivery::maybe_applied;
  return error;
}

// What may have been carried out is no refusal, whatever the server calls it: nothing else may be tried.
Error unclear(Error error) {
  if (error.delivery == Delivery::maybe_applied && error.kind == ErrorKind::rejected) error.kind = ErrorKind::protocol;
  return error;
}

bool is_refused(const Result<Receipt>& done) {
  return !done && done.error().kind == ErrorKind::rejected && done.error().delivery == Delivery::refused;
}

// Managers who were to go and did not.
std::vector<PersonIds> kept_managers(const Receipt& receipt, const GroupChange& change) {
  std::vector<PersonIds> kept;
  const auto path = catalog().entities[kGroup].fields[kSupervisors].path;
  for (const auto& person : change.managers.unassign) {
    for (const auto& element : receipt.elements) {
      if (element.path == path && element.element == person.user_id) kept.push_back(person);
    }
  }
  return kept;
}

void forget_refusals_of(const std::vector<PersonIds>& people, Receipt& receipt) {
  const auto path = catalog().entities[kGroup].fields[kSupervisors].path;
  for (const auto& person : people) {
    std::erase_if(receipt.elements, [&](const core::ElementResult& element) {
      return element.path == path && element.element == person.user_id;
    });
  }
}

void append(std::vector<core::ElementResult>& elements, const std::vector<core::ElementResult>& more) {
  elements.insert(elements.end(), more.begin(), more.end());
}

}  // namespace

GroupWriting::Outcome GroupWriting::write(std::shared_ptr<const Write> write) {
  if (write->action == WriteAction::remove) {
    auto removed = co_await remove(std::move(write));
    co_return removed;
  }
  auto job = co_await prepare(std::move(write));
  if (!job) co_return std::unexpected(job.error());
  const bool creates = (*job)->write->action == WriteAction::create;
  Outcome outcome = creates ? create(*job) : change(*job);
  auto done = co_await std::move(outcome);
  co_return done;
}

// Somebody may have been created since the users were read.
Task<Result<GroupWriting::SharedJob>> GroupWriting::prepare(std::shared_ptr<const Write> write) {
  if (core::trim(write->name).empty() || (write->id.empty() && write->action != WriteAction::create)) {
    co_return std::unexpected(
        error_of(ErrorKind::invalid, Delivery::not_sent, fmt::format("group {} has no name or no id", write->name)));
  }
  auto change = change_of(*write, known_->people);
  if (!change) {
    const auto refreshed = co_await reading_.refresh_people();
    if (refreshed) change = change_of(*write, known_->people);
  }
  if (!change) co_return std::unexpected(change.error());
  auto job = std::make_shared<Job>();
  job->write = std::move(write);
  job->change = std::move(*change);
  co_return SharedJob(std::move(job));
}

// The vendor's name for the lists says numbers. A server that refuses them all may want logins.
GroupWriting::Outcome GroupWriting::create(SharedJob job) {
  if (job->change.managers.assign.empty()) {
    co_return std::unexpected(error_of(ErrorKind::rejected, Delivery::not_sent,
                                       fmt::format("group {} needs at least one supervisor", job->change.name)));
  }
  const bool is_certain = known_->created_ids.has_value();  // another task may find it out meanwhile
  const auto kind = known_->created_ids.value_or(UserIdKind::cc_user_id);
  auto done = co_await create_with(job, kind);
  if (done) known_->created_ids = kind;
  const bool may_want_logins = is_refused(done) && !is_certain && settings_->group_ids != GroupIds::cc_user_id;
  if (!may_want_logins || !mistakable_in(job->change, known_->people).empty()) co_return done;
  auto again = co_await create_with(job, UserIdKind::user_id);
  if (again) known_->created_ids = UserIdKind::user_id;
  const bool is_known = again || again.error().delivery == Delivery::maybe_applied;
  if (is_known) co_return again;
  co_return done;
}

GroupWriting::Outcome GroupWriting::create_with(SharedJob job, UserIdKind kind) {
  std::string body = text_of(create_body(job->change, username_, kind));
  const auto answer = co_await api_->create_group(std::move(body), job->write);
  if (!answer) {
    Error error = co_await why_not_created(job, answer.error());
    co_return std::unexpected(std::move(error));
  }
  const auto reason = group_error_in(*answer);
  Receipt receipt{RemoteId(new_group_id_in(*answer))};
  receipt.elements = refusals_in(*answer, job->change);
  if (!receipt.id.empty() && meaning_of(reason) != Meaning::already_there) co_return receipt;
  EntityKey entity = job->write->entity;
  const auto found = co_await reading_.find_group(std::move(entity), RemoteId());
  if (found) receipt.id = RemoteId(found->id);
  if (reason.empty() || (found && is_made_by(*found, job->change, reason))) co_return receipt;
  co_return std::unexpected(
      not_made(job->change.name, reason, found ? std::nullopt : std::optional(found.error().kind)));
}

// A reason may be about members alone. Nobody else's group has just them.
bool GroupWriting::is_made_by(const GroupRecord& found, const GroupChange& change, std::string_view reason) const {
  if (meaning_of(reason) == Meaning::already_there) return false;
  return effect_on(resolved(found, known_->people), change).took;
}

// Refused for whatever reason: where the group is there, for this one.
Task<Error> GroupWriting::why_not_created(SharedJob job, Error error) {
  if (error.kind == ErrorKind::not_found) error.kind = ErrorKind::rejected;
  if (error.kind != ErrorKind::rejected || error.delivery != Delivery::refused) co_return error;
  EntityKey entity = job->write->entity;
  const auto there = co_await reading_.find_group(std::move(entity), RemoteId());
  if (there) error.kind = ErrorKind::conflict;
  co_return error;
}

GroupWriting::Outcome GroupWriting::change(SharedJob job) {
  const auto kinds = kinds_for(job->change);
  Outcome outcome = kinds ? modify(job, *kinds) : find_out(job);
  auto done = co_await std::move(outcome);
  co_return done;
}

// A server that looks first at those who go would be left without a manager, and keeps them: then it is asked once
// more, when those who come are there.
GroupWriting::Outcome GroupWriting::modify(SharedJob job, IdKinds kinds) {
  auto done = co_await modify_once(job, kinds);
  const auto& managers = job->change.managers;
  if (managers.assign.empty() || managers.unassign.empty()) co_return done;
  auto rest = std::make_shared<Job>(*job);
  rest->change.managers.assign.clear();
  if (done) {
    rest->change.users = MemberChange();
    rest->change.managers.unassign = kept_managers(*done, job->change);
    if (rest->change.managers.empty()) co_return done;
  } else {
    if (!is_refused(done)) co_return done;
    auto first = std::make_shared<Job>(*job);
    first->change.managers.unassign.clear();
    first->change.users = MemberChange();
    auto led = co_await modify_once(std::move(first), kinds);
    if (!led) co_return done;
    done = std::move(led);
  }
  const auto last = co_await modify_once(rest, kinds);
  if (!last) co_return std::unexpected(half_done(last.error()));
  forget_refusals_of(rest->change.managers.unassign, *done);
  append(done->elements, last->elements);
  co_return done;
}

GroupWriting::Outcome GroupWriting::modify_once(SharedJob job, IdKinds kinds) {
  std::string body = text_of(modify_body(job->change, username_, kinds));
  const auto answer = co_await api_->change_group(std::move(body), job->write);
  if (!answer) co_return std::unexpected(unclear(answer.error()));
  Receipt receipt(job->write->id);
  receipt.elements = refusals_in(*answer, job->change);
  const auto reason = group_error_in(*answer);
  if (reason.empty() || !receipt.elements.empty()) co_return receipt;
  co_return std::unexpected(
      error_of(ErrorKind::rejected, Delivery::maybe_applied,
               fmt::format("changing group {}: the server says {}", job->change.name, quotable(reason))));
}

GroupWriting::Outcome GroupWriting::remove(std::shared_ptr<const Write> write) {
  if (write->id.empty()) {
    co_return std::unexpected(error_of(ErrorKind::invalid, Delivery::not_sent,
                                       fmt::format("{} has told no id of group {}", settings_->system, write->name)));
  }
  Target target(write->id.text, write);
  const auto done = co_await api_->remove_group(std::move(target));
  if (done || done.error().kind == ErrorKind::not_found) co_return Receipt(write->id);  // not found: gone already
  co_return std::unexpected(done.error());
}

}  // namespace muster::ameyo
