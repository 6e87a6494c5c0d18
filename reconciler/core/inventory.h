// What muster knows it created or took over, and what it last applied.
#pragma once

#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reconciler/core/entity_key.h"
#include "reconciler/core/time_text.h"

namespace muster::core {

// What was last applied to one field. For sets `wish` is the wish's canonical text and `added` the members that
// muster itself added (comparable form, sorted), which are the ones it may take out again.
struct AppliedField {
  std::string path;
  std::string wish;
  std::vector<std::string> added;
  std::string secret_version;  // keyed hash of the secret last written; empty for other fields
  bool contended = false;      // corrected three times in 24 h and did not stay: left alone until `wish` changes

  friend bool operator==(const AppliedField&, const AppliedField&) = default;
};

// The fields of one object, sorted by path, in one text: 100,000 objects are remembered at a time.
class AppliedFields {
 public:
  AppliedFields() = default;
  AppliedFields(std::initializer_list<AppliedField> fields);
  explicit AppliedFields(const std::vector<AppliedField>& fields);
  // Nothing when the text was not made by json().
  [[nodiscard]] static std::optional<AppliedFields> parse(std::string_view json);

  [[nodiscard]] std::optional<AppliedField> find(std::string_view path) const;
  [[nodiscard]] std::vector<AppliedField> list() const;
  [[nodiscard]] const std::string& json() const { return json_; }

  friend bool operator==(const AppliedFields&, const AppliedFields&) = default;

 private:
  std::string json_ = "[]";
};

struct InventoryEntry {
  EntityKey key;
  RemoteId id;
  bool created = false;  // by muster, over a proven absence
  AppliedFields applied;
  std::string commit;                      // that last applied
  std::optional<WallMillis> absent_since;  // without a document, or asked to be absent, since then
  int absent_seen = 0;                     // complete observations in which it was
  bool disabled = false;                   // by muster, for its absence

  friend bool operator==(const InventoryEntry&, const InventoryEntry&) = default;
};

struct Inventory {
  bool exists = false;                  // false: no store yet; ownership and secret changes are unknown
  std::vector<InventoryEntry> entries;  // sorted by key

  [[nodiscard]] const InventoryEntry* find(const EntityKey& key) const;
};

}  // namespace muster::core
