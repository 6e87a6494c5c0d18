#include "providers/genesys_gws/observation.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "providers/genesys_gws/catalog.h"
#include "providers/genesys_gws/convert.h"
#include "providers/genesys_gws/listing.h"
#include "reconciler/core/name.h"

namespace muster::genesys_gws {

using core::Compare;
using core::Coverage;
using core::Error;
using core::ErrorKind;
using core::Result;
using core::Status;
using engine::Task;
using nlohmann::json;

namespace {

// Skills and devices cost the server a look into each user.
bool wants_details(const engine::Scope& scope) {
  return scope.wants(kUser, field::devices) || scope.wants(kUser, field::skills);
}

// Nothing further can be learnt: not reached, or the account may not.
bool ends_observation(const Error& error) {
  return error.kind == ErrorKind::auth || error.kind == ErrorKind::unavailable || error.kind == ErrorKind::timeout ||
         error.kind == ErrorKind::rate_limited;
}

}  // namespace

Task<Result<Coverage>> Observation::read(std::shared_ptr<const engine::Scope> scope) {
  coverage_.entities.resize(catalog().entities.size());
  const auto version = co_await read_version();
  if (!version) co_return std::unexpected(version.error());
  const auto own = co_await read_own_account();
  if (!own) co_return std::unexpected(own.error());
  co_await read_features();
  const auto users = co_await read_users(wants_details(*scope));
  if (!users) co_return std::unexpected(users.error());
  co_return std::move(coverage_);
}

// Asked without credentials, so that a wrong address is noticed before they are sent there.
Task<Status> Observation::read_version() {
  if (known_->version_asked) co_return Status{};
  const auto answer = co_await api_->version();
  if (!answer && answer.error().delivery == core::Delivery::not_sent) co_return std::unexpected(answer.error());
  if (!answer) {
    coverage_.notes.push_back(
        fmt::format("the version of {} is not known: {}", settings_->system, answer.error().what));
  }
  known_->version_asked = answer.has_value();
  co_return Status{};
}

Task<Status> Observation::read_own_account() {
  const auto answer = co_await api_->me();
  if (!answer) co_return std::unexpected(core::within("reading muster's own account", answer.error()));
  co_return take_own_account(*answer);
}

Status Observation::take_own_account(const json& answer) {
  const auto user = read_own_user(answer);
  if (!user) {
    return std::unexpected(
        Error(ErrorKind::protocol, fmt::format("GET /me of {}: {}", settings_->system, user.error().what)));
  }
  core::OwnAccount own;
  own.key = core::comparable(user->user_name, Compare::folded);
  own.id = core::RemoteId(std::string(user->id));
  for (const auto& role : user->roles.value_or(std::vector<std::string>())) {
    own.roles.emplace_back(role);
    const auto folded = core::comparable(role, Compare::folded);
    own.is_administrator =
        own.is_administrator || std::ranges::find(settings_->admin_roles, folded) != settings_->admin_roles.end();
  }
  coverage_.organisation = std::string(user->contact_center_id.value_or(""));
  coverage_.own_account = std::move(own);
  return {};
}

// Old versions do not know the call: then nothing is known, and the other calls show what works.
Task<void> Observation::read_features() {
  const auto answer = co_await api_->features();
  known_->features = answer ? read_features_of(*answer) : std::nullopt;
  if (!known_->features) {
    coverage_.notes.push_back(
        fmt::format("the features of {} are not known: {}", settings_->system,
                    answer ? "the answer names none that begins with api-" : answer.error().what));
  }
  if (known_->lacks(kWriteFeature)) {
    coverage_.cannot.push_back(
        fmt::format("{} cannot create, change or remove users: its contact centre lacks the "
                    "feature {}",
                    settings_->system, kWriteFeature));
  }
}

Task<Status> Observation::read_users(bool details) {
  Listing listing(*api_, *settings_, *sink_);
  listing.look_for(coverage_.own_account->key, coverage_.own_account->id.text);
  const auto read = co_await listing.read(details, {});
  if (!read && ends_observation(read.error())) co_return std::unexpected(read.error());
  auto& users = coverage_.entities[kUser];
  users = read ? listing.coverage() : not_listed(read.error());
  known_->users_answered = known_->users_answered || read.has_value();
  coverage_.unreadable = listing.take_unreadable();
  if (!listing.oddity().empty()) coverage_.notes.push_back(listing.oddity());
  if (users.complete && own_account_belongs_in_listing() && !listing.found()) {
    users.complete = false;
    users.why_not = fmt::format(
        "the users of {} could not be read to their end: muster's own account is an agent "
        "and not among them",
        settings_->system);
  }
  co_return Status{};
}

core::EntityCoverage Observation::not_listed(const Error& error) const {
  std::string why = fmt::format("the users of {} could not be read: {}", settings_->system, error.what);
  const bool switched_off = error.kind == ErrorKind::rejected || error.kind == ErrorKind::not_found;
  if (switched_off && known_->lacks(kReadFeature)) {
    why += fmt::format("; its contact centre lacks the feature {}", kReadFeature);
  } else if (switched_off) {
    why += fmt::format("; look whether the feature {} is enabled for its contact centre", kReadFeature);
  }
  return {false, std::move(why)};
}

bool Observation::own_account_belongs_in_listing() const {
  const auto agent = core::comparable("ROLE_AGENT", Compare::folded);
  return std::ranges::any_of(coverage_.own_account->roles,
                             [&](const auto& role) { return core::comparable(role, Compare::folded) == agent; });
}

}  // namespace muster::genesys_gws
