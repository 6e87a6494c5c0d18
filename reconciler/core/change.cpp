#include "reconciler/core/change.h"

#include <array>

#include "reconciler/core/digest.h"
#include "reconciler/core/make_plan.h"
#include "reconciler/core/wish.h"

namespace muster::core {

std::string person_of(const std::map<std::string, std::string, std::less<>>& labels) {
  const auto at = labels.find(kPersonLabel);
  return at == labels.end() ? std::string() : at->second;
}

std::string_view to_text(Action action) {
  static constexpr std::array<std::string_view, 6> kNames = {"create",  "update", "remove",
                                                             "restore", "rename", "blocked"};
  return kNames.at(static_cast<std::size_t>(action));
}

std::string_view to_text(Outcome outcome) {
  static constexpr std::array<std::string_view, 10> kNames = {
      "verified", "lagging", "diverged", "unchanged", "failed", "skipped", "stale", "blocked", "in_doubt", "not_tried"};
  return kNames.at(static_cast<std::size_t>(outcome));
}

FieldWrite FieldWrite::copy() const {
  FieldWrite same;
  same.field = field;
  same.kind = kind;
  same.value = value;
  same.members = members;
  same.added = added;
  same.removed = removed;
  same.secret = secret.copy();
  return same;
}

std::string wish_digest(const Change& change) {
  Digest digest;
  digest.add(to_text(change.intended));
  for (const FieldWish& wish : change.wishes) {
    digest.add(std::to_string(wish.field)).add(canonical_text(wish));
  }
  return digest.hex(32);
}

}  // namespace muster::core
