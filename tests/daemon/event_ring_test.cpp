#include "daemon/event_ring.h"

#include <gtest/gtest.h>

namespace muster::daemon {
namespace {

EventRecord event(std::string name, Severity severity = Severity::info) {
  EventRecord record;
  record.event = std::move(name);
  record.severity = severity;
  return record;
}

TEST(EventRing, KeepsTheLastOnesAndNumbersThemOn) {
  EventRing ring(2);
  ring.keep(event("a"));
  ring.keep(event("b"));
  ring.keep(event("c"));
  const auto kept = ring.after(0);
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0].record.event, "b");
  EXPECT_EQ(kept[0].id, 2U);
  EXPECT_EQ(ring.last(), 3U);
}

TEST(EventRing, ForgetsDebugEvents) {
  EventRing ring;
  ring.keep(event("page_read", Severity::debug));
  EXPECT_EQ(ring.last(), 0U);
  EXPECT_TRUE(ring.after(0).empty());
}

TEST(EventRing, AnIdOfAnEarlierProcessBeginsAnew) {
  EventRing ring;
  ring.keep(event("a"));
  EXPECT_TRUE(ring.after(1).empty());
  EXPECT_EQ(ring.after(2).size(), 1U);
}

}  // namespace
}  // namespace muster::daemon
