#include "reconciler/core/expiry.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <vector>

#include "reconciler/core/change.h"

namespace muster::core {

namespace {

using ByTime = std::map<WallMillis, std::vector<std::string>>;

void add_sentences(std::string_view begin, const ByTime& by_time, std::string& note) {
  for (const auto& [until, names] : by_time) {
    if (!note.empty()) note += "; ";
    note += fmt::format("{} {}: {}", begin, deadline_text(until), fmt::join(names, ", "));
  }
}

}  // namespace

const ExpiringMember* Expiry::find(FieldIndex field, std::string_view member) const {
  const auto at = std::ranges::find_if(
      members, [&](const ExpiringMember& each) { return each.field == field && each.member == member; });
  return at == members.end() ? nullptr : &*at;
}

bool Expiry::has_passed(FieldIndex field, std::string_view member) const {
  const ExpiringMember* found = find(field, member);
  return found != nullptr && found->until <= now;
}

void note_expiry(const Expiry& expiry, FieldIndex field, Compare compare, FieldDifference& difference) {
  if (expiry.members.empty()) return;
  const auto by_time = [&](const std::vector<std::string>& names) {
    ByTime found;
    for (const std::string& name : names) {
      const ExpiringMember* member = expiry.find(field, comparable(name, compare));
      if (member != nullptr) found[member->until].push_back(name);
    }
    return found;
  };
  add_sentences("until", by_time(difference.added), difference.note);
  add_sentences("was asked for until", by_time(difference.removed), difference.note);
}

}  // namespace muster::core
