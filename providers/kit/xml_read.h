// XML from outside, read with suspicion: no document type, so no entities but the five; bounded in size and depth.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reconciler/core/error.h"

namespace muster::kit {

inline constexpr std::size_t kLongestXml = 8U << 20U;
inline constexpr std::size_t kDeepestXml = 32;

struct XmlElement {
  std::string name;
  std::string text;  // of its own, without that of the elements within
  std::vector<std::pair<std::string, std::string>> attributes;
  std::vector<XmlElement> children;

  // The first child of that name; null: there is none.
  [[nodiscard]] const XmlElement* child(std::string_view child_name) const;
  // Nothing: there is no such attribute.
  [[nodiscard]] std::optional<std::string_view> attribute(std::string_view attribute_name) const;
  // The text of the first child of that name, trimmed; empty when there is no such child.
  [[nodiscard]] std::string text_of(std::string_view child_name) const;
};

// The root. Errors (protocol): not well formed, not UTF-8, a document type, too long or too deep; the sentence is a
// clause such as "the answer is not XML" and repeats nothing of the text.
[[nodiscard]] core::Result<XmlElement> read_xml(std::string_view text);

}  // namespace muster::kit
