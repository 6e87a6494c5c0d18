// XML for requests, made of the elements that xml_read knows.
#pragma once

#include <string>
#include <string_view>

#include "providers/kit/xml_read.h"

namespace muster::kit {

// The document, with its declaration, on one line. Everything in text and attributes is escaped; an element without
// text and children is <a/>. `text` comes before the children.
[[nodiscard]] std::string write_xml(const XmlElement& root);

// Whether XML 1.0 can say the text at all: UTF-8 without control characters but tab and the ends of lines.
[[nodiscard]] bool is_xml_text(std::string_view text);

// The child of that name, made where there is none.
[[nodiscard]] XmlElement& child_of(XmlElement& parent, std::string_view name);
// One more child.
XmlElement& add_child(XmlElement& parent, std::string_view name, std::string_view text = {});

}  // namespace muster::kit
