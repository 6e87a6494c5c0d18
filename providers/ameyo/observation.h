// One observation: all users, and all groups where somebody wants them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "providers/ameyo/api.h"
#include "providers/ameyo/group_listing.h"
#include "providers/ameyo/known.h"
#include "providers/ameyo/user_listing.h"
#include "reconciler/core/observed.h"
#include "reconciler/engine/provider.h"

namespace muster::ameyo {

class Observation {
 public:
  // Nothing is owned. `username` is muster's own.
  Observation(Api& api, const Settings& settings, Known& known, std::string username)
      : api_(&api), settings_(&settings), known_(&known), username_(std::move(username)) {}

  // Errors: unreachable, or the credentials were refused. Never writes.
  [[nodiscard]] engine::Task<core::Result<core::Coverage>> read(std::shared_ptr<const engine::Scope> scope,
                                                                engine::PageSink& sink);

 private:
  [[nodiscard]] engine::Task<core::Status> read_users(engine::PageSink& sink);
  [[nodiscard]] engine::Task<core::Status> read_groups(engine::PageSink& sink);
  void take_own_account(const UserRecord& user);
  void finish_own_account();
  void judge_users(const UserListing& listing);
  void add_groups(const GroupListing& listing, engine::PageSink& sink);
  void incomplete(core::EntityIndex entity, std::string why_not);

  Api* api_;
  const Settings* settings_;
  Known* known_;
  std::string username_;
  core::OwnAccount own_;
  core::Coverage coverage_;
};

}  // namespace muster::ameyo
