// Members of sets that manifests ask for until a date: gone from the wish once it has passed.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "reconciler/core/desired.h"
#include "reconciler/core/name.h"

namespace muster::core {

struct FieldDifference;

// The time-boxed members of one document, seen at a time. Without members nothing ever passes.
struct Expiry {
  std::span<const ExpiringMember> members;  // DesiredObject::expiring
  WallMillis now{};

  // `member` is comparable.
  [[nodiscard]] const ExpiringMember* find(FieldIndex field, std::string_view member) const;
  [[nodiscard]] bool has_passed(FieldIndex field, std::string_view member) const;
};

// Says in the difference's note until when the members that it adds are asked for, and until when those that it
// removes were: "until 2026-12-24: bo.lind".
void note_expiry(const Expiry& expiry, FieldIndex field, Compare compare, FieldDifference& difference);

}  // namespace muster::core
