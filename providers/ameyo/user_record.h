// A user of a contact centre as the list tells of one, as values, rows and bodies. Pure.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "reconciler/core/change.h"
#include "reconciler/core/error.h"
#include "reconciler/core/table.h"

namespace muster::ameyo {

// Not told, null, or a value.
template <typename T>
using Told = std::optional<std::optional<T>>;

struct UserRecord {
  std::string user_id;     // as spelled
  std::string cc_user_id;  // digits
  Told<std::string> user_name;
  Told<std::string> user_type;
  Told<std::string> system_user_type;
  Told<bool> default_ready;
  Told<std::string> login_policy;
  Told<std::int64_t> max_allowed_logins;
  Told<std::string> mapping_user_id;
  std::optional<std::vector<std::string>> skills;  // "skill:level"; nothing: not told, or it makes no pairs

  friend bool operator==(const UserRecord&, const UserRecord&) = default;
};

// Errors (protocol): null, no userId or ccUserId, a member of another type.
[[nodiscard]] core::Result<UserRecord> read_user(const nlohmann::json& user);
// What can be made out of a user that cannot be read; empty: nothing.
[[nodiscard]] std::string user_id_in(const nlohmann::json& user);

[[nodiscard]] std::string user_key(const UserRecord& user);
void add_row(const UserRecord& user, core::TableBuilder& rows);
// The role is not the system's type; empty: nothing to tell.
[[nodiscard]] std::string oddity_of(const UserRecord& user);

// The whole user that is asked for.
[[nodiscard]] nlohmann::json create_body(const core::Write& write, std::int64_t contact_center);
// Everything documented that was read, and the contact centre it was read from, with what is asked; never a password
// that was not asked for.
[[nodiscard]] nlohmann::json update_body(const core::Write& write, const UserRecord& before,
                                         std::int64_t contact_center);
// Paths of readable fields that are not as the write asks.
[[nodiscard]] std::vector<core::FieldIndex> not_as_asked(const core::Write& write, const UserRecord& user);

}  // namespace muster::ameyo
