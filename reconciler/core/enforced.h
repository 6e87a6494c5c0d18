// What earlier commits said about guards: a commit cannot loosen the guards that would stop it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reconciler/core/catalog.h"
#include "reconciler/core/desired.h"
#include "reconciler/core/entity_key.h"
#include "reconciler/core/override.h"

namespace muster::core {

// Of one system, at one commit.
struct EnforcedPolicy {
  std::string commit;
  Guards guards;
  std::vector<EntityKey> protected_objects;                   // sorted
  std::map<std::string, std::size_t, std::less<>> documents;  // by kind
  std::vector<Override> overrides;                            // of this system, sorted by name
};

// `current` is the commit that was enforced last, `preceding` the one before it.
struct EnforcedRecord {
  std::optional<EnforcedPolicy> current;
  std::optional<EnforcedPolicy> preceding;

  // What judges `commit`: the last enforced commit that is another one; null when there was none.
  [[nodiscard]] const EnforcedPolicy* judge_of(std::string_view commit) const;
};

[[nodiscard]] EnforcedPolicy policy_of(const Desired& desired, const DesiredSystem& system, const Catalog& catalog);
// The record once `present` is enforced. The same commit again changes nothing.
[[nodiscard]] EnforcedRecord advance(EnforcedRecord record, EnforcedPolicy present);

// The tighter of both in every number; all required administrators of both.
[[nodiscard]] Guards stricter(const Guards& one, const Guards& other);

[[nodiscard]] std::string to_json(const EnforcedRecord& record);
[[nodiscard]] std::optional<EnforcedRecord> parse_enforced(std::string_view json);

}  // namespace muster::core
