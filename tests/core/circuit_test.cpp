#include "reconciler/core/circuit.h"

#include <gtest/gtest.h>

namespace muster::core {
namespace {

using std::chrono::milliseconds;

TEST(Circuit, OpensAfterThreeFailuresInARowAndNotBefore) {
  Circuit circuit;
  circuit.failed();
  circuit.failed();
  EXPECT_FALSE(circuit.is_open());
  EXPECT_EQ(circuit.pause(), milliseconds(0));
  circuit.succeeded();
  circuit.failed();
  circuit.failed();
  EXPECT_FALSE(circuit.is_open());
  circuit.failed();
  EXPECT_TRUE(circuit.is_open());
}

TEST(Circuit, PausesGrowUpToALongestOne) {
  Circuit circuit;
  for (int i = 0; i < Circuit::kFailures; ++i) circuit.failed();
  EXPECT_EQ(circuit.pause(), Circuit::kFirstPause);
  milliseconds before = circuit.pause();
  for (int i = 0; i < 5000; ++i) {
    circuit.failed();
    EXPECT_GE(circuit.pause(), before);
    before = circuit.pause();
  }
  EXPECT_EQ(before, Circuit::kLongestPause);
}

TEST(Circuit, OneSuccessClosesIt) {
  Circuit circuit;
  for (int i = 0; i < 10; ++i) circuit.failed();
  circuit.succeeded();
  EXPECT_FALSE(circuit.is_open());
  EXPECT_EQ(circuit.failures(), 0);
}

}  // namespace
}  // namespace muster::core
