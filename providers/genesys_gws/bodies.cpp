// The bodies of writes.
#include <nlohmann/json.hpp>

#include "providers/genesys_gws/catalog.h"
#include "providers/genesys_gws/convert.h"

namespace muster::genesys_gws {

using core::FieldWrite;
using nlohmann::json;

namespace {

bool has_call_of_its_own(const FieldWrite& write) { return write.field == field::devices; }

json value_of(const FieldWrite& write, const core::FieldRule& rule) {
  if (write.kind == core::WishKind::secret) return write.secret.reveal();
  if (rule.type == core::ValueType::text_set) return write.members;  // always the whole set: a PUT replaces it
  if (rule.type == core::ValueType::boolean) return write.value == "true";
  return write.value;
}

json fields_of(const core::Write& write) {
  json body = json::object();
  const auto& rules = catalog().entities[kUser].fields;
  for (const auto& one : write.fields) {
    if (has_call_of_its_own(one)) continue;
    const auto& rule = rules[one.field];
    const bool create_only = rule.owner == core::Owner::write_once && write.action != core::WriteAction::create;
    if (!create_only && rule.owner != core::Owner::system) body[std::string(rule.path)] = value_of(one, rule);
  }
  return body;
}

}  // namespace

std::string create_body(const core::Write& write) {
  json body = fields_of(write);
  body["userName"] = write.name;
  return body.dump();
}

std::string update_body(const core::Write& write) { return fields_of(write).dump(); }

std::string device_body(std::string_view phone_number) { return json{{"phoneNumber", phone_number}}.dump(); }

}  // namespace muster::genesys_gws
