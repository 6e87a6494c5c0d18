#include "providers/ameyo/user_writing.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "providers/ameyo/catalog.h"
#include "reconciler/core/name.h"

namespace muster::ameyo {

using core::Delivery;
using core::ElementResult;
using core::Error;
using core::ErrorKind;
using core::Receipt;
using core::RemoteId;
using core::Result;
using core::Status;
using core::Write;
using core::WriteAction;
using engine::Task;
using nlohmann::json;

namespace {

Error not_sent(ErrorKind kind, std::string sentence) { return Error(kind, Delivery::not_sent, std::move(sentence)); }

std::string text_of(const json& body) { return body.dump(-1, ' ', false, json::error_handler_t::replace); }

// The reply to a create is the new user; an old page of the vendor shows one of somebody else.
RemoteId id_in(const json& reply, std::string_view user_id) {
  const auto user = read_user(reply);
  const bool is_theirs = user && core::same(user->user_id, user_id, core::Compare::folded);
  return is_theirs ? RemoteId(user->cc_user_id) : RemoteId();
}

// What the vendor's own sample shows as not taken over.
bool may_not_stick(const Write& write) {
  return std::ranges::any_of(write.fields, [](const core::FieldWrite& field) {
    return field.field == kDefaultReady || field.field == kLoginPolicy || field.field == kMaxAllowedLogins ||
           field.field == kMappingUserId;
  });
}

// One list shows the users of one contact centre: who is made in another one, or goes there, is not found again.
Status is_of_this_center(const Write& write, const Settings& settings) {
  const auto own = std::to_string(settings.contact_center);
  for (const auto& field : write.fields) {
    if (field.field != kContactCenterId || field.value == own) continue;
    return std::unexpected(
        not_sent(ErrorKind::rejected, fmt::format("user {} is asked for in contact centre {}, and the users of {} are "
                                                  "those of contact centre {}: write a System for the other one, with "
                                                  "its number as settings.contactCenterId",
                                                  write.name, field.value, settings.system, own)));
  }
  return {};
}

std::vector<ElementResult> not_completed(const std::vector<core::FieldIndex>& fields, const Error& error) {
  std::vector<ElementResult> results;
  for (const auto field : fields) {
    results.push_back({std::string(catalog().entities[kUser].fields[field].path), "", error});
  }
  return results;
}

std::string parting_words(const std::string& user_id) {
  return text_of({{"userId", user_id}, {"reason", "the user is removed"}});
}

}  // namespace

UserWriting::Outcome UserWriting::write(std::shared_ptr<const Write> write) {
  switch (write->action) {
    case WriteAction::create:
      return create(std::move(write));
    case WriteAction::remove:
      return remove(std::move(write));
    case WriteAction::update:
      break;
  }
  return update(std::move(write));
}

UserWriting::Outcome UserWriting::create(std::shared_ptr<const Write> write) {
  if (core::trim(write->name).empty()) {
    co_return std::unexpected(not_sent(ErrorKind::rejected, "a user without a userId cannot be created"));
  }
  const auto allowed = is_of_this_center(*write, *settings_);
  if (!allowed) co_return std::unexpected(allowed.error());
  const auto* before = known_->people.by_login(write->name);
  std::string number_before = before == nullptr ? std::string() : before->cc_user_id;
  std::string body = text_of(create_body(*write, settings_->contact_center));
  const auto reply = co_await api_->create_user(std::move(body), write);
  if (!reply) {
    Error error = co_await why_not_created(write, reply.error(), std::move(number_before));
    co_return std::unexpected(std::move(error));
  }
  RemoteId id = id_in(*reply, write->name);
  if (!id.empty()) known_->learn_made({std::string(core::trim(write->name)), id.text});
  if (!may_not_stick(*write)) co_return Receipt(std::move(id));
  auto completed = co_await complete(std::move(write), std::move(id));
  co_return completed;
}

// A user who was there before, under this very number, was not made by this write.
Task<Error> UserWriting::why_not_created(std::shared_ptr<const Write> write, Error error, std::string number_before) {
  if (error.kind == ErrorKind::not_found) error.kind = ErrorKind::rejected;
  if (error.kind == ErrorKind::conflict) {
    error.what += "; a user who is on no list is of another contact centre, or of none, or waits for an approval";
  }
  if (error.kind != ErrorKind::rejected || error.delivery == Delivery::not_sent) co_return error;
  const bool refused = error.delivery == Delivery::refused;
  const auto there = co_await reading_.find_user(write->name);
  if (!there || (!refused && there->cc_user_id != number_before)) co_return error;
  error.kind = ErrorKind::conflict;
  error.delivery = Delivery::refused;
  co_return error;
}

UserWriting::Outcome UserWriting::complete(std::shared_ptr<const Write> write, RemoteId id) {
  const auto user = co_await reading_.find_user(write->name);
  if (!user) co_return Receipt(std::move(id));  // it may wait for an approval; the executor reads back
  Receipt receipt{RemoteId(user->cc_user_id)};
  const auto missing = not_as_asked(*write, *user);
  if (missing.empty()) co_return receipt;
  auto rest = std::make_shared<Write>();
  rest->name = write->name;
  rest->id = receipt.id;
  rest->request_id = write->request_id;
  for (const auto& field : write->fields) {
    if (field.field != kPassword) rest->fields.push_back(field.copy());
  }
  auto record = std::make_shared<const UserRecord>(*user);
  const auto done = co_await put(std::move(rest), std::move(record));
  if (!done) receipt.elements = not_completed(missing, done.error());
  co_return receipt;
}

UserWriting::Outcome UserWriting::update(std::shared_ptr<const Write> write) {
  const auto allowed = is_of_this_center(*write, *settings_);
  if (!allowed) co_return std::unexpected(allowed.error());
  const auto told = kit::read_json(write->fresh ? write->fresh->raw : std::string());
  auto before = told ? read_user(*told) : Result<UserRecord>(std::unexpected(told.error()));
  if (!before || write->id.empty()) {
    co_return std::unexpected(
        not_sent(ErrorKind::invalid, fmt::format("user {} was not read before it was to be changed", write->name)));
  }
  auto record = std::make_shared<const UserRecord>(std::move(*before));
  auto done = co_await put(std::move(write), std::move(record));
  co_return done;
}

UserWriting::Outcome UserWriting::put(std::shared_ptr<const Write> write, std::shared_ptr<const UserRecord> before) {
  std::string body = text_of(update_body(*write, *before, settings_->contact_center));
  Target target(settings_->update_id == UserIdKind::user_id ? before->user_id : before->cc_user_id, write);
  const auto done = co_await api_->update_user(std::move(target), std::move(body));
  if (!done) co_return std::unexpected(done.error());
  co_return Receipt(RemoteId(before->cc_user_id));
}

Task<Status> UserWriting::delete_user(std::shared_ptr<const Write> write) {
  std::string user_id(core::trim(write->name));
  Target target(std::move(user_id), std::move(write));
  const auto done = co_await api_->remove_user(std::move(target));
  if (done || done.error().kind == ErrorKind::not_found) co_return Status{};  // not found: gone already
  co_return std::unexpected(done.error());
}

// Which words refuse it because of a session is not known for certain, so any refusal is tried without sessions. An end
// of sessions that may still arrive is a write in doubt, although the removal itself was refused.
UserWriting::Outcome UserWriting::remove(std::shared_ptr<const Write> write) {
  if (core::trim(write->name).empty()) {
    co_return std::unexpected(not_sent(ErrorKind::invalid, "a user without a userId cannot be removed"));
  }
  auto done = co_await delete_user(write);
  const bool refused = !done && done.error().kind == ErrorKind::rejected;
  if (refused && settings_->end_sessions) {
    std::string words = parting_words(std::string(core::trim(write->name)));
    const auto ended = co_await api_->end_sessions(std::move(words), write);
    if (ended) done = co_await delete_user(write);
    if (!ended && ended.error().delivery == Delivery::maybe_applied) done = std::unexpected(ended.error());
  }
  if (!done) co_return std::unexpected(done.error());
  co_return Receipt(write->id);
}

}  // namespace muster::ameyo
