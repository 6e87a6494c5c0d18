#include "providers/simulators/genesys_gws/world.h"

#include <fmt/core.h>

#include "providers/simulators/draw.h"

namespace muster::simulators::gws {

std::uint64_t World::draw() { return Draw(seed, serial++).next(); }

std::string World::new_dashed_id() {
  const auto high = draw();
  const auto low = draw();
  return fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", high >> 32U, (high >> 16U) & 0xFFFFU, high & 0xFFFFU,
                     low >> 48U, low & 0xFFFF'FFFF'FFFFU);
}

std::string World::new_id() {
  if (quirks.id_form == IdForm::dashed) return new_dashed_id();
  const auto high = draw();
  return fmt::format("{:016x}{:016x}", high, draw());
}

std::size_t World::request_count(std::string_view method_and_path) const {
  const auto found = requests.find(method_and_path);
  return found == requests.end() ? 0 : found->second;
}

std::size_t World::request_count() const {
  std::size_t count = 0;
  for (const auto& [path, times] : requests) count += times;
  return count;
}

std::vector<LogEntry> changes_by(const World& world, std::string_view actor) {
  std::vector<LogEntry> found;
  for (const auto& entry : world.log) {
    if (actor.empty() ? entry.actor != kOther : entry.actor == actor) found.push_back(entry);
  }
  return found;
}

std::string_view to_text(Effect effect) {
  switch (effect) {
    case Effect::created:
      return "created";
    case Effect::updated:
      return "updated";
    case Effect::removed:
      return "removed";
    case Effect::device_assigned:
      return "device_assigned";
    case Effect::device_unassigned:
      return "device_unassigned";
    case Effect::skill_changed:
      return "skill_changed";
  }
  return "updated";
}

}  // namespace muster::simulators::gws
