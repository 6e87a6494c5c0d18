#include "reconciler/core/binding.h"

#include <fmt/format.h>

namespace muster::core {

namespace {

std::string in_words(const Binding& binding) {
  if (binding.organisation.empty()) return fmt::format("{} at {}", binding.provider, binding.url);
  return fmt::format("{} at {}, organisation {}", binding.provider, binding.url, binding.organisation);
}

}  // namespace

Binding present_binding(const SystemSpec& spec, const Coverage& coverage) {
  return {spec.provider, spec.url, coverage.organisation};
}

bool is_same_installation(const Binding& one, const Binding& other) {
  if (one.provider != other.provider || one.url != other.url) return false;
  return one.organisation.empty() || other.organisation.empty() || one.organisation == other.organisation;
}

std::optional<BlockReason> check_binding(const PlanningContext& context) {
  const auto& known = context.memory.binding;
  const SystemSpec& spec = context.desired.spec;
  const Binding present = present_binding(spec, context.observed.coverage);
  if (!known || is_same_installation(*known, present)) return std::nullopt;
  return BlockReason{
      "binding",
      fmt::format("the inventory of {} is that of {}, and the manifests now lead to {}: nothing is done until "
                  "`muster rebind --system {}` says that this is meant",
                  spec.name, in_words(*known), in_words(present), spec.name)};
}

std::optional<Binding> new_binding(const PlanningContext& context) {
  const auto& known = context.memory.binding;
  const Binding present = present_binding(context.desired.spec, context.observed.coverage);
  if (!known) return present;
  if (known->organisation.empty() && !present.organisation.empty()) return present;
  return std::nullopt;
}

}  // namespace muster::core
