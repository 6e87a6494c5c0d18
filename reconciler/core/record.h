// Elements of keyed lists that a vendor replaces whole, such as speed dials. In tables, wishes and writes a record is
// one member of a set, in canonical text; its key makes it the same record whatever its other parts say.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "reconciler/core/catalog.h"

namespace muster::core {

// Parts by name. A part that is not there is not managed (desired) or at the vendor's default (live, and in what is
// written). A part without a value: !default. Values are canonical text: "true", "12".
struct Record {
  std::map<std::string, std::optional<std::string>, std::less<>> parts;

  friend bool operator==(const Record&, const Record&) = default;
};

// Where a live record says a part in other words as well (the id behind a name): the name of the part that holds them.
// A wish may use either.
[[nodiscard]] std::string other_words(std::string_view part);

// {"index":"1","label":null}: equal records have equal text.
[[nodiscard]] std::string record_text(const Record& record);
// Nothing when it is not such text.
[[nodiscard]] std::optional<Record> parse_record(std::string_view text);

// What makes a member of the field the same member: of a record its key, else the comparable spelling.
[[nodiscard]] std::string member_key(std::string_view member, const FieldRule& rule);
[[nodiscard]] bool same_member(std::string_view a, std::string_view b, const FieldRule& rule);

// The record that a manifest asks for where `live` is there (empty: no such record yet): parts that it does not state
// stay as they are, !default takes the part out, and the live spelling stays where it says the same. Parts that no rule
// knows, such as the one device on which the record was found, are left behind.
[[nodiscard]] std::string completed_record(std::string_view stated, std::string_view live, const FieldRule& rule);

// The parts that a record which does not exist yet would lack, by name; empty: none.
[[nodiscard]] std::string lacking_parts(std::string_view completed, const FieldRule& rule);

// For people: "1: number 4711, label Manager"; masked parts without what follows '?'.
[[nodiscard]] std::string shown_member(std::string_view member, const FieldRule& rule);

}  // namespace muster::core
