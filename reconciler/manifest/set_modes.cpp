#include "reconciler/manifest/set_modes.h"

#include <fmt/format.h>

#include "reconciler/manifest/scalar.h"
#include "reconciler/manifest/words.h"

namespace muster::manifest {

namespace {

using core::CellKind;
using ReadList = std::function<void(const Node& list, CellKind kind)>;

[[nodiscard]] bool read_partial(const core::FieldRule& rule, const Node& value, const ReadList& read,
                                FileProblems& problems) {
  check_keys(value, rule.path, kSetKeys, problems);
  std::size_t named = 0;
  bool good = true;
  for (const auto key : kSetKeys) {
    const auto list = value.find(key);
    if (!list) continue;
    if (!expect_sequence(*list, fmt::format("{} of {}", key, rule.path), problems)) {
      good = false;
      continue;
    }
    named += list->size();
    read(*list, key == kSetKeys.front() ? CellKind::member : CellKind::excluded);
  }
  if (named > 0 || !good) return good;
  problems.error(value, "empty-set",
                 fmt::format("{} neither includes nor excludes anything; write a list for the exact set, or "
                             "{{include: [...]}}, or leave the field out",
                             rule.path));
  return false;
}

}  // namespace

CellKind mode_of(const Node& value) { return value.is_map() ? CellKind::partial : CellKind::set; }

bool read_modes(const core::FieldRule& rule, const Node& value, const ReadList& read, FileProblems& problems) {
  if (value.is_map()) return read_partial(rule, value, read, problems);
  if (value.is_sequence()) {
    read(value, CellKind::member);
    return true;
  }
  const auto example = rule.type == core::ValueType::records ? fmt::format("[{{{}: ...}}]", rule.parts.front().name)
                                                             : std::string("[a, b]");
  problems.error(value, "type",
                 fmt::format("{} must be a list such as {} for the exact set, or a map {{include: [...], exclude: "
                             "[...]}}",
                             rule.path, example));
  return false;
}

}  // namespace muster::manifest
