#include "providers/simulators/ameyo/body.h"

namespace muster::simulators::ameyo {

Accepted<Json> read_body(const Call& call) {
  const auto type = call.request.headers.find("Content-Type");
  if (!type || type->find("json") == std::string_view::npos) {
    return std::unexpected(Refusal{415, 99999, "unsupported.media.type", "", false});
  }
  auto body = Json::parse(call.request.body, nullptr, false);
  if (!body.is_object()) return std::unexpected(Refusal{400, 40001, "InvalidInput", "the body is no object", false});
  return body;
}

Accepted<std::optional<std::string>> text_of(const Json& body, const std::string& name) {
  const auto found = body.find(name);
  if (found == body.end() || found->is_null()) return std::nullopt;
  if (!found->is_string()) return command_failed("invalid.parameter", name);
  return found->get<std::string>();
}

Accepted<std::string> required_text(const Json& body, const std::string& name) {
  auto text = text_of(body, name);
  if (!text) return std::unexpected(text.error());
  if (!*text || (*text)->empty()) return missing(name);
  return **text;
}

bool is_true(const Json& body, const std::string& name) {
  const auto found = body.find(name);
  return found != body.end() && found->is_boolean() && found->get<bool>();
}

}  // namespace muster::simulators::ameyo
