#include "daemon/default_paths.h"

#include <cstdlib>
#include <filesystem>

namespace muster::daemon {

namespace {

namespace fs = std::filesystem;

[[nodiscard]] std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// systemd gives several folders with colons between them; the first is ours.
[[nodiscard]] std::string first_folder(const char* name) {
  const std::string all = variable(name);
  return all.substr(0, all.find(':'));
}

}  // namespace

std::string default_state_path() {
  if (const auto given = first_folder("STATE_DIRECTORY"); !given.empty())
    return (fs::path(given) / "state.db").string();
  const std::string home = variable("XDG_STATE_HOME");
  const fs::path base = home.empty() ? fs::path(variable("HOME")) / ".local" / "state" : fs::path(home);
  return (base / "muster" / "state.db").string();
}

std::string default_socket_path() {
  constexpr std::string_view kName = "musterd.sock";
  if (const auto given = first_folder("RUNTIME_DIRECTORY"); !given.empty()) return (fs::path(given) / kName).string();
  const std::string home = variable("XDG_RUNTIME_DIR");
  return ((home.empty() ? fs::path("/run") : fs::path(home)) / "muster" / kName).string();
}

}  // namespace muster::daemon
