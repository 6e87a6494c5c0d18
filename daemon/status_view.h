// How things stand, as the API sends it and the command line shows it: plain texts and numbers. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reconciler/core/exit_code.h"
#include "reconciler/core/styled_text.h"
#include "reconciler/engine/status_board.h"

namespace muster::daemon {

struct PauseView {
  std::string until;  // ISO 8601; empty: until somebody ends it
  std::string reason;
};

struct GuardView {
  std::string guard;
  std::uint64_t changes = 0;
  std::string sentence;  // of the first of them
};

// Times are ISO 8601 in UTC; empty: never, or not known.
struct SystemStatusView {
  std::string name;
  std::string provider;
  std::string state;
  bool in_pass = false;
  bool circuit_open = false;
  std::optional<PauseView> pause;
  std::string lease_holder;
  std::string last_pass;
  std::string last_success;
  std::string unconverged_since;
  std::string next_pass;
  std::string desired_commit;
  std::string applied_commit;
  std::string error;
  std::uint64_t managed = 0;
  std::uint64_t in_sync = 0;
  std::uint64_t unmanaged = 0;
  std::uint64_t changes = 0;  // left to do
  std::uint64_t blocked = 0;
  std::vector<GuardView> guards;     // sorted by name
  std::vector<std::string> missing;  // what could not be read
};

struct StatusView {
  std::string version;
  std::string at;
  std::string mode;
  std::string commit;
  std::string broken_commit;
  std::vector<std::string> problems;
  bool ready = false;
  std::vector<SystemStatusView> systems;
};

// The manifests were accepted once, and each system has had its first pass.
[[nodiscard]] bool is_ready(const engine::Status& status);

[[nodiscard]] StatusView make_status_view(const engine::Status& status, engine::WallTime now);

// schemas/status.schema.json, and back. Errors: protocol, when it is not what a daemon of this version sends.
[[nodiscard]] std::string to_json(const StatusView& status);
[[nodiscard]] core::Result<StatusView> parse_status(std::string_view json);

// A table with remarks for people.
[[nodiscard]] std::string status_text(const StatusView& status, const core::TextStyle& style);

// What the exit code of `muster status` is made of: a failing system is an error, one with waiting changes has changes.
[[nodiscard]] core::ExitFacts facts_of(const StatusView& status);

}  // namespace muster::daemon
