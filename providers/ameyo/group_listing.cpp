#include "providers/ameyo/group_listing.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace muster::ameyo {

using core::Error;
using core::ErrorKind;
using core::Status;
using engine::Task;
using nlohmann::json;

namespace {

bool is_no(const json& answer) { return answer == json(false) || answer == json("false"); }

}  // namespace

Task<Status> GroupListing::read() {
  const auto answer = co_await api_->groups();
  const bool may_be_elsewhere =
      !answer && (answer.error().kind == ErrorKind::protocol || answer.error().kind == ErrorKind::not_found);
  if (!answer && !may_be_elsewhere) {
    Error error = co_await explained(answer.error());
    co_return std::unexpected(std::move(error));
  }
  const auto taken = answer ? take(*answer) : Status(std::unexpected(answer.error()));
  if (!taken) {
    auto other = co_await take_other_list(taken.error());
    co_return other;
  }
  if (lacks_members()) co_await read_members();
  co_return Status{};
}

// An empty answer is no list, nor is one that is not there: neither means that there is no group.
Task<Status> GroupListing::take_other_list(Error problem) {
  const auto answer = co_await api_->groups_of_center();
  if (answer && take(*answer)) co_return Status{};
  if (problem.kind != ErrorKind::not_found) co_return std::unexpected(std::move(problem));
  problem.kind = ErrorKind::rejected;
  Error error = co_await explained(std::move(problem));
  co_return std::unexpected(std::move(error));
}

// Without the licence the server has no groups to tell of, and says so as it says everything.
Task<Error> GroupListing::explained(Error error) {
  if (error.kind != ErrorKind::rejected) co_return error;
  const auto licence = co_await api_->hierarchy_licence();
  if (licence && is_no(*licence)) {
    error.what += fmt::format("; the licence for the hierarchy of groups is not enabled on {}", settings_->system);
  }
  co_return error;
}

Status GroupListing::take(const json& answer) {
  const auto listed = listed_groups(answer);
  if (!listed) return std::unexpected(listed.error());
  for (const json* one : *listed) {
    auto group = read_group(*one);
    if (group) {
      groups_.push_back(std::move(*group));
    } else {
      take_broken(*one, group.error());
    }
  }
  return {};
}

void GroupListing::take_broken(const json& group, const Error& problem) {
  const auto name = group_name_in(group);
  if (name.empty()) ++nameless_;
  Error error(ErrorKind::protocol, core::Delivery::refused,
              name.empty() ? fmt::format("reading the groups of {}: {}", settings_->system, problem.what)
                           : fmt::format("reading group {} of {}: {}", name, settings_->system, problem.what));
  if (!name.empty()) error.where = core::EntityKey(settings_->system, "group", group_key(name));
  unreadable_.push_back(std::move(error));
}

bool GroupListing::lacks_members() const {
  return std::ranges::any_of(groups_, [&](const GroupRecord& group) {
    const bool matters = only_.empty() || group_key(group.name) == only_ || group.id == only_;
    return matters && group.lacks_members();
  });
}

Task<void> GroupListing::read_members() {
  const auto answer = co_await api_->groups_of_center();
  if (answer) take_members(*answer);
  if (!lacks_members()) co_return;
  no_members_ = fmt::format("who is in the groups of {} is not known: {}", settings_->system,
                            answer ? "no list of groups tells it" : answer.error().what);
}

void GroupListing::take_members(const json& answer) {
  const auto listed = listed_groups(answer);
  if (!listed) return;
  for (const json* one : *listed) {
    auto other = read_group(*one);
    if (!other) continue;
    const auto group = std::ranges::find(groups_, other->id, &GroupRecord::id);
    if (group == groups_.end() || group_key(group->name) != group_key(other->name)) continue;
    if (!group->managers) group->managers = std::move(other->managers);
    if (!group->users) group->users = std::move(other->users);
    if (!group->description) group->description = std::move(other->description);
  }
}

std::string GroupListing::why_not_whole() const {
  return fmt::format("{} lists a group without a name, so no other is proven to be absent: look into its groups",
                     settings_->system);
}

}  // namespace muster::ameyo
