#include "providers/kit/xml_write.h"

#include <algorithm>

#include "providers/kit/charset.h"

namespace muster::kit {

namespace {

// A carriage return as it is would be read as the end of a line.
void escape(std::string_view text, std::string& out) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\r':
        out += "&#13;";
        break;
      default:
        out += c;
    }
  }
}

// The depth is what muster itself makes.
void write(const XmlElement& element, std::string& out) {
  out += '<';
  out += element.name;
  for (const auto& [name, value] : element.attributes) {
    out += ' ';
    out += name;
    out += "=\"";
    escape(value, out);
    out += '"';
  }
  if (element.text.empty() && element.children.empty()) {
    out += "/>";
    return;
  }
  out += '>';
  escape(element.text, out);
  for (const auto& child : element.children) write(child, out);
  out += "</";
  out += element.name;
  out += '>';
}

}  // namespace

std::string write_xml(const XmlElement& root) {
  std::string out = R"(<?xml version="1.0" encoding="UTF-8"?>)";
  write(root, out);
  return out;
}

bool is_xml_text(std::string_view text) {
  const auto is_allowed = [](char c) {
    return static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n' || c == '\r';
  };
  return is_utf8(text) && std::ranges::all_of(text, is_allowed);
}

XmlElement& child_of(XmlElement& parent, std::string_view name) {
  const auto found = std::ranges::find(parent.children, name, &XmlElement::name);
  return found == parent.children.end() ? add_child(parent, name) : *found;
}

XmlElement& add_child(XmlElement& parent, std::string_view name, std::string_view text) {
  XmlElement child;
  child.name = name;
  child.text = text;
  parent.children.push_back(std::move(child));
  return parent.children.back();
}

}  // namespace muster::kit
