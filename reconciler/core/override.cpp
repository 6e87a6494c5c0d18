#include "reconciler/core/override.h"

#include <tuple>

namespace muster::core {

bool Override::says_the_same_as(const Override& other) const {
  const auto said = [](const Override& each) {
    return std::tie(each.name, each.guard, each.system, each.kind, each.names, each.expires, each.reason);
  };
  return said(*this) == said(other);
}

}  // namespace muster::core
