// Removing a supervisor: a success is not believed before it was seen.
#include <fmt/format.h>

#include <algorithm>

#include "providers/webex/assigning.h"
#include "providers/webex/catalog.h"
#include "providers/webex/reading.h"

namespace muster::webex {

using core::Delivery;
using core::Error;
using core::ErrorKind;
using core::Receipt;
using core::Result;
using core::Status;
using engine::Task;

namespace {

constexpr std::chrono::milliseconds kLongestWait{10'000};

}  // namespace

Outcome Assigning::remove() {
  const auto agents = co_await present_agents();
  if (!agents) co_return std::unexpected(agents.error());
  Actions removals;
  for (const auto& id : *agents) removals.push_back(AgentAction{id, false, id});
  const auto sent = co_await send(std::move(removals));
  const bool gone_already = !sent && sent.error().kind == ErrorKind::not_found;
  if (!sent && !gone_already) co_return std::unexpected(sent.error());
  if (in_doubt_) co_return std::unexpected(*in_doubt_);
  elements_.clear();  // what counts is whether the supervisor is still there
  const auto there = co_await is_there_for_good();
  if (!there && done_ == 0) co_return std::unexpected(there.error());
  if (!there || !*there) co_return Receipt(write_->id);
  const auto removed = co_await remove_whole();
  if (!removed && removed.error().kind != ErrorKind::not_found) {
    Error error = removed.error();
    if (done_ > 0) error.delivery = Delivery::maybe_applied;  // some agents may be gone
    co_return std::unexpected(std::move(error));
  }
  const auto stays = co_await is_there_for_good();
  if (!stays || !*stays) co_return Receipt(write_->id);
  co_return std::unexpected(
      Error(ErrorKind::rejected, Delivery::refused,
            fmt::format("{} accepted the removal of the supervisor {}, who is still there all the same: remove their "
                        "agents in Control Hub",
                        site_.settings->system, write_->name)));
}

Task<Result<Texts>> Assigning::present_agents() {
  auto known = agents_before();
  if (known) co_return std::move(*known);
  Supervised one(tier_, id_);
  const auto agents = co_await read_agents(site_, std::move(one));
  if (agents && agents->coverage.complete) co_return agents->ids;
  if (!agents && agents.error().kind == ErrorKind::not_found) co_return Texts();
  Error error = agents ? Error(ErrorKind::unavailable, agents->coverage.why_not) : agents.error();
  error.delivery = Delivery::not_sent;
  co_return std::unexpected(std::move(error));
}

Task<Result<bool>> Assigning::is_listed() {
  Supervised one(tier_, id_);
  const auto found = co_await find_supervisor(site_, std::move(one));
  if (!found) co_return std::unexpected(found.error());
  co_return found->has_value();
}

// The list may lag behind: somebody without agents is no supervisor, whatever it says.
Task<Result<bool>> Assigning::is_there() {
  const auto listed = co_await is_listed();
  if (!listed) co_return std::unexpected(listed.error());
  if (!*listed) co_return false;
  Supervised one(tier_, id_);
  const auto agents = co_await read_agents(site_, std::move(one));
  if (!agents && agents.error().kind == ErrorKind::not_found) co_return false;
  if (!agents) co_return std::unexpected(agents.error());
  co_return !agents->coverage.complete || !agents->ids.empty();
}

// Webex may show a change late.
Task<Result<bool>> Assigning::is_there_for_good() {
  const auto there = co_await is_there();
  if (!there || !*there) co_return there;
  const auto delay = std::min(site_.settings->visibility_delay, kLongestWait);
  co_await site_.clock->sleep(delay);
  auto again = co_await is_there();
  co_return again;
}

// The DELETE of one supervisor cannot say which tier is meant, and takes the basic one.
Task<Status> Assigning::remove_whole() {
  if (tier_ == kAssistSupervisor) {
    const auto answer = co_await site_.api->remove_supervisors(sending(bulk_removal_body(tier_, id_)));
    if (!answer) co_return std::unexpected(answer.error().error);
    co_return Status{};
  }
  const auto answer = co_await site_.api->remove_basic_supervisor(id_, write_->request_id);
  if (!answer) co_return std::unexpected(answer.error().error);
  co_return Status{};
}

}  // namespace muster::webex
