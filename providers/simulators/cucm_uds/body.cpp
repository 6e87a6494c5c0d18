#include "providers/simulators/cucm_uds/body.h"

#include <algorithm>

namespace muster::simulators::cucm_uds {

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789+*# ") == std::string_view::npos;
}

Accepted<Element> read_body(const Call& call, std::string_view root) {
  const auto type = call.request.headers.find("Content-Type");
  const bool declared = type && (type->starts_with("application/xml") || type->starts_with("text/xml"));
  if (!declared) return bad_value("The content type must be application/xml.");
  auto element = read_xml(call.request.body);
  if (!element) return bad_value("The body is not well-formed.");
  if (element->name != root) return bad_value("The body must be the element " + std::string(root) + ".");
  return std::move(*element);
}

Fields Fields::inside(std::string_view name) const {
  return {element == nullptr ? nullptr : element->find(name), wrong};
}

bool Fields::has(std::string_view name) const { return element != nullptr && element->find(name) != nullptr; }

std::optional<std::string> Fields::text(std::string_view name) const {
  const Element* found = element == nullptr || *wrong ? nullptr : element->find(name);
  return found == nullptr ? std::nullopt : std::optional(found->text);
}

void Fields::refuse(std::string message) const {
  if (!*wrong) *wrong = Refusal{415, std::move(message)};
}

void Fields::read(std::string_view name, bool& field, bool if_empty) const {
  const auto given = text(name);
  if (!given) return;
  if (!given->empty() && *given != "true" && *given != "false") return refuse(std::string(name) + " is true or false.");
  field = given->empty() ? if_empty : *given == "true";
}

void Fields::read(std::string_view name, std::string& field, std::string_view if_empty) const {
  const auto given = text(name);
  if (given) field = given->empty() ? std::string(if_empty) : *given;
}

void Fields::read_number(std::string_view name, std::string& field) const {
  const auto given = text(name);
  if (!given) return;
  if (!given->empty() && !is_number(*given)) return refuse(std::string(name) + " is no number that can be dialled.");
  field = *given;
}

void Fields::choose(std::string_view name, std::string& field, const Options& options) const {
  const auto given = text(name);
  if (!given) return;
  const bool known = given->empty() || std::ranges::count(options, *given, &Option::value) != 0;
  if (!known) return refuse(std::string(name) + " is none of the options.");
  field = *given;
}

}  // namespace muster::simulators::cucm_uds
