// The last events, for the API: kept in memory, forgotten with the process.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "daemon/event_record.h"

namespace muster::daemon {

struct KeptEvent {
  std::uint64_t id = 0;  // 1, 2, 3 ... since the process began
  EventRecord record;
};

class EventRing {
 public:
  explicit EventRing(std::size_t capacity = 500) : capacity_(capacity) {}

  // Debug events are not kept.
  void keep(const EventRecord& record);
  // Those with a greater id, oldest first. An id that was not given out yet is of an earlier process: then all.
  [[nodiscard]] std::vector<KeptEvent> after(std::uint64_t id) const;
  [[nodiscard]] std::uint64_t last() const { return last_; }

 private:
  std::size_t capacity_;
  std::uint64_t last_ = 0;
  std::deque<KeptEvent> events_;
};

}  // namespace muster::daemon
