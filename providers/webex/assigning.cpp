#include "providers/webex/assigning.h"

#include <fmt/format.h>

#include <algorithm>

#include "providers/webex/catalog.h"
#include "reconciler/core/name.h"

namespace muster::webex {

using core::Delivery;
using core::Error;
using core::ErrorKind;
using core::Receipt;
using core::Result;
using core::Status;
using engine::Task;

namespace {

constexpr std::string_view kAgents = "agents";

// Somebody who would be added and removed stays as they are.
void drop_opposites(std::vector<AgentAction>& adds, std::vector<AgentAction>& removals) {
  const auto has = [](const std::vector<AgentAction>& actions, const AgentAction& one) {
    return std::ranges::any_of(actions, [&](const auto& other) { return id_key(other.id) == id_key(one.id); });
  };
  const auto both = [&](const AgentAction& one) { return has(adds, one) && has(removals, one); };
  const auto opposed = [&] {
    std::vector<std::string> ids;
    for (const auto& one : adds) {
      if (both(one)) ids.push_back(id_key(one.id));
    }
    return ids;
  }();
  const auto is_opposed = [&](const AgentAction& one) {
    return std::ranges::find(opposed, id_key(one.id)) != opposed.end();
  };
  std::erase_if(adds, is_opposed);
  std::erase_if(removals, is_opposed);
}

}  // namespace

Assigning::Assigning(const Site& site, core::EntityIndex tier, std::shared_ptr<const core::Write> write)
    : site_(site), tier_(tier), write_(std::move(write)), id_(write_->id.text) {}

const core::FieldWrite* Assigning::field() const {
  const auto found = std::ranges::find(write_->fields, supervisor::agents, &core::FieldWrite::field);
  return found == write_->fields.end() ? nullptr : &*found;
}

std::shared_ptr<const Sending> Assigning::sending(std::string body) const {
  return std::make_shared<const Sending>(std::move(body), write_->request_id);
}

Receipt Assigning::receipt() {
  Receipt receipt{core::RemoteId(id_)};
  receipt.elements = std::move(elements_);
  return receipt;
}

void Assigning::fail(const Actions& actions, const Error& error) {
  for (const auto& action : actions) elements_.push_back({std::string(kAgents), action.spelling, error});
}

Outcome Assigning::create() {
  auto id = co_await supervisor_id();
  if (!id) co_return std::unexpected(id.error());
  id_ = std::move(*id);
  Texts members;
  if (field() != nullptr) members = field()->members;
  auto actions = co_await resolve(std::move(members), true);
  if (actions.empty()) {
    co_return std::unexpected(
        elements_.empty() || !elements_.front().error
            ? Error(ErrorKind::invalid, Delivery::not_sent, "a supervisor needs at least one agent")
            : *elements_.front().error);
  }
  const auto posted = co_await post_first(&actions);
  if (!posted) co_return std::unexpected(posted.error());
  const auto sent = co_await send(actions);
  if (!sent) fail(actions, sent.error());
  co_return receipt();
}

std::size_t Assigning::batch() const {
  const auto asked = static_cast<std::size_t>(site_.settings->agent_batch);
  return site_.known->largest_batch == 0 ? asked : std::min(asked, site_.known->largest_batch);
}

// Takes what was sent from the front of `actions`. While nobody could be assigned there is no supervisor yet.
Task<Status> Assigning::post_first(Actions* actions) {
  auto size = batch();
  bool existence_asked = false;
  while (!actions->empty() && done_ == 0) {
    size = std::min(size, actions->size());
    const Actions first(actions->begin(), actions->begin() + static_cast<std::ptrdiff_t>(size));
    const auto answer = co_await site_.api->create_supervisor(tier_, sending(create_body(id_, first)));
    if (answer) {
      take_rows(answer->body, first);
      actions->erase(actions->begin(), actions->begin() + static_cast<std::ptrdiff_t>(size));
      continue;
    }
    Error error = answer.error().error;
    if (answer.error().status == 400 && !existence_asked) {
      existence_asked = true;
      const auto listed = co_await is_listed();
      if (listed && *listed) error.kind = ErrorKind::conflict;
    }
    // A time-out at the vendor may have made it: only later attempts ask for less.
    if (answer.error().status == 504 && size > 1) site_.known->largest_batch = size / 2;
    const bool too_many = answer.error().status == 400 || answer.error().status == 413;
    if (error.kind == ErrorKind::not_found) error.kind = ErrorKind::rejected;
    if (error.kind == ErrorKind::conflict || !too_many || size == 1) co_return std::unexpected(std::move(error));
    size = size / 2;
  }
  if (done_ == 0 && !elements_.empty() && elements_.back().error) co_return std::unexpected(*elements_.back().error);
  co_return Status{};
}

Outcome Assigning::update() {
  if (field() == nullptr) co_return receipt();
  auto adds = co_await resolve(field()->added, true);
  auto removals = co_await resolve(field()->removed, false);
  drop_opposites(adds, removals);
  // One request adds before it removes. Where it takes several and nobody of before stays, the new ones have to be
  // there before the old ones go: without agents there is no supervisor any more.
  const bool several = adds.size() + removals.size() > batch();
  swaps_all_ = !adds.empty() && !removals.empty() && leaves_nobody(removals);
  const bool apart = several && swaps_all_;
  Actions all = adds;
  if (!apart) all.insert(all.end(), removals.begin(), removals.end());
  const auto sent = co_await send(std::move(all));
  if (!sent) co_return std::unexpected(sent.error());
  if (apart) {
    const auto removed = co_await send(removals);
    if (!removed) fail(removals, removed.error());
  }
  co_return receipt();
}

bool Assigning::leaves_nobody(const Actions& removals) const {
  const auto present = agents_before();
  if (!present) return true;
  return std::ranges::all_of(*present, [&](const std::string& id) {
    return std::ranges::any_of(removals, [&](const auto& one) { return id_key(one.id) == id_key(id); });
  });
}

}  // namespace muster::webex
