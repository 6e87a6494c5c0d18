#include "reconciler/core/desired.h"

#include <algorithm>

namespace muster::core {

const DesiredObject* DesiredSystem::find(EntityIndex entity, std::string_view key) const {
  const Row* row = table.find(entity, key);
  return row == nullptr ? nullptr : &objects[static_cast<std::size_t>(row - table.rows().data())];
}

const DesiredSystem* Desired::find(std::string_view system) const {
  const auto name = [](const DesiredSystem& each) -> std::string_view { return each.spec.name; };
  const auto at = std::ranges::lower_bound(systems, system, {}, name);
  return at != systems.end() && at->spec.name == system ? &*at : nullptr;
}

std::string Desired::place_text(const Place& place) const {
  if (place.file >= files.size()) return {};
  return files[place.file] + ":" + std::to_string(place.line);
}

}  // namespace muster::core
