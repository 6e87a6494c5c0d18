// Looking around in a page that was read.
#include <algorithm>

#include "providers/kit/html_read.h"

namespace muster::kit {

namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

// Appends `text` with runs of white space (no-break spaces too) as one space.
void append_words(std::string& to, std::string_view text) {
  constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
  for (std::size_t i = 0; i < text.size();) {
    const bool wide = text.substr(i).starts_with(kNoBreakSpace);
    const bool space = wide || is_space(text[i]);
    if (!space) to += text[i];
    if (space && !to.empty() && to.back() != ' ') to += ' ';
    i += wide ? kNoBreakSpace.size() : 1;
  }
}

}  // namespace

std::optional<std::string_view> HtmlNode::attribute(std::string_view name) const {
  const auto found =
      std::ranges::find(attributes, name, [](const auto& pair) -> std::string_view { return pair.first; });
  if (found == attributes.end()) return std::nullopt;
  return found->second;
}

std::vector<HtmlIndex> HtmlPage::find(std::string_view tag, std::optional<HtmlIndex> inside) const {
  std::vector<HtmlIndex> found;
  const auto first = inside ? *inside + 1 : 0;
  const auto end = inside ? nodes_[*inside].end : static_cast<HtmlIndex>(nodes_.size());
  for (HtmlIndex i = first; i < end; ++i) {
    if (nodes_[i].tag == tag) found.push_back(i);
  }
  return found;
}

std::string HtmlPage::text_of(HtmlIndex index) const {
  std::string text;
  for (HtmlIndex i = index; i < nodes_[index].end;) {
    const auto& node = nodes_[i];
    const bool is_script = node.tag == "script" || node.tag == "style";
    if (node.tag.empty()) append_words(text, node.text);
    if (node.tag == "br") append_words(text, " ");
    i = is_script ? node.end : i + 1;
  }
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

std::optional<HtmlIndex> HtmlPage::around(HtmlIndex index, std::string_view tag) const {
  while (index != 0) {
    index = nodes_[index].parent;
    if (nodes_[index].tag == tag) return index;
  }
  return std::nullopt;
}

}  // namespace muster::kit
