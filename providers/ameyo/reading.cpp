#include "providers/ameyo/reading.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "providers/ameyo/group_listing.h"
#include "providers/ameyo/user_listing.h"
#include "reconciler/core/name.h"

namespace muster::ameyo {

using core::Delivery;
using core::EntityKey;
using core::Error;
using core::ErrorKind;
using core::Fresh;
using core::RemoteId;
using core::Result;
using core::Status;
using engine::Task;

namespace {

struct Found {
  std::optional<UserRecord> user;
  std::string raw;
  bool twice = false;
};

Fresh fresh_of(const auto& record, std::string raw) {
  core::TableBuilder rows;
  add_row(record, rows);
  return Fresh(std::make_shared<const core::Table>(rows.finish()), std::move(raw));
}

Error not_listed(const EntityKey& entity) {
  return Error(ErrorKind::not_found, Delivery::refused,
               fmt::format("{} lists no {} {}", entity.system, entity.entity, entity.name));
}

Error unclear(std::string what) { return Error(ErrorKind::protocol, Delivery::refused, std::move(what)); }

// Why an object that was not found is not proven to be gone; nothing: it is.
std::optional<Error> doubt_about(const EntityKey& entity, const std::vector<Error>& unreadable,
                                 const std::string& not_whole) {
  for (const auto& error : unreadable) {
    if (error.where && error.where->name == entity.name) return error;
  }
  if (!not_whole.empty()) return unclear(not_whole);
  return std::nullopt;
}

}  // namespace

Task<Result<Fresh>> Reading::read(EntityKey entity, RemoteId id) {
  const bool is_group = entity.entity == "group";
  Outcome outcome = is_group ? read_group(entity, std::move(id)) : read_user(entity, std::move(id));
  auto fresh = co_await std::move(outcome);
  if (!fresh && !fresh.error().where) fresh.error().where = std::move(entity);
  co_return fresh;
}

Task<Result<Fresh>> Reading::read_user(EntityKey entity, RemoteId id) {
  UserListing listing(*api_, *settings_, *known_);
  Found found;
  UserListing::OnUser on_user = [&](const UserRecord& user, const nlohmann::json& as_told) {
    if (id.empty() ? user_key(user) != entity.name : user.cc_user_id != id.text) return;
    found.twice = found.user.has_value();
    found.user = user;
    found.raw = as_told.dump();
  };
  const auto read = co_await listing.read(std::move(on_user));
  if (!read) co_return std::unexpected(read.error());
  if (found.twice) co_return std::unexpected(unclear(fmt::format("{} lists {} twice", entity.system, entity.name)));
  if (found.user) co_return fresh_of(*found.user, std::move(found.raw));
  auto doubt = doubt_about(entity, listing.unreadable(), listing.is_whole() ? "" : listing.why_not_whole());
  if (doubt) co_return std::unexpected(std::move(*doubt));
  co_return std::unexpected(not_listed(entity));
}

Task<Result<UserRecord>> Reading::find_user(std::string user_id) {
  EntityKey entity(settings_->system, "user", core::comparable(user_id, core::Compare::folded));
  const auto fresh = co_await read_user(std::move(entity), RemoteId());
  if (!fresh) co_return std::unexpected(fresh.error());
  co_return ameyo::read_user(nlohmann::json::parse(fresh->raw));
}

Task<Status> Reading::refresh_people() {
  UserListing listing(*api_, *settings_, *known_);
  UserListing::OnUser nothing = [](const UserRecord&, const nlohmann::json&) {};
  auto read = co_await listing.read(std::move(nothing));
  co_return read;
}

Task<Result<GroupRecord>> Reading::find_group(EntityKey entity, RemoteId id) {
  GroupListing listing(*api_, *settings_, id.empty() ? entity.name : id.text);
  const auto read = co_await listing.read();
  if (!read) co_return std::unexpected(read.error());
  const GroupRecord* found = nullptr;
  for (const auto& group : listing.groups()) {
    if (id.empty() ? group_key(group.name) != entity.name : group.id != id.text) continue;
    if (found != nullptr) {
      co_return std::unexpected(unclear(fmt::format("{} lists group {} twice", entity.system, entity.name)));
    }
    found = &group;
  }
  if (found != nullptr) co_return *found;
  auto doubt = doubt_about(entity, listing.unreadable(), listing.is_whole() ? "" : listing.why_not_whole());
  if (doubt) co_return std::unexpected(std::move(*doubt));
  co_return std::unexpected(not_listed(entity));
}

// Somebody may have been created since the users were read.
Task<Result<Fresh>> Reading::read_group(EntityKey entity, RemoteId id) {
  const auto record = co_await find_group(std::move(entity), std::move(id));
  if (!record) co_return std::unexpected(record.error());
  Group group = resolved(*record, known_->people);
  if (group.has_strangers) {
    const auto refreshed = co_await refresh_people();
    if (refreshed) group = resolved(*record, known_->people);
  }
  co_return fresh_of(group, {});
}

}  // namespace muster::ameyo
