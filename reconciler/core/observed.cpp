#include "reconciler/core/observed.h"

#include <algorithm>

namespace muster::core {

Presence ObservedSystem::presence(EntityIndex entity, const EntityKey& key) const {
  if (failure || !table) return Presence::unknown;
  if (table->find(entity, key.name) != nullptr) return Presence::found;
  if (std::ranges::binary_search(confirmed_absent, key)) return Presence::proven_absent;
  if (std::ranges::binary_search(unknown, key)) return Presence::unknown;
  if (std::ranges::find(coverage.unreadable, key, &Error::where) != coverage.unreadable.end()) return Presence::unknown;
  const bool complete = entity < coverage.entities.size() && coverage.entities[entity].complete;
  return complete ? Presence::proven_absent : Presence::unknown;
}

}  // namespace muster::core
