#include <nlohmann/json.hpp>

#include <limits>

#include "reconciler/core/enforced.h"

namespace muster::core {
namespace {

using Json = nlohmann::ordered_json;

struct Malformed {};

Json json_of(const Limit& limit) { return {{"percent", limit.percent}, {"number", limit.number}}; }

Json json_of(const Guards& guards) {
  return {{"maxRemovals", json_of(guards.max_removals)},
          {"maxUpdates", json_of(guards.max_updates)},
          {"maxMemberRemovals", json_of(guards.max_member_removals)},
          {"minAdmins", guards.min_admins},
          {"requiredAdmins", guards.required_admins}};
}

Json json_of(const Override& each) {
  return {{"name", each.name},    {"guard", each.guard}, {"system", each.system},
          {"kind", each.kind},    {"names", each.names}, {"expires", each.expires.time_since_epoch().count()},
          {"reason", each.reason}};
}

Json json_of(const EnforcedPolicy& policy) {
  Json json = {{"commit", policy.commit}, {"guards", json_of(policy.guards)}};
  json["protected"] = Json::array();
  for (const EntityKey& key : policy.protected_objects) json["protected"].push_back({key.system, key.entity, key.name});
  json["documents"] = Json::object();
  for (const auto& [kind, count] : policy.documents) json["documents"][kind] = count;
  json["overrides"] = Json::array();
  for (const Override& each : policy.overrides) json["overrides"].push_back(json_of(each));
  return json;
}

// Readers: whatever is not as written above ends the reading.
const Json& member(const Json& json, const char* name) {
  const auto at = json.is_object() ? json.find(name) : json.end();
  if (!json.is_object() || at == json.end()) throw Malformed{};
  return *at;
}

std::string text(const Json& json) {
  if (!json.is_string()) throw Malformed{};
  return json.get<std::string>();
}

std::int64_t number(const Json& json, std::int64_t least, std::int64_t most) {
  if (!json.is_number_integer() || (json.is_number_unsigned() && json.get<std::uint64_t>() > INT64_MAX)) {
    throw Malformed{};
  }
  const auto value = json.get<std::int64_t>();
  if (value < least || value > most) throw Malformed{};
  return value;
}

int small_number(const Json& json) { return static_cast<int>(number(json, 0, std::numeric_limits<int>::max())); }

const Json& list(const Json& json) {
  if (!json.is_array()) throw Malformed{};
  return json;
}

std::vector<std::string> texts(const Json& json) {
  std::vector<std::string> all;
  for (const Json& each : list(json)) all.push_back(text(each));
  return all;
}

Limit limit(const Json& json) { return {small_number(member(json, "percent")), small_number(member(json, "number"))}; }

Guards guards(const Json& json) {
  Guards guards;
  guards.max_removals = limit(member(json, "maxRemovals"));
  guards.max_updates = limit(member(json, "maxUpdates"));
  guards.max_member_removals = limit(member(json, "maxMemberRemovals"));
  guards.min_admins = small_number(member(json, "minAdmins"));
  guards.required_admins = texts(member(json, "requiredAdmins"));
  return guards;
}

EntityKey key(const Json& json) {
  const std::vector<std::string> parts = texts(json);
  if (parts.size() != 3) throw Malformed{};
  return {parts[0], parts[1], parts[2]};
}

Override override_of(const Json& json) {
  Override each;
  each.name = text(member(json, "name"));
  each.guard = text(member(json, "guard"));
  each.system = text(member(json, "system"));
  each.kind = text(member(json, "kind"));
  each.names = texts(member(json, "names"));
  each.expires = WallMillis(std::chrono::milliseconds(number(member(json, "expires"), INT64_MIN, INT64_MAX)));
  each.reason = text(member(json, "reason"));
  return each;
}

std::optional<EnforcedPolicy> policy(const Json& json) {
  if (json.is_null()) return std::nullopt;
  EnforcedPolicy policy;
  policy.commit = text(member(json, "commit"));
  policy.guards = guards(member(json, "guards"));
  for (const Json& each : list(member(json, "protected"))) policy.protected_objects.push_back(key(each));
  const Json& documents = member(json, "documents");
  if (!documents.is_object()) throw Malformed{};
  for (const auto& [kind, count] : documents.items()) {
    policy.documents[kind] = static_cast<std::size_t>(number(count, 0, INT64_MAX));
  }
  for (const Json& each : list(member(json, "overrides"))) policy.overrides.push_back(override_of(each));
  return policy;
}

}  // namespace

std::string to_json(const EnforcedRecord& record) {
  Json json = {{"current", nullptr}, {"preceding", nullptr}};
  if (record.current) json["current"] = json_of(*record.current);
  if (record.preceding) json["preceding"] = json_of(*record.preceding);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<EnforcedRecord> parse_enforced(std::string_view json) {
  const Json parsed = Json::parse(json, nullptr, false);
  if (parsed.is_discarded()) return std::nullopt;
  try {
    return EnforcedRecord{policy(member(parsed, "current")), policy(member(parsed, "preceding"))};
  } catch (const Malformed&) {
    return std::nullopt;
  }
}

}  // namespace muster::core
