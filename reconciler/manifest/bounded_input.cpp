#include "reconciler/manifest/bounded_input.h"

#include <algorithm>

#include "reconciler/manifest/node.h"

namespace muster::manifest {

BoundedInput::BoundedInput(std::string_view chunk, std::size_t base) : base_(base) {
  auto* begin = const_cast<char*>(chunk.data());  // a get area is never written to
  setg(begin, begin, begin + chunk.size());
}

void BoundedInput::reported(std::size_t offset) { reported_ = std::max(reported_, offset - base_); }

std::streamsize BoundedInput::xsgetn(char* to, std::streamsize wanted) {
  const auto consumed = static_cast<std::size_t>(gptr() - eback());
  if (consumed > reported_ + kMostUnread) {
    throw Refused{{base_ + reported_,
                   "after this place comes a text, comment or flow collection of more than 192 KiB; a text may have "
                   "64 KiB, and large lists belong in block style, one item a line",
                   "too-large"}};
  }
  const auto count = std::min(wanted, static_cast<std::streamsize>(egptr() - gptr()));
  std::copy_n(gptr(), count, to);
  gbump(static_cast<int>(count));
  return count;
}

}  // namespace muster::manifest
