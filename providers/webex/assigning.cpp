#include "providers/webex/assigning.h"

#include <fmt/format.h>

#include <algorithm>

#include "providers/webex/catalog.h"
#include "providers/webex/reading.h"
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
constexpr std::size_t kMostRefusals = 24;

std::vector<AgentAction> part_of(const std::vector<AgentAction>& actions, std::size_t begin, std::size_t end) {
  return {actions.begin() + static_cast<std::ptrdiff_t>(begin), actions.begin() + static_cast<std::ptrdiff_t>(end)};
}

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

bool means_success(const AgentAction& action, const StatusRow& row) {
  const auto status = core::comparable(row.status, core::Compare::folded);
  return status == "success" || status == "ok" || (action.add && status == "duplicate");
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

// Takes what was sent from the front of `actions`. While nobody could be assigned there is no supervisor yet.
Task<Status> Assigning::post_first(Actions* actions) {
  auto size = static_cast<std::size_t>(site_.settings->agent_batch);
  bool existence_asked = false;
  while (!actions->empty() && done_ == 0) {
    size = std::min(size, actions->size());
    const Actions first = part_of(*actions, 0, size);
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
  const bool several = adds.size() + removals.size() > static_cast<std::size_t>(site_.settings->agent_batch);
  const bool apart = several && !adds.empty() && !removals.empty() && leaves_nobody(removals);
  Actions all = adds;
  if (!apart) all.insert(all.end(), removals.begin(), removals.end());
  const auto sent = co_await send(std::move(all));
  if (!sent) co_return std::unexpected(sent.error());
  if (apart && done_ > 0) {
    const auto removed = co_await send(removals);
    if (!removed) fail(removals, removed.error());
  } else if (apart) {
    fail(removals, Error(ErrorKind::rejected, Delivery::not_sent,
                         "not removed, as none of the new agents could be assigned and the supervisor would be gone"));
  }
  co_return receipt();
}

bool Assigning::leaves_nobody(const Actions& removals) const {
  const auto present = write_->fresh ? agents_in_raw(write_->fresh->raw) : std::nullopt;
  if (!present) return true;
  return std::ranges::all_of(*present, [&](const std::string& id) {
    return std::ranges::any_of(removals, [&](const auto& one) { return id_key(one.id) == id_key(id); });
  });
}

// An Error only while nothing was carried out; later what was left is told element by element.
Task<Status> Assigning::send(Actions actions) {
  const auto shared = std::make_shared<const Actions>(std::move(actions));
  const auto batch = static_cast<std::size_t>(site_.settings->agent_batch);
  for (std::size_t begin = 0; begin < shared->size(); begin += batch) {
    const Range range(begin, std::min(begin + batch, shared->size()));
    const auto sent = co_await send_range(shared, range);
    if (sent) continue;
    if (done_ == 0) co_return sent;
    fail(part_of(*shared, begin, shared->size()), sent.error());
    break;
  }
  co_return Status{};
}

Task<Status> Assigning::send_range(std::shared_ptr<const Actions> actions, Range range) {
  if (range.begin == range.end) co_return Status{};
  const Actions part = part_of(*actions, range.begin, range.end);
  const auto answer = co_await site_.api->change_agents(tier_, id_, sending(agents_body(part)));
  if (answer) {
    take_rows(answer->body, part);
    co_return Status{};
  }
  auto failure = std::make_shared<const Failure>(answer.error());
  auto divided = co_await divide(std::move(actions), range, std::move(failure));
  co_return divided;
}

// Too many at once, or one that is refused: each half is tried by itself, in order.
Task<Status> Assigning::divide(std::shared_ptr<const Actions> actions, Range range,
                               std::shared_ptr<const Failure> failure) {
  const int status = failure->status;
  const bool divisible = status == 400 || status == 413 || status == 504;
  if (!divisible || ++refusals_ > kMostRefusals) co_return std::unexpected(failure->error);
  if (range.end - range.begin == 1) {
    if (status == 504) co_return std::unexpected(failure->error);
    fail(part_of(*actions, range.begin, range.end), failure->error);
    co_return Status{};
  }
  auto left = part_of(*actions, range.begin, range.end);
  if (status == 504) {  // it may have been carried out
    auto needed = co_await still_needed(std::move(left));
    if (!needed) co_return std::unexpected(failure->error);
    done_ += range.end - range.begin - needed->size();
    left = std::move(*needed);
  }
  const auto shared = std::make_shared<const Actions>(std::move(left));
  const std::size_t middle = (shared->size() + 1) / 2;
  const auto first = co_await send_range(shared, Range(0, middle));
  if (!first) co_return first;
  const auto second = co_await send_range(shared, Range(middle, shared->size()));
  co_return second;
}

Task<Result<Assigning::Actions>> Assigning::still_needed(Actions actions) {
  Supervised one(tier_, id_);
  const auto agents = co_await read_agents(site_, std::move(one));
  if (!agents) co_return std::unexpected(agents.error());
  if (!agents->coverage.complete) {
    co_return std::unexpected(Error(ErrorKind::unavailable, Delivery::refused, agents->coverage.why_not));
  }
  std::erase_if(actions, [&](const AgentAction& action) {
    const bool present =
        std::ranges::any_of(agents->ids, [&](const auto& id) { return id_key(id) == id_key(action.id); });
    return present == action.add;
  });
  co_return actions;
}

// Rows name the agents that failed, and sometimes others: who is in none was dealt with.
void Assigning::take_rows(const nlohmann::json& answer, const Actions& sent) {
  const auto rows = read_status_rows(answer);
  for (const auto& action : sent) {
    const auto row = std::ranges::find(rows, id_key(action.id), &StatusRow::key);
    if (row == rows.end() || means_success(action, *row)) {
      ++done_;
      continue;
    }
    fail({action}, Error(ErrorKind::rejected, Delivery::refused,
                         fmt::format("Webex did not {} {}: {} {}", action.add ? "assign" : "unassign", action.spelling,
                                     quotable(row->status), quotable(row->message))));
  }
}

}  // namespace muster::webex
