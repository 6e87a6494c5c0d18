// Wishes: what a field shall become, before it is merged with what is live.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "reconciler/core/catalog.h"
#include "reconciler/core/change.h"
#include "reconciler/core/expiry.h"
#include "reconciler/core/table.h"

namespace muster::core {

// The wish that the desired cells of one field express, without the members whose time has passed; nothing when there
// are no cells.
[[nodiscard]] std::optional<FieldWish> read_wish(FieldIndex field, std::span<const Cell> desired,
                                                 const Expiry& expiry = {});

// Equal wishes have equal text: what the inventory remembers as "last applied". Members are in comparable order.
[[nodiscard]] std::string canonical_text(const FieldWish& wish);
[[nodiscard]] std::string canonical_text(const FieldWish& wish, const FieldRule& rule);

// What is remembered of !default where it cannot be read as such: canonical_text(), kSeenAfter, and the live value.
// Without live cells, and for every other wish: canonical_text().
inline constexpr char kSeenAfter = '\x1d';
[[nodiscard]] std::string seen_text(const FieldWish& wish, std::span<const Cell> live, const FieldRule& rule);

// What a set wish does to the live members. A record that changes is removed as it was and added as it becomes.
struct SetOutcome {
  std::vector<std::string> final_members;  // live spellings first, in live order, then the added ones
  std::vector<std::string> added;          // manifest spellings
  std::vector<std::string> removed;        // live spellings
  std::vector<std::string> kept;           // live members the wish does not name (include/exclude only)
};
[[nodiscard]] SetOutcome apply_wish(const SetWish& wish, std::span<const Cell> live, const FieldRule& rule);

// The live value of a scalar; nothing when it is not known. At-default cells read as the rule's default.
[[nodiscard]] std::optional<std::string> live_scalar(std::span<const Cell> live, const FieldRule& rule);

// Whether the live value is known: a scalar has its cell, a set its header.
[[nodiscard]] bool is_known(std::span<const Cell> live);

// Whether the live cells already are as wished. A value that is not known never is; of a text, the live cell may have
// a second spelling as its element.
[[nodiscard]] bool is_fulfilled(const FieldWish& wish, std::span<const Cell> live, const FieldRule& rule);

}  // namespace muster::core
