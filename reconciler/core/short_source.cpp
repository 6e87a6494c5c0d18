#include "reconciler/core/short_source.h"

#include <fmt/format.h>

#include "reconciler/core/override_force.h"

namespace muster::core {

namespace {

constexpr std::size_t kLossAccepted = 3;
constexpr std::size_t kShareAccepted = 10;  // one in so many

std::size_t count_documents(const PlanningContext& context, std::string_view kind) {
  std::size_t count = 0;
  for (const DesiredObject& object : context.desired.objects) {
    if (context.catalog.kinds[object.kind].name == kind) ++count;
  }
  return count;
}

bool is_short(std::size_t before, std::size_t now) {
  if (now >= before) return false;
  const std::size_t lost = before - now;
  return lost > kLossAccepted && lost * kShareAccepted > before;
}

}  // namespace

std::optional<BlockReason> check_source(const PlanningContext& context, std::vector<std::string>& passed) {
  const auto& last = context.memory.enforced.current;
  if (!last || last->commit == context.inputs.desired->commit) return std::nullopt;
  for (const auto& [kind, before] : last->documents) {
    const std::size_t now = count_documents(context, kind);
    if (!is_short(before, now)) continue;
    if (const Override* passes = find_kind_override(context, "shortSource", kind)) {
      passed.push_back(fmt::format("the loss of {} documents {}", kind, override_note(*passes)));
      continue;
    }
    return BlockReason{
        "shortSource",
        fmt::format("{} of {} {} documents of {} are gone at once, so the manifests are refused: put them back, or let "
                    "an Override of shortSource into the commit before",
                    before - now, before, kind, context.desired.spec.name)};
  }
  return std::nullopt;
}

}  // namespace muster::core
