#include "providers/kit/xml_read.h"

#include <algorithm>
#include <pugixml.hpp>

#include "providers/kit/charset.h"
#include "reconciler/core/name.h"

namespace muster::kit {

namespace {

core::Error protocol(std::string_view clause) { return core::Error(core::ErrorKind::protocol, std::string(clause)); }

// One step of a walk through the whole document; depth follows.
pugi::xml_node next(pugi::xml_node node, std::size_t& depth) {
  if (node.first_child()) {
    ++depth;
    return node.first_child();
  }
  while (node && !node.next_sibling()) {
    node = node.parent();
    --depth;
    if (depth == 0) return {};
  }
  return node.next_sibling();
}

bool is_shallow(const pugi::xml_document& document) {
  std::size_t depth = 1;
  for (auto node = document.first_child(); node; node = next(node, depth)) {
    if (depth > kDeepestXml + 1) return false;
  }
  return true;
}

// The depth is known to be small.
XmlElement element_of(const pugi::xml_node& node) {
  XmlElement element;
  element.name = node.name();
  for (const auto& attribute : node.attributes()) element.attributes.emplace_back(attribute.name(), attribute.value());
  for (const auto& child : node.children()) {
    const bool is_text = child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata;
    if (is_text) element.text += child.value();
    if (child.type() == pugi::node_element) element.children.push_back(element_of(child));
  }
  return element;
}

bool has_document_type(std::string_view text) {
  return text.find("<!DOCTYPE") != std::string_view::npos || text.find("<!ENTITY") != std::string_view::npos;
}

}  // namespace

const XmlElement* XmlElement::child(std::string_view child_name) const {
  const auto found = std::ranges::find(children, child_name, &XmlElement::name);
  return found == children.end() ? nullptr : &*found;
}

std::optional<std::string_view> XmlElement::attribute(std::string_view attribute_name) const {
  const auto found = std::ranges::find(attributes, attribute_name, &std::pair<std::string, std::string>::first);
  if (found == attributes.end()) return std::nullopt;
  return found->second;
}

std::string XmlElement::text_of(std::string_view child_name) const {
  const auto* found = child(child_name);
  return found == nullptr ? std::string() : std::string(core::trim(found->text));
}

core::Result<XmlElement> read_xml(std::string_view text) {
  if (text.size() > kLongestXml) return std::unexpected(protocol("the answer is too long"));
  if (has_document_type(text)) return std::unexpected(protocol("the answer has a document type of its own"));
  if (!is_utf8(text)) return std::unexpected(protocol("the answer is not UTF-8"));
  pugi::xml_document document;
  const auto parsed = document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!parsed || !document.document_element()) return std::unexpected(protocol("the answer is not XML"));
  if (!is_shallow(document)) return std::unexpected(protocol("the answer is nested too deeply"));
  return element_of(document.document_element());
}

}  // namespace muster::kit
