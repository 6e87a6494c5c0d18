#include "reconciler/core/consequences.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "reconciler/core/admins.h"

namespace muster::core {

namespace {

constexpr std::size_t kNamesShown = 8;

using Names = std::vector<std::string>;

std::string name_list(const Names& names) {
  const std::size_t shown = std::min(names.size(), kNamesShown);
  std::string text =
      fmt::format("{}", fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
  if (names.size() > shown) text += fmt::format(" and {} more", names.size() - shown);
  return text;
}

class Consequences {
 public:
  explicit Consequences(const PlanningContext& context) : context_(context) {}

  void add(const Change& change) {
    if (is_blocked(change)) return;
    if (change.intended == Action::remove) {
      removed_[std::string(change.entity.entity)].push_back(change.name);
      return;
    }
    if (is_create(change)) created_[std::string(change.entity.entity)].push_back(change.name);
    if (disables(context_, change)) disabled_.push_back(change.name);
    for (const FieldDifference& field : change.fields) add_field(change, field);
    if (loses_all_leads(change)) leaderless_[std::string(change.entity.entity)].push_back(change.name);
  }

  [[nodiscard]] std::vector<std::string> sentences() const {
    std::vector<std::string> all;
    for (const auto& [role, names] : lost_) all.push_back(fmt::format("{} lost by {}", role, name_list(names)));
    for (const auto& [what, names] : removed_) {
      all.push_back(
          fmt::format("{} {}{} removed: {}", names.size(), what, names.size() == 1 ? "" : "s", name_list(names)));
    }
    for (const auto& [what, names] : leaderless_) {
      all.push_back(fmt::format("left without anybody who leads: {} {}", what, name_list(names)));
    }
    if (!disabled_.empty()) all.push_back(fmt::format("disabled: {}", name_list(disabled_)));
    for (const auto& [role, names] : gained_) all.push_back(fmt::format("{} gained by {}", role, name_list(names)));
    all.insert(all.end(), moves_.begin(), moves_.end());
    for (const auto& [what, names] : created_) {
      all.push_back(fmt::format("{} new {}{}: {}", names.size(), what, names.size() == 1 ? "" : "s", name_list(names)));
    }
    return all;
  }

 private:
  void add_field(const Change& change, const FieldDifference& field) {
    const EntitySpec& entity = context_.entity(change);
    const auto index = entity.find(field.path);
    if (!index) return;
    if (entity.fields[*index].privilege) {
      for (const std::string& role : field.added) gained_[role].push_back(change.name);
      for (const std::string& role : field.removed) lost_[role].push_back(change.name);
    }
    if (!entity.fields[*index].reference || !entity.fields[*index].reference->exclusive) return;
    for (const std::string& note : change.notes) {
      if (note.find(" is taken from ") != std::string::npos) moves_.push_back(note + " by " + change.name);
    }
  }

  // Somebody led it, and nobody does afterwards.
  [[nodiscard]] bool loses_all_leads(const Change& change) const {
    const EntitySpec& entity = context_.entity(change);
    std::size_t before = 0;
    std::size_t after = 0;
    for (FieldIndex field = 0; field < entity.fields.size(); ++field) {
      if (!entity.fields[field].leads) continue;
      std::size_t live = 0;
      for (const Cell& cell : context_.live_cells(change, field)) live += names_member(cell) ? 1 : 0;
      const FieldDifference* difference = find_difference(change, entity.fields[field].path);
      before += live;
      after += live;
      if (difference == nullptr) continue;
      after += members_added(*difference).size();
      after -= std::min(after, members_removed(*difference).size());
    }
    return before > 0 && after == 0;
  }

  const PlanningContext& context_;
  std::map<std::string, Names> leaderless_;
  std::map<std::string, Names> lost_;
  std::map<std::string, Names> gained_;
  std::map<std::string, Names> removed_;
  std::map<std::string, Names> created_;
  Names disabled_;
  std::vector<std::string> moves_;
};

}  // namespace

std::vector<std::string> describe_consequences(const PlanningContext& context, const std::vector<Change>& changes) {
  Consequences consequences(context);
  for (const Change& change : changes) consequences.add(change);
  return consequences.sentences();
}

}  // namespace muster::core
