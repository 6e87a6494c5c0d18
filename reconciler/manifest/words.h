// The words of manifests, in one place: the loader, the schemas and explain read these lists.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace muster::manifest {

inline constexpr std::string_view kApiVersion = "muster/v1";
inline constexpr std::string_view kLater = "is not available in this version";

inline constexpr std::array<std::string_view, 7> kKinds = {
    "System", "User", "RoleAssignment", "Team", "SupervisorAssignment", "UdsSettings", "Override"};
inline constexpr std::array<std::string_view, 4> kDocumentKeys = {"apiVersion", "kind", "metadata", "spec"};
inline constexpr std::array<std::string_view, 2> kSystemMetadataKeys = {"name", "labels"};
inline constexpr std::array<std::string_view, 7> kMetadataKeys = {"system", "name",   "labels",    "protect",
                                                                  "ensure", "urgent", "previously"};
inline constexpr std::array<std::string_view, 2> kEnsure = {"present", "absent"};

inline constexpr std::array<std::string_view, 15> kSystemKeys = {
    "provider", "url",       "allowPlaintext", "credentials", "tls",         "proxy",    "budget",  "guards",
    "onDrift",  "unmanaged", "windows",        "pause",       "deleteAfter", "defaults", "settings"};
inline constexpr std::array<std::string_view, 4> kWindowKeys = {"days", "from", "to", "timeZone"};
inline constexpr std::array<std::string_view, 7> kDays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
inline constexpr std::string_view kDaily = "daily";
inline constexpr std::array<std::string_view, 2> kPauseKeys = {"until", "reason"};
inline constexpr std::array<std::string_view, 1> kTlsKeys = {"caFile"};
inline constexpr std::array<std::string_view, 3> kBudgetKeys = {"requestsPerMinute", "share", "concurrency"};
inline constexpr std::array<std::string_view, 5> kGuardKeys = {"maxRemovals", "maxUpdates", "maxMemberRemovals",
                                                               "minAdmins", "requiredAdmins"};
inline constexpr std::array<std::string_view, 2> kLimitKeys = {"share", "number"};
inline constexpr std::array<std::string_view, 2> kOnDrift = {"report", "correct"};
inline constexpr std::array<std::string_view, 2> kUnmanagedKeys = {"action", "except"};
inline constexpr std::array<std::string_view, 4> kUnmanagedActions = {"report", "ignore", "disable", "delete"};

inline constexpr std::array<std::string_view, 6> kOverrideKeys = {"guard",   "system",  "kind",
                                                                  "objects", "expires", "reason"};
inline constexpr std::array<std::string_view, 4> kNeededOverrideKeys = {"guard", "system", "expires", "reason"};

inline constexpr std::array<std::string_view, 2> kSetKeys = {"include", "exclude"};
inline constexpr std::array<std::string_view, 2> kMemberKeys = {"name", "validUntil"};
inline constexpr std::array<std::string_view, 4> kSecretKeys = {"file", "env", "credential", "exec"};

inline constexpr std::int64_t kMostRequestsPerMinute = 1'000'000;
inline constexpr std::int64_t kMostConcurrency = 256;
inline constexpr std::size_t kMostWindows = 64;
inline constexpr std::size_t kLongestLine = 1024;
inline constexpr std::int64_t kMostObjects = 1'000'000;

}  // namespace muster::manifest
