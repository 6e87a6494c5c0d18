// HTML from outside, read with suspicion: as browsers read it, and bounded in size, tags, nesting and memory.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reconciler/core/error.h"

namespace muster::kit {

inline constexpr std::size_t kLongestHtml = 8U << 20U;
inline constexpr std::size_t kMostHtmlTags = 300'000;
inline constexpr std::size_t kDeepestHtml = 256;

// Index into HtmlPage::nodes().
using HtmlIndex = std::uint32_t;

struct HtmlNode {
  std::string tag;   // lower case; empty: this is text
  std::string text;  // of text
  std::vector<std::pair<std::string, std::string>> attributes;
  HtmlIndex parent = 0;
  HtmlIndex end = 0;  // behind the last node that lies in this one

  // Nothing: there is no such attribute; one without a value is empty.
  [[nodiscard]] std::optional<std::string_view> attribute(std::string_view name) const;
};

// The nodes in the order of the document; those within node i are i + 1 up to its `end`.
class HtmlPage {
 public:
  explicit HtmlPage(std::vector<HtmlNode> nodes) : nodes_(std::move(nodes)) {}
  [[nodiscard]] const std::vector<HtmlNode>& nodes() const { return nodes_; }
  [[nodiscard]] const HtmlNode& at(HtmlIndex index) const { return nodes_[index]; }
  // Elements with that tag, within `inside` or on the whole page.
  [[nodiscard]] std::vector<HtmlIndex> find(std::string_view tag, std::optional<HtmlIndex> inside = {}) const;
  // All text within, scripts aside, with single spaces and none at the ends.
  [[nodiscard]] std::string text_of(HtmlIndex index) const;
  // The nearest element around that has this tag.
  [[nodiscard]] std::optional<HtmlIndex> around(HtmlIndex index, std::string_view tag) const;

 private:
  std::vector<HtmlNode> nodes_;
};

// Errors (protocol): larger or deeper than any page of use; the sentence is a clause such as "the page is nested too
// deeply". `content_type` is the answer's. Bytes that are no text become U+FFFD (see charset.h).
[[nodiscard]] core::Result<HtmlPage> read_html(std::string_view bytes, std::string_view content_type);

}  // namespace muster::kit
