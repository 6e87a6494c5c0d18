#include "reconciler/manifest/set_reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "reconciler/manifest/scalar.h"
#include "reconciler/manifest/set_modes.h"
#include "reconciler/manifest/suggestion.h"
#include "reconciler/manifest/time_reading.h"
#include "reconciler/manifest/words.h"
#include "reconciler/manifest/yaml_syntax.h"

namespace muster::manifest {

namespace {

using core::CellKind;

struct Member {
  std::string spelling;
  std::optional<core::WallMillis> until;
};

class SetReader {
 public:
  SetReader(const core::FieldRule& rule, core::FieldIndex field, FileProblems& problems)
      : rule_(rule), field_(field), problems_(problems) {}

  void header(const Node& value, CellKind kind) { cells_.push_back({field_, kind, {}, value.line(), {}, {}}); }
  void members(const Node& list, CellKind kind);
  [[nodiscard]] bool good() const { return good_; }
  [[nodiscard]] std::vector<DraftCell> take() { return std::move(cells_); }

 private:
  void member(const Node& item, CellKind kind);
  [[nodiscard]] std::optional<Member> read_member(const Node& item, CellKind kind);
  [[nodiscard]] std::optional<core::WallMillis> until(const Node& node, CellKind kind);
  void suggest(const Node& item, const std::string& name);
  void fail(const Node& node, std::string_view code, std::string what) {
    problems_.error(node, code, std::move(what));
    good_ = false;
  }

  const core::FieldRule& rule_;
  core::FieldIndex field_;
  FileProblems& problems_;
  std::vector<DraftCell> cells_;
  std::map<std::string, std::pair<std::uint32_t, CellKind>, std::less<>> seen_;
  bool good_ = true;
};

void SetReader::members(const Node& list, CellKind kind) {
  for_each_item(list, [&](const Node& item) { member(item, kind); });
}

std::optional<core::WallMillis> SetReader::until(const Node& node, CellKind kind) {
  if (kind == CellKind::excluded) {
    fail(node, "value",
         fmt::format("validUntil is not possible in exclude of {}; it is for members that are asked for until a date",
                     rule_.path));
  } else if (rule_.one_member) {
    fail(node, "unsupported",
         fmt::format("validUntil is not possible in {}: it always has exactly one member", rule_.path));
  } else if (rule_.reference && !rule_.reference->removable) {
    fail(node, "unsupported",
         fmt::format("validUntil is not possible in {}: the vendor has no call that takes a member out", rule_.path));
  } else {
    const auto time = read_deadline(node, fmt::format("validUntil in {}", rule_.path), problems_);
    good_ = good_ && time.has_value();
    return time;
  }
  return std::nullopt;
}

// A member is a text, or a map with its name.
std::optional<Member> SetReader::read_member(const Node& item, CellKind kind) {
  const auto what = fmt::format("each item of {}", rule_.path);
  Member member;
  if (item.is_map()) {
    check_keys(item, what, kMemberKeys, problems_);
    if (const auto node = item.find("validUntil")) member.until = until(*node, kind);
    if (!item.find("name")) {
      fail(item, "missing", fmt::format("{} needs a name", what));
      return std::nullopt;
    }
  }
  auto spelled = read_text(item.is_map() ? *item.find("name") : item, what, problems_);
  if (!spelled) return std::nullopt;
  member.spelling = *std::move(spelled);
  return member;
}

void SetReader::member(const Node& item, CellKind kind) {
  auto read = read_member(item, kind);
  if (!read) {
    good_ = false;
    return;
  }
  std::string& spelled = read->spelling;
  if (rule_.compare != core::Compare::exact) spelled = std::string(core::trim(spelled));
  auto element = core::comparable(spelled, rule_.compare);
  if (element.empty()) {
    return fail(item, "value",
                !spelled.empty()
                    ? fmt::format("{} has no digits, so it is no number for {}", shown(spelled), rule_.path)
                    : fmt::format("an item of {} is empty", rule_.path));
  }
  const auto [before, fresh] = seen_.try_emplace(element, item.line(), kind);
  if (!fresh) {
    const bool both = before->second.second != kind;
    return fail(item, both ? "include-and-exclude" : "duplicate",
                fmt::format("{} is in {} of {}; line {} names it already", shown(spelled),
                            both ? "both include and exclude" : "the list", rule_.path, before->second.first));
  }
  suggest(item, spelled);
  cells_.push_back({field_, kind, {}, item.line(), std::move(element), std::move(spelled), read->until});
}

// Values that the catalog does not list are accepted; one that looks like a slip is worth a warning.
void SetReader::suggest(const Node& item, const std::string& name) {
  const auto equal = [&](std::string_view known) { return core::same(known, name, rule_.compare); };
  if (rule_.suggestions.empty() || std::ranges::any_of(rule_.suggestions, equal)) return;
  if (!rule_.closed.empty()) {
    return fail(item, "value",
                fmt::format("{} is not one of the values of {} ({}){}; {}", shown(name), rule_.path,
                            listed(rule_.suggestions), did_you_mean(name, rule_.suggestions), rule_.closed));
  }
  problems_.warning(item, "unusual",
                    fmt::format("{} is not one of the usual values of {} ({}){}", shown(name), rule_.path,
                                listed(rule_.suggestions), did_you_mean(name, rule_.suggestions)));
}

// A set that always has one member has nothing to include or to exclude.
[[nodiscard]] bool is_one_member(const core::FieldRule& rule, const Node& value, FileProblems& problems) {
  if (value.is_sequence() && value.size() == 1) return true;
  problems.error(value, "one-member",
                 fmt::format("{} always has exactly one member: write a list of one, such as [{}]", rule.path,
                             rule.suggestions.empty() ? "a" : rule.suggestions.back()));
  return false;
}

}  // namespace

void read_set(const core::FieldRule& rule, core::FieldIndex field, const Node& value, std::vector<DraftCell>& cells,
              FileProblems& problems) {
  if (rule.one_member && !is_one_member(rule, value, problems)) return;
  SetReader reader(rule, field, problems);
  reader.header(value, mode_of(value));
  const auto read = [&](const Node& list, CellKind kind) { reader.members(list, kind); };
  if (!read_modes(rule, value, read, problems)) return;
  if (!reader.good()) return;
  for (auto& cell : reader.take()) cells.push_back(std::move(cell));
}

}  // namespace muster::manifest
