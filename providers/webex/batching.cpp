// Sending actions in as few requests as the server takes, and what became of each.
#include <fmt/format.h>

#include <algorithm>

#include "providers/webex/assigning.h"
#include "reconciler/core/intent.h"
#include "reconciler/core/name.h"

namespace muster::webex {

using core::Delivery;
using core::Error;
using core::ErrorKind;
using core::Result;
using core::Status;
using engine::Task;

namespace {

constexpr std::size_t kMostRefusals = 24;

// Of answers after which the request may still be carried out.
constexpr std::size_t kMostTimeouts = 4;
constexpr std::chrono::milliseconds kLongestWait{10'000};

std::vector<AgentAction> part_of(const std::vector<AgentAction>& actions, std::size_t begin, std::size_t end) {
  return {actions.begin() + static_cast<std::ptrdiff_t>(begin), actions.begin() + static_cast<std::ptrdiff_t>(end)};
}

bool means_success(const AgentAction& action, const StatusRow& row) {
  const auto status = core::comparable(row.status, core::Compare::folded);
  return status == "success" || status == "ok" || (action.add && status == "duplicate");
}

}  // namespace

// Removals by themselves while none of the new agents is there.
bool Assigning::would_end_it(const Actions& part) const {
  return swaps_all_ && added_ == 0 && std::ranges::none_of(part, &AgentAction::add);
}

// An Error only while nothing was carried out; later what was left is told element by element. Nothing follows on a
// request that may still arrive.
Task<Status> Assigning::send(Actions actions) {
  if (in_doubt_) {
    fail(actions, *in_doubt_);
    co_return Status{};
  }
  const auto shared = std::make_shared<const Actions>(std::move(actions));
  const auto step = batch();
  for (std::size_t begin = 0; begin < shared->size(); begin += step) {
    const Range range(begin, std::min(begin + step, shared->size()));
    const auto sent = co_await send_range(shared, range);
    if (sent) continue;
    if (sent.error().delivery == Delivery::maybe_applied) in_doubt_ = sent.error();
    if (done_ == 0) co_return sent;
    fail(part_of(*shared, begin, shared->size()), sent.error());
    break;
  }
  co_return Status{};
}

Task<Status> Assigning::send_range(std::shared_ptr<const Actions> actions, Range range) {
  if (range.begin == range.end) co_return Status{};
  const Actions part = part_of(*actions, range.begin, range.end);
  if (would_end_it(part)) {
    fail(part, Error(ErrorKind::rejected, Delivery::not_sent,
                     "not removed, as none of the new agents could be assigned and the supervisor would be gone"));
    co_return Status{};
  }
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
  if (status == 504) {  // it may have been carried out, or will be
    site_.known->largest_batch = (range.end - range.begin) / 2;
    const bool is_hopeless = ++timeouts_ > kMostTimeouts || site_.settings->visibility_delay > kLongestWait;
    if (is_hopeless) co_return std::unexpected(failure->error);
    co_await site_.clock->sleep(core::kWriteTimeout + site_.settings->visibility_delay);
    auto needed = co_await still_needed(std::move(left));
    if (!needed) co_return std::unexpected(failure->error);
    for (const auto& action : left) {
      const bool is_left = std::ranges::find(*needed, action.id, &AgentAction::id) != needed->end();
      if (!is_left) count_done(action);
    }
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

void Assigning::count_done(const AgentAction& action) {
  ++done_;
  if (action.add) ++added_;
}

// Rows name the agents that failed, and sometimes others: who is in none was dealt with.
void Assigning::take_rows(const nlohmann::json& answer, const Actions& sent) {
  const auto rows = read_status_rows(answer);
  for (const auto& action : sent) {
    const auto row = std::ranges::find(rows, id_key(action.id), &StatusRow::key);
    if (row == rows.end() || means_success(action, *row)) {
      count_done(action);
      continue;
    }
    fail({action}, Error(ErrorKind::rejected, Delivery::refused,
                         fmt::format("Webex did not {} {}: {}", action.add ? "assign" : "unassign", action.spelling,
                                     quotable(row->status + " " + row->message))));
  }
}

}  // namespace muster::webex
