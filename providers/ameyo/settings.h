// The System document's settings that concern this vendor, checked once.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reconciler/core/error.h"
#include "reconciler/core/system_spec.h"

namespace muster::ameyo {

enum class Login { user_login, ui };
enum class UserIdKind { cc_user_id, user_id };
enum class GroupIds { find_out, cc_user_id, user_id };

struct Settings {
  std::string system;
  std::string domain;     // host[:port] of the origin, as the login of the user interface wants it
  std::string base_path;  // starts with '/' and ends without
  Login login = Login::user_login;
  UserIdKind update_id = UserIdKind::cc_user_id;
  GroupIds group_ids = GroupIds::find_out;
  std::int64_t contact_center = 1;
  bool force_login = false;
  bool end_sessions = false;
  std::string terminal = "muster";
  std::vector<std::string> admin_roles;  // comparable form
};

// Errors (invalid): a setting out of its range.
[[nodiscard]] core::Result<Settings> read_settings(const core::SystemSpec& spec);

}  // namespace muster::ameyo
