// Which part of a list a page shows, and the link to the next one.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "providers/simulators/draw.h"
#include "providers/simulators/webex/call.h"

namespace muster::simulators::webex {

struct Window {
  std::size_t start = 0;
  std::size_t count = 0;
};

// `max` and `start` of a telephony list, `max` clamped without a word.
[[nodiscard]] Accepted<Window> telephony_window(const Call& call);

template <typename Item>
[[nodiscard]] std::vector<Item> page_of(const Call& call, const std::vector<Item>& items, Window window) {
  const auto first = std::min(window.start, items.size());
  const auto count = std::min(window.count, items.size() - first);
  const auto begin = items.begin() + static_cast<std::ptrdiff_t>(first);
  std::vector<Item> page(begin, begin + static_cast<std::ptrdiff_t>(count));
  if (!call.world.quirks.reorders_page) return page;
  Draw draw(call.world.seed, call.world.answers);
  for (std::size_t i = page.size(); i > 1; --i) std::swap(page[i - 1], page[draw.below(i)]);
  return page;
}

// Adds Link: the same target with that parameter.
void link_next(const Call& call, net::HttpResponse& response, std::string_view name, std::string_view value);
// As above for `start`, where more than the window is left of `total` and this site links telephony lists.
void link_start(const Call& call, net::HttpResponse& response, Window window, std::size_t total);

}  // namespace muster::simulators::webex
