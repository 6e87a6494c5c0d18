#include "providers/kit/html_bounds.h"

#include <algorithm>
#include <array>
#include <vector>

#include "providers/kit/html_read.h"

namespace muster::kit {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_tag(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

bool is_one_of(std::string_view tag, const auto& names) {
  return std::ranges::any_of(names, [&](std::string_view name) { return same_tag(tag, name); });
}

// These hold nothing, or end by themselves where the next of them begins.
constexpr std::array<std::string_view, 24> kShallow = {
    "area", "base", "br", "col", "embed", "hr",     "img",      "input", "link", "meta", "param", "source",
    "wbr",  "p",    "li", "dt",  "dd",    "option", "optgroup", "frame", "html", "head", "body",  "colgroup"};

// What begins a new cell or row ends everything that was left open in the one before.
constexpr std::array<std::string_view, 6> kTableParts = {"td", "th", "tr", "tbody", "thead", "tfoot"};

// Follows which elements are open, roughly as a browser does.
class Depth {
 public:
  bool begin(std::string_view tag) {
    if (is_one_of(tag, kTableParts) && !is_foreign()) return end_cell();
    if (!is_one_of(tag, kShallow)) open_.push_back(tag);
    return open_.size() <= kDeepestHtml;
  }
  void end(std::string_view tag) {
    const auto found = std::find_if(open_.rbegin(), open_.rend(), [&](auto open) { return same_tag(open, tag); });
    if (found != open_.rend()) open_.erase(std::prev(found.base()), open_.end());
  }

 private:
  // Without a table around they are nothing.
  bool end_cell() {
    const auto table = last_of([](std::string_view open) { return same_tag(open, "table"); });
    if (table != open_.rend()) open_.erase(table.base(), open_.end());
    return true;
  }
  // In these, parts of tables are elements like others.
  bool is_foreign() {
    constexpr std::array<std::string_view, 4> kThere = {"table", "svg", "math", "template"};
    const auto there = last_of([&](std::string_view open) { return is_one_of(open, kThere); });
    return there != open_.rend() && !same_tag(*there, "table");
  }
  std::vector<std::string_view>::reverse_iterator last_of(const auto& fits) {
    return std::find_if(open_.rbegin(), open_.rend(), fits);
  }

  std::vector<std::string_view> open_;
};

std::string_view name_at(std::string_view text) {
  const auto is_letter = [](char c) { return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9'); };
  const auto end = std::ranges::find_if_not(text, is_letter);
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

}  // namespace

std::string_view excess_of_html(std::string_view text) {
  if (text.size() > kLongestHtml) return "the page is too long";
  Depth depth;
  std::size_t tags = 0;
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    if (++tags > kMostHtmlTags) return "the page has too many tags";
    const bool closes = text.substr(at + 1).starts_with('/');
    const auto tag = name_at(text.substr(at + (closes ? 2 : 1)));
    if (tag.empty()) continue;
    if (closes) depth.end(tag);
    if (!closes && !depth.begin(tag)) return "the page is nested too deeply";
  }
  return {};
}

}  // namespace muster::kit
