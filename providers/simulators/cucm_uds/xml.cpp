#include "providers/simulators/cucm_uds/xml.h"

#include <algorithm>

#include <pugixml.hpp>

namespace muster::simulators::cucm_uds {
namespace {

constexpr int kDeepest = 50;

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out.append("&amp;");
        break;
      case '<':
        out.append("&lt;");
        break;
      case '>':
        out.append("&gt;");
        break;
      case '"':
        out.append("&quot;");
        break;
      default:
        out.push_back(c);
    }
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const auto first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

class Writer {
 public:
  Writer(std::string& out, EmptyElement empty) : out_(out), empty_(empty) {}

  void write(const Element& element) {
    out_.append("<").append(element.name);
    for (const auto& [name, value] : element.attributes) {
      out_.append(" ").append(name).append("=\"").append(escaped(value)).append("\"");
    }
    if (element.text.empty() && element.children.empty() && writes_short()) {
      out_.append("/>");
      return;
    }
    out_.append(">").append(escaped(element.text));
    for (const auto& child : element.children) write(child);
    out_.append("</").append(element.name).append(">");
  }

 private:
  bool writes_short() {
    if (empty_ == EmptyElement::mixed) return ++empties_ % 2 == 0;
    return empty_ == EmptyElement::short_form;
  }

  std::string& out_;
  EmptyElement empty_;
  std::size_t empties_ = 0;
};

std::optional<Element> element_of(const pugi::xml_node& node, int depth) {
  if (depth > kDeepest) return std::nullopt;
  Element element(node.name());
  std::string text;
  for (const auto& attribute : node.attributes()) element.with(attribute.name(), attribute.value());
  for (const auto& child : node.children()) {
    const bool is_text = child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata;
    if (is_text) text.append(child.value());
    if (child.type() != pugi::node_element) continue;
    auto inner = element_of(child, depth + 1);
    if (!inner) return std::nullopt;
    element.add(std::move(*inner));
  }
  element.text = trimmed(text);
  return element;
}

}  // namespace

Element& Element::with(std::string_view attribute, std::string_view value) {
  attributes.emplace_back(attribute, value);
  return *this;
}

Element& Element::add(Element child) {
  children.push_back(std::move(child));
  return *this;
}

const Element* Element::find(std::string_view child) const {
  const auto found = std::ranges::find(children, child, &Element::name);
  return found == children.end() ? nullptr : &*found;
}

std::vector<const Element*> Element::all(std::string_view child) const {
  std::vector<const Element*> found;
  for (const auto& one : children) {
    if (one.name == child) found.push_back(&one);
  }
  return found;
}

std::string Element::attribute(std::string_view wanted) const {
  const auto found = std::ranges::find(attributes, wanted, [](const auto& pair) { return pair.first; });
  return found == attributes.end() ? "" : found->second;
}

std::string Element::text_of(std::string_view child) const {
  const Element* found = find(child);
  return found == nullptr ? "" : found->text;
}

std::string xml_text(const Element& root, EmptyElement empty) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
  Writer(out, empty).write(root);
  return out;
}

std::optional<Element> read_xml(const std::string& text) {
  pugi::xml_document document;
  const auto read = document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_doctype);
  if (!read) return std::nullopt;
  for (const auto& node : document.children()) {
    if (node.type() == pugi::node_doctype) return std::nullopt;
  }
  return element_of(document.document_element(), 0);
}

}  // namespace muster::simulators::cucm_uds
