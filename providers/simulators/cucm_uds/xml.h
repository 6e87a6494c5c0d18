// XML as a tree of elements: what bodies are read into and answers are written from.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "providers/simulators/cucm_uds/quirks.h"

namespace muster::simulators::cucm_uds {

struct Element {
  std::string name;
  std::string text;
  std::vector<std::pair<std::string, std::string>> attributes;
  std::vector<Element> children;

  explicit Element(std::string_view element_name, std::string_view content = {}) : name(element_name), text(content) {}
  // Both return this element.
  Element& with(std::string_view attribute, std::string_view value);
  Element& add(Element child);
  Element& add(std::string_view child, std::string_view content) { return add(Element(child, content)); }
  Element& add(std::string_view child, bool value) { return add(Element(child, value ? "true" : "false")); }
  Element& add(std::string_view child, const char* content) { return add(Element(child, content)); }

  [[nodiscard]] const Element* find(std::string_view child) const;
  [[nodiscard]] std::vector<const Element*> all(std::string_view child) const;
  [[nodiscard]] std::string attribute(std::string_view wanted) const;  // "" where it is not there
  [[nodiscard]] std::string text_of(std::string_view child) const;     // likewise
};

// With the declaration that the vendor writes.
[[nodiscard]] std::string xml_text(const Element& root, EmptyElement empty);
// The root element, texts trimmed. Nothing: it is not well-formed, or declares a document type.
[[nodiscard]] std::optional<Element> read_xml(const std::string& text);

}  // namespace muster::simulators::cucm_uds
