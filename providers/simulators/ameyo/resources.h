// Every call that the server knows, one function each; handle.cpp says which path leads to which.
#pragma once

#include "providers/simulators/ameyo/call.h"

namespace muster::simulators::ameyo {

// Without a session
[[nodiscard]] Answer documented_login(Call& call);
[[nodiscard]] Answer client_login(Call& call);

[[nodiscard]] Answer keep_alive(Call& call);
[[nodiscard]] Answer refresh_token(Call& call);
[[nodiscard]] Answer log_out(Call& call);
[[nodiscard]] Answer terminate_sessions(Call& call);
[[nodiscard]] Answer password_policy(Call& call);

[[nodiscard]] Answer list_center_users(Call& call);
[[nodiscard]] Answer list_all_users(Call& call);
[[nodiscard]] Answer list_centers(Call& call);
[[nodiscard]] Answer create_center_user(Call& call);
[[nodiscard]] Answer update_center_user(Call& call);
[[nodiscard]] Answer delete_user(Call& call);
[[nodiscard]] Answer take_from_center(Call& call);

[[nodiscard]] Answer list_groups(Call& call);
[[nodiscard]] Answer list_center_groups(Call& call);
[[nodiscard]] Answer hierarchy_licence(Call& call);
[[nodiscard]] Answer create_user_group(Call& call);
[[nodiscard]] Answer modify_user_group(Call& call);
[[nodiscard]] Answer delete_user_group(Call& call);

// Nobody changes these here.
[[nodiscard]] Answer list_processes(Call& call);
[[nodiscard]] Answer list_campaigns(Call& call);
[[nodiscard]] Answer list_campaign_users(Call& call);
[[nodiscard]] Answer list_queues(Call& call);
[[nodiscard]] Answer list_queue_users(Call& call);
[[nodiscard]] Answer list_campaigns_of_user(Call& call);

}  // namespace muster::simulators::ameyo
