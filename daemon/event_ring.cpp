#include "daemon/event_ring.h"

namespace muster::daemon {

void EventRing::keep(const EventRecord& record) {
  if (record.severity == Severity::debug) return;
  events_.push_back({++last_, record});
  if (events_.size() > capacity_) events_.pop_front();
}

std::vector<KeptEvent> EventRing::after(std::uint64_t id) const {
  const std::uint64_t from = id > last_ ? 0 : id;
  std::vector<KeptEvent> later;
  for (const KeptEvent& event : events_) {
    if (event.id > from) later.push_back(event);
  }
  return later;
}

}  // namespace muster::daemon
