#include "providers/ameyo/observation.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "providers/ameyo/catalog.h"
#include "reconciler/core/name.h"

namespace muster::ameyo {

using core::Compare;
using core::Error;
using core::ErrorKind;
using core::Result;
using core::Status;
using engine::Task;

namespace {

// Nothing further can be learnt: not reached, not logged in, or the account may not.
bool ends_observation(const Error& error) {
  return error.delivery == core::Delivery::not_sent || error.kind == ErrorKind::auth ||
         error.kind == ErrorKind::unavailable || error.kind == ErrorKind::timeout ||
         error.kind == ErrorKind::rate_limited;
}

}  // namespace

void Observation::incomplete(core::EntityIndex entity, std::string why_not) {
  auto& coverage = coverage_.entities[entity];
  if (!coverage.complete) return;
  coverage.complete = false;
  coverage.why_not = std::move(why_not);
}

Task<Result<core::Coverage>> Observation::read(std::shared_ptr<const engine::Scope> scope, engine::PageSink& sink) {
  coverage_.entities.assign(catalog().entities.size(), {true, {}});
  coverage_.organisation = std::to_string(settings_->contact_center);
  own_.key = core::comparable(username_, Compare::folded);
  const auto users = co_await read_users(sink);
  if (!users) co_return std::unexpected(users.error());
  if (scope->wants(kGroup)) {
    const auto groups = co_await read_groups(sink);
    if (!groups) co_return std::unexpected(groups.error());
  }
  finish_own_account();
  co_return std::move(coverage_);
}

Task<Status> Observation::read_users(engine::PageSink& sink) {
  UserListing listing(*api_, *settings_, *known_);
  std::size_t count = 0;
  UserListing::OnUser on_user = [&](const UserRecord& user, const nlohmann::json&) {
    add_row(user, sink.rows());
    take_own_account(user);
    ++count;
  };
  const auto read = co_await listing.read(std::move(on_user));
  sink.page_read("user", count);
  if (!read && ends_observation(read.error())) co_return read;
  if (!read) {
    const bool is_broken = read.error().kind == ErrorKind::protocol;
    incomplete(kUser,
               fmt::format("the users of {} could not be read: {}{}", settings_->system, read.error().what,
                           is_broken ? "; one user whose skills are null makes the server fail for all of them" : ""));
  }
  judge_users(listing);
  co_return Status{};
}

void Observation::judge_users(const UserListing& listing) {
  if (!listing.is_whole()) incomplete(kUser, listing.why_not_whole());
  if (listing.count() == 0 && listing.unreadable().empty()) {
    const auto& own = api_->opened().contact_center;
    incomplete(kUser, fmt::format("{} lists nobody in contact centre {}, not even muster's own account{}: look at "
                                  "settings.contactCenterId and what the account may see",
                                  settings_->system, settings_->contact_center,
                                  own.empty() ? "" : fmt::format(", which logs in to contact centre {}", own)));
  }
  coverage_.unreadable.insert(coverage_.unreadable.end(), listing.unreadable().begin(), listing.unreadable().end());
  constexpr std::size_t kMost = 3;
  const auto& oddities = listing.oddities();
  for (std::size_t i = 0; i < std::min(kMost, oddities.size()); ++i) {
    coverage_.notes.push_back(fmt::format("user {}: roles are the userType alone", oddities[i]));
  }
}

void Observation::take_own_account(const UserRecord& user) {
  if (user_key(user) != own_.key) return;
  own_.id = core::RemoteId(user.cc_user_id);
  const auto role = user.user_type.value_or(std::nullopt).value_or("");
  if (!role.empty()) own_.roles = {role};
}

// The login tells the role as well, of an account that belongs to no contact centre.
void Observation::finish_own_account() {
  const auto& opened = api_->opened();
  if (own_.roles.empty() && !opened.user_type.empty()) own_.roles = {opened.user_type};
  own_.is_administrator = std::ranges::any_of(own_.roles, [&](const auto& role) {
    return std::ranges::find(settings_->admin_roles, core::comparable(role, Compare::folded)) !=
           settings_->admin_roles.end();
  });
  coverage_.own_account = own_;
  if (!opened.password_must_change) return;
  coverage_.notes.push_back(
      fmt::format("{} wants the password of {} changed: do it in the user interface, and where "
                  "muster has it from",
                  settings_->system, username_));
}

Task<Status> Observation::read_groups(engine::PageSink& sink) {
  GroupListing listing(*api_, *settings_);
  const auto read = co_await listing.read();
  if (!read && ends_observation(read.error())) co_return read;
  if (!read) {
    incomplete(kGroup, fmt::format("the groups of {} could not be read: {}", settings_->system, read.error().what));
  }
  if (!listing.is_whole()) incomplete(kGroup, listing.why_not_whole());
  add_groups(listing, sink);
  co_return Status{};
}

void Observation::add_groups(const GroupListing& listing, engine::PageSink& sink) {
  for (const auto& record : listing.groups()) {
    const Group group = resolved(record, known_->people);
    add_row(group, sink.rows());
    if (group.has_strangers) {
      coverage_.notes.push_back(
          fmt::format("who is in group {} of {} is not known: somebody in it is on no list of "
                      "users",
                      group.name, settings_->system));
    }
  }
  sink.page_read("group", listing.groups().size());
  coverage_.unreadable.insert(coverage_.unreadable.end(), listing.unreadable().begin(), listing.unreadable().end());
  if (!listing.no_members().empty()) coverage_.notes.push_back(listing.no_members());
}

}  // namespace muster::ameyo
