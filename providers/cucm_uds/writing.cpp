#include "providers/cucm_uds/writing.h"

#include <fmt/format.h>

#include <algorithm>

#include "providers/cucm_uds/reading.h"
#include "providers/cucm_uds/wanted.h"
#include "providers/kit/percent.h"

namespace muster::cucm_uds {

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

namespace {

Error refused(std::string what) { return Error(ErrorKind::rejected, Delivery::not_sent, std::move(what)); }

Error of_write(const Write& write, Error error) {
  error.what = without_secrets(std::move(error.what), write);
  error.where = write.entity;
  return error;
}

// The next resource would fare no better, or it is not known what happened.
bool ends_write(const Error& error) {
  return error.delivery == Delivery::maybe_applied ||
         (error.kind != ErrorKind::rejected && error.kind != ErrorKind::invalid && error.kind != ErrorKind::not_found &&
          error.kind != ErrorKind::conflict);
}

bool is_accepted(const ElementResult& element) { return !element.error; }

// The user as it is spelled in the id, or in the name of what does not exist yet.
std::string user_of(const Write& write) { return whole_of(write.id.empty() ? write.name : write.id.text); }

// One error for all where nothing was accepted; what may have been applied comes before what was refused.
Result<Receipt> concluded(const Write& write, std::vector<ElementResult> elements) {
  const auto in_doubt = std::ranges::find_if(elements, [](const ElementResult& element) {
    return element.error && element.error->delivery == Delivery::maybe_applied;
  });
  const bool none = !elements.empty() && std::ranges::none_of(elements, is_accepted);
  if (none) return std::unexpected(*(in_doubt == elements.end() ? elements.front() : *in_doubt).error);
  Receipt receipt(write.id);
  receipt.elements = std::move(elements);
  return receipt;
}

}  // namespace

Task<Result<Receipt>> Writing::write(std::shared_ptr<const Write> write) {
  auto refused_now = refusal(*write);
  if (refused_now) co_return std::unexpected(of_write(*write, std::move(*refused_now)));
  auto result = co_await dispatch(write);
  if (!result) co_return std::unexpected(of_write(*write, result.error()));
  for (auto& element : result->elements) {
    if (element.error) element.error = of_write(*write, std::move(*element.error));
  }
  co_return result;
}

std::optional<Error> Writing::refusal(const Write& write) const {
  if (write.action == WriteAction::remove) {
    return refused(
        fmt::format("{} was not removed: UDS has no call for it, so do it in the administration of Unified "
                    "CM",
                    write.name));
  }
  const bool is_remote = write.entity.entity == catalog().entities[kRemoteDestination].name;
  if (write.action == WriteAction::create && !is_remote) {
    return refused(fmt::format("{} was not made: UDS has no call for it", write.name));
  }
  if (user_of(write).empty() || (write.entity.entity == "user" && write.name.find('/') != std::string::npos)) {
    return refused(fmt::format("{} was not sent: UDS has no users with a slash in their id", write.name));
  }
  const auto known = known_->users.find(whole_of(write.entity.name));
  if (known == known_->users.end() || known->second.facts.is_home) return std::nullopt;
  return refused(
      fmt::format("nothing of {} was sent: {} is not the home cluster of this user, and only that one takes "
                  "changes",
                  write.name, api_->settings().system));
}

Writing::Outcome Writing::dispatch(std::shared_ptr<const Write> write) {
  return write->action == WriteAction::create ? create(std::move(write)) : update(std::move(write));
}

Writing::Outcome Writing::update(std::shared_ptr<const Write> write) {
  Calls calls(*options_, *known_, api_->settings(), write);
  auto planned = co_await calls.make();
  std::vector<ElementResult> elements;
  bool ended = false;
  for (auto& one : planned) {
    ElementResult element{one.resource, {}, std::nullopt};
    const auto call = std::make_shared<const PlannedCall>(std::move(one));
    Status done = call->refusal ? Status(std::unexpected(*call->refusal)) : Status{};
    if (done && ended) done = std::unexpected(refused("it was not sent, as an earlier request had not succeeded"));
    const bool is_sent = done.has_value();
    if (is_sent) done = co_await send(call, write);
    if (!done) element.error = done.error();
    ended = ended || (is_sent && !done && ends_write(done.error()));
    elements.push_back(std::move(element));
  }
  co_return concluded(*write, std::move(elements));
}

Task<Status> Writing::send(std::shared_ptr<const PlannedCall> call, std::shared_ptr<const Write> write) {
  const auto session = api_->sessions().session(user_key(user_of(*write)));
  if (call->changes_password) {
    const auto field = field_of(kUser, "credentials.password");
    const auto password = std::ranges::find(write->fields, field, &core::FieldWrite::field);
    const auto begun = co_await session->begin_change(password->secret.copy());
    if (!begun) co_return std::unexpected(begun.error());
  }
  Status done;
  if (!call->only_takes_out) done = co_await send_once(call, write);
  const bool is_refused = !done && done.error().kind == ErrorKind::rejected && is_not_offered(done.error());
  if (is_refused && !call->other_body.empty()) {
    auto other = std::make_shared<PlannedCall>(*call);
    other->body = call->other_body;
    const auto sent = co_await send_once(std::move(other), write);
    if (sent || sent.error().delivery == Delivery::maybe_applied) done = sent;
  }
  if (call->changes_password) co_await session->end_change(done);
  if (done && !call->gone.empty()) done = co_await take_out(call, write);
  co_return done;
}

Task<Status> Writing::send_once(std::shared_ptr<const PlannedCall> call, std::shared_ptr<const Write> write) {
  Change change;
  change.user = user_of(*write);
  change.method = call->method;
  change.path = call->path;
  change.body = call->body;
  change.request_id = write->request_id;
  const auto answer = co_await api_->change(std::move(change));
  if (!answer) co_return std::unexpected(answer.error());
  co_return Status{};
}

// No id is known before there is one; a server that wants one in the path gets a new one.
std::string Writing::new_id() const {
  const auto a = random_->next();
  const auto b = random_->next();
  return fmt::format("{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}", a >> 32U, (a >> 16U) & 0xffffU, a & 0xfffU,
                     0x8000U | ((b >> 48U) & 0x3fffU), b & 0xffff'ffff'ffffU);
}

Writing::Outcome Writing::create(std::shared_ptr<const Write> write) {
  std::vector<Asked> fields;
  const core::FieldWrite* devices = nullptr;
  for (const auto& one : write->fields) {
    if (one.kind == core::WishKind::set) {
      devices = &one;
      continue;
    }
    const auto field = asked(kRemoteDestination, one);
    if (!field) co_return std::unexpected(field.error());
    if (!field->at_default) fields.push_back(*field);
  }
  std::ranges::sort(fields, {}, &Asked::field);  // in documented order
  const DestinationNumber number{"destination", item_of(write->name)};
  auto body = remote_destination_body(number, fields, devices == nullptr ? nullptr : &devices->members);
  const auto posted = co_await post(write, std::move(body));
  if (!posted) co_return std::unexpected(posted.error());
  auto id = co_await find_id(write);
  co_return Receipt(std::move(id));
}

// Pages disagree on the path. A server that has not got the one has done nothing, and may have the other.
Task<Status> Writing::post(std::shared_ptr<const Write> write, std::string body) {
  Status done;
  for (const bool with_id : {api_->settings().post_with_id, !api_->settings().post_with_id}) {
    Change change;
    change.method = net::Method::post;
    change.user = known_->spelled(user_of(*write));
    change.path = with_id ? "/remoteDestination/" + new_id() : "/remoteDestination";
    change.request_id = write->request_id;
    change.body = body;
    const auto answer = co_await api_->change(std::move(change));
    if (answer) co_return Status{};
    if (done) done = std::unexpected(answer.error());
    if (!is_not_offered(answer.error())) co_return std::unexpected(answer.error());
  }
  co_return done;
}

// An answer need not tell the new id.
Task<RemoteId> Writing::find_id(std::shared_ptr<const Write> write) {
  Reading reading(*api_, *known_, nullptr);
  const auto found = co_await reading.find(write->entity);
  co_return found ? *found : RemoteId();
}

}  // namespace muster::cucm_uds
