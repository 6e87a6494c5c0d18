// Logins whose answer does not say whether the password was refused. An account is locked after a few wrong ones, so
// one more is tried, and then they become rare.
#pragma once

#include <algorithm>
#include <chrono>

namespace muster::kit {

class UnclearLogins {
 public:
  // One more in a row. How long no other is to follow: zero after the first, then from ten minutes to an hour.
  [[nodiscard]] std::chrono::minutes count() {
    constexpr std::chrono::minutes kShortest{10};
    constexpr std::chrono::minutes kLongest{60};
    if (in_a_row_++ == 0) return std::chrono::minutes(0);
    return std::min(kShortest * (1 << std::min(in_a_row_ - 2, 3)), kLongest);
  }
  void forget() { in_a_row_ = 0; }

 private:
  int in_a_row_ = 0;
};

}  // namespace muster::kit
