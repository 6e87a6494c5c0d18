// Where things lie when nobody says where.
#pragma once

#include <string>

namespace muster::daemon {

// $STATE_DIRECTORY/state.db under systemd, else $XDG_STATE_HOME/muster/state.db, else ~/.local/state/muster/state.db.
[[nodiscard]] std::string default_state_path();

// $RUNTIME_DIRECTORY/musterd.sock under systemd, else $XDG_RUNTIME_DIR/muster/musterd.sock, else
// /run/muster/musterd.sock.
[[nodiscard]] std::string default_socket_path();

}  // namespace muster::daemon
