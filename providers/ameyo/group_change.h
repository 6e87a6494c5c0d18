// What is sent of a group: whole on create, differences on change. Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "providers/ameyo/people.h"
#include "providers/ameyo/settings.h"
#include "reconciler/core/change.h"
#include "reconciler/core/error.h"

namespace muster::ameyo {

struct MemberChange {
  std::vector<PersonIds> assign;
  std::vector<PersonIds> unassign;

  [[nodiscard]] bool empty() const { return assign.empty() && unassign.empty(); }
};

struct GroupChange {
  std::string id;  // empty on create
  std::string name;
  std::optional<std::string> description;  // what it is to be: asked for, or as it was; nothing: not known
  MemberChange managers;
  MemberChange users;

  [[nodiscard]] bool has_members() const { return !managers.empty() || !users.empty(); }
};

struct IdKinds {
  UserIdKind managers;
  UserIdKind users;

  explicit IdKinds(UserIdKind both) : managers(both), users(both) {}
  IdKinds(UserIdKind of_managers, UserIdKind of_users) : managers(of_managers), users(of_users) {}
};

// Errors (rejected, not_sent): a member nobody knows.
[[nodiscard]] core::Result<GroupChange> change_of(const core::Write& write, const People& people);

// `admin` is muster's own login.
[[nodiscard]] nlohmann::json create_body(const GroupChange& change, const std::string& admin, UserIdKind kind);
[[nodiscard]] nlohmann::json modify_body(const GroupChange& change, const std::string& admin, IdKinds kinds);

// Somebody one of whose ids is somebody else's other id; empty: nobody. With such a member it cannot be found out
// which kind of ids the server takes.
[[nodiscard]] std::string mistakable_in(const GroupChange& change, const People& people);

}  // namespace muster::ameyo
