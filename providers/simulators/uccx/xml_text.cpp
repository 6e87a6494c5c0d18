#include "providers/simulators/uccx/xml_text.h"

#include <pugixml.hpp>

namespace muster::simulators::uccx {
namespace {

std::string plain(const Tree& value) {
  if (value.is_null()) return {};
  return escaped(value.is_string() ? value.get<std::string>() : value.dump());
}

void append(std::string& out, std::string_view name, const Tree& value) {
  if (value.is_array()) {
    for (const auto& item : value) append(out, name, item);
    return;
  }
  out.append("<").append(name);
  if (!value.is_object()) {
    out.append(">").append(plain(value)).append("</").append(name).append(">");
    return;
  }
  for (const auto& [key, member] : value.items()) {
    if (key.starts_with('@')) out.append(" ").append(key.substr(1)).append("=\"").append(plain(member)).append("\"");
  }
  out.append(">");
  for (const auto& [key, member] : value.items()) {
    if (!key.starts_with('@')) append(out, key, member);
  }
  out.append("</").append(name).append(">");
}

Tree tree_of(const pugi::xml_node& element) {
  const bool is_text =
      element.find_child([](const pugi::xml_node& child) { return child.type() == pugi::node_element; }).empty();
  if (is_text && !element.first_attribute() && element.first_child()) return element.child_value();
  Tree tree = Tree::object();
  for (const auto& attribute : element.attributes()) tree["@" + std::string(attribute.name())] = attribute.value();
  for (const auto& child : element.children()) {
    if (child.type() != pugi::node_element) continue;
    Tree& place = tree[child.name()];
    if (place.is_null()) {
      place = tree_of(child);
    } else {
      if (!place.is_array()) place = Tree::array({place});
      place.push_back(tree_of(child));
    }
  }
  return tree;
}

}  // namespace

std::optional<Tree> read_xml(const std::string& text) {
  pugi::xml_document document;
  if (!document.load_buffer(text.data(), text.size())) return std::nullopt;
  return tree_of(document.document_element());
}

std::string xml_text(std::string_view root, const Tree& tree) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  append(out, root, tree);
  return out;
}

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

}  // namespace muster::simulators::uccx
