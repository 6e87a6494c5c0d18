// A JSON object as the XML that says the same: members are elements, "@name" is an attribute, an array repeats its
// element.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace muster::simulators::uccx {

using Tree = nlohmann::ordered_json;

[[nodiscard]] std::string xml_text(std::string_view root, const Tree& tree);
// The way back, of the root's children: every value is text. Nothing: it is not well-formed.
[[nodiscard]] std::optional<Tree> read_xml(const std::string& text);
// Of text in XML and in HTML: & < > " as references.
[[nodiscard]] std::string escaped(std::string_view text);

}  // namespace muster::simulators::uccx
