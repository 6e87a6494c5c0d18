// The words of musterd.yaml, in one place: the reader, the schema and explain use these lists.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "reconciler/manifest/system_help.h"

namespace muster::daemon {

inline constexpr std::string_view kConfigKind = "Daemon";
inline constexpr std::array<std::string_view, 3> kConfigDocumentKeys = {"apiVersion", "kind", "spec"};
inline constexpr std::array<std::string_view, 11> kConfigKeys = {"source", "interval", "mode",     "listen",
                                                                 "tokens", "state",    "stateKey", "secrets",
                                                                 "limits", "logLevel", "logFormat"};
inline constexpr std::array<std::string_view, 2> kSourceKeys = {"directory", "git"};
inline constexpr std::array<std::string_view, 6> kGitKeys = {"url",      "ref",         "path",
                                                             "interval", "credentials", "allowedSigners"};
inline constexpr std::array<std::string_view, 2> kModes = {"observe", "enforce"};
inline constexpr std::array<std::string_view, 3> kListenKeys = {"socket", "address", "hosts"};
inline constexpr std::string_view kNone = "none";
inline constexpr std::array<std::string_view, 3> kTokenKeys = {"name", "role", "sha256"};
inline constexpr std::array<std::string_view, 3> kTokenRoles = {"read", "plan", "operate"};
inline constexpr std::array<std::string_view, 3> kSecretAccessKeys = {"folders", "directory", "exec"};
inline constexpr std::array<std::string_view, 4> kLogLevels = {"debug", "info", "warning", "error"};
inline constexpr std::array<std::string_view, 2> kLogFormats = {"logfmt", "json"};

// What each word means, in the order of kConfigKeys.
[[nodiscard]] std::span<const manifest::WordHelp> config_help();

}  // namespace muster::daemon
