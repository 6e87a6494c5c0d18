// One observation: all resources, all teams, and the users of the pages where roles are wanted.
#pragma once

#include <memory>
#include <set>
#include <vector>

#include "providers/uccx/api.h"
#include "providers/uccx/convert.h"
#include "providers/uccx/known.h"
#include "providers/uccx/user_pages.h"
#include "reconciler/core/observed.h"
#include "reconciler/engine/provider.h"

namespace muster::uccx {

// The roles that a row of the pages shows, Agent left out. Nothing while REST and the pages disagree about Supervisor:
// the system has not settled.
[[nodiscard]] std::optional<std::vector<std::string>> settled_roles(const Person& person, const UserRow& row);

class Observation {
 public:
  // Nothing is owned. `pages` is null where roles are not read. `username` is muster's own.
  Observation(Api& api, UserPages* pages, const Settings& settings, Known& known, std::string username)
      : api_(&api), pages_(pages), settings_(&settings), known_(&known), username_(std::move(username)) {}

  // Errors: unreachable, or the credentials were refused. Never writes.
  [[nodiscard]] engine::Task<core::Result<core::Coverage>> read(std::shared_ptr<const engine::Scope> scope,
                                                                engine::PageSink& sink);

 private:
  [[nodiscard]] engine::Task<core::Status> read_people();
  [[nodiscard]] engine::Task<core::Status> read_teams();
  [[nodiscard]] engine::Task<void> read_doubtful_teams();
  [[nodiscard]] engine::Task<void> look_for_strangers();
  [[nodiscard]] engine::Task<void> read_roles(std::shared_ptr<const engine::Scope> scope);
  [[nodiscard]] core::Status take_people(const nlohmann::json& answer);
  [[nodiscard]] core::Status take_teams(const nlohmann::json& answer);
  void take_team(const std::string& id, const core::Result<nlohmann::json>& answer);
  void take_roles(const UserList& list);
  void add_other_supervisors();
  void add_own_account();
  void judge();
  void add_rows(engine::PageSink& sink) const;
  void incomplete(core::EntityIndex entity, std::string why_not);

  Api* api_;
  UserPages* pages_;
  const Settings* settings_;
  Known* known_;
  std::string username_;
  std::vector<Person> people_;
  std::vector<Team> teams_;
  std::set<std::string> gone_;
  core::Coverage coverage_;
};

}  // namespace muster::uccx
