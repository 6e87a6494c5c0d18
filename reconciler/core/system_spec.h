// A System document as a value.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "reconciler/core/secret.h"
#include "reconciler/core/window.h"

namespace muster::core {

// Where a setting or object was written: file index into Desired::files, 1-based line and column.
struct Place {
  std::uint32_t file = 0;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

// floor(share x managed objects of that system and kind), at least 1; the lower of the two wins; below 10 objects
// only the number counts.
struct Limit {
  int percent = 10;
  int number = 20;

  friend bool operator==(const Limit&, const Limit&) = default;
};

struct Guards {
  Limit max_removals{10, 20};
  Limit max_updates{30, 200};
  Limit max_member_removals{10, 50};
  int min_admins = 1;
  std::vector<std::string> required_admins;

  friend bool operator==(const Guards&, const Guards&) = default;
};

struct Budget {
  int requests_per_minute = 120;
  int share_percent = 60;
  int concurrency = 4;

  friend bool operator==(const Budget&, const Budget&) = default;
};

enum class OnDrift { report, correct };
enum class UnmanagedAction { report, ignore, disable, remove };

inline constexpr std::chrono::hours kDeleteAfter{7 * 24};

using SettingValue = std::variant<std::string, bool, std::int64_t, std::vector<std::string>>;

struct SystemSpec {
  std::string name;
  std::string provider;
  std::string url;  // the origin: scheme://host[:port]
  bool allow_plaintext = false;
  std::map<std::string, std::variant<std::string, SecretReference>, std::less<>> credentials;
  std::optional<std::string> ca_file;
  std::optional<std::string> proxy;  // http://host:port
  Budget budget;
  Guards guards;
  OnDrift on_drift = OnDrift::report;
  UnmanagedAction unmanaged_action = UnmanagedAction::report;
  std::vector<Window> windows;  // none: always open
  std::optional<Pause> pause;
  std::optional<std::chrono::milliseconds> delete_after;      // nothing: kDeleteAfter for objects without a document
  std::vector<std::string> unmanaged_except;                  // glob patterns over the comparable name
  std::map<std::string, SettingValue, std::less<>> settings;  // every setting of the catalog, defaults filled in
  std::map<std::string, std::string, std::less<>> labels;
  Place place;

  [[nodiscard]] bool flag(std::string_view setting) const;                           // false when absent
  [[nodiscard]] std::string text(std::string_view setting) const;                    // "" when absent
  [[nodiscard]] std::vector<std::string> list(std::string_view setting) const;       // empty when absent
  [[nodiscard]] std::chrono::milliseconds duration(std::string_view setting) const;  // 0 when absent
};

// "1s", "5m", "24h", "7d", "250ms"; nothing when malformed.
[[nodiscard]] std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

}  // namespace muster::core
