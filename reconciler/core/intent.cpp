#include "reconciler/core/intent.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "reconciler/core/byte_text.h"

namespace muster::core {
namespace {

using Json = nlohmann::ordered_json;
using Texts = std::vector<std::string>;

constexpr std::array<std::string_view, 4> kWishKinds = {"value", "at_default", "secret", "set"};
constexpr std::array<std::string_view, 3> kParts = {"whole", "release", "acquire"};

std::array<std::string_view, 6> action_names() {
  std::array<std::string_view, 6> names;
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = to_text(static_cast<Action>(i));
  return names;
}

// The enumerator of that name; refused when there is none.
template <typename Enum, std::size_t kCount>
Enum read_enum(MemberReader& reader, const char* member, const std::array<std::string_view, kCount>& names) {
  const std::string name = reader.text(member);
  const auto at = std::ranges::find(names, name);
  if (at == names.end()) {
    reader.refuse();
    return Enum{};
  }
  return static_cast<Enum>(at - names.begin());
}

Json texts_json(const Texts& texts) {
  Json array = Json::array();
  for (const auto& each : texts) array.push_back(byte_text(each));
  return array;
}

Texts read_texts(MemberReader& reader, const char* member) {
  Texts texts;
  for (const Json& each : reader.array(member)) {
    if (!read_byte_text(each, texts.emplace_back())) reader.refuse();
  }
  return texts;
}

Json field_json(const IntentField& field) {
  Json json = {{"path", byte_text(field.path)},
               {"kind", kWishKinds.at(static_cast<std::size_t>(field.kind))},
               {"value", byte_text(field.value)},
               {"exact", field.set.exact},
               {"include", texts_json(field.set.include)},
               {"exclude", texts_json(field.set.exclude)},
               {"wish", byte_text(field.wish)},
               {"drift", field.drift}};
  if (!field.added.empty()) json["added"] = texts_json(field.added);
  if (!field.removed.empty()) json["removed"] = texts_json(field.removed);
  return json;
}

IntentField read_field(MemberReader& intent, const Json& json) {
  MemberReader reader(json);
  IntentField field;
  field.path = reader.text("path");
  field.kind = read_enum<WishKind>(reader, "kind", kWishKinds);
  field.value = reader.text("value");
  field.set.exact = reader.boolean("exact");
  field.set.include = read_texts(reader, "include");
  field.set.exclude = read_texts(reader, "exclude");
  field.wish = reader.text("wish");
  field.drift = reader.boolean("drift");
  if (reader.find("added") != nullptr) field.added = read_texts(reader, "added");
  if (reader.find("removed") != nullptr) field.removed = read_texts(reader, "removed");
  if (!reader.ok()) intent.refuse();
  return field;
}

Json key_json(const EntityKey& key) {
  return Json::array({byte_text(key.system), byte_text(key.entity), byte_text(key.name)});
}

EntityKey read_key(MemberReader& reader, const char* member) {
  const Texts parts = read_texts(reader, member);
  if (parts.size() == 3) return {parts[0], parts[1], parts[2]};
  reader.refuse();
  return {};
}

Json entry_json(const InventoryEntry& entry) {
  Json json = {{"entity", key_json(entry.key)},     {"id", byte_text(entry.id.text)},
               {"created", entry.created},          {"applied", byte_text(entry.applied.json())},
               {"commit", byte_text(entry.commit)}, {"absent_seen", entry.absent_seen},
               {"disabled", entry.disabled}};
  if (entry.absent_since) json["absent_since"] = entry.absent_since->time_since_epoch().count();
  return json;
}

WallMillis read_time(MemberReader& reader, const char* member) {
  return WallMillis(std::chrono::milliseconds(reader.number(member)));
}

InventoryEntry read_entry(MemberReader& intent, const Json& json) {
  MemberReader reader(json);
  InventoryEntry entry;
  entry.key = read_key(reader, "entity");
  entry.id = RemoteId(reader.text("id"));
  entry.created = reader.boolean("created");
  auto applied = AppliedFields::parse(reader.text("applied"));
  if (applied) entry.applied = std::move(*applied);
  entry.commit = reader.text("commit");
  entry.absent_seen = static_cast<int>(reader.number("absent_seen"));
  entry.disabled = reader.boolean("disabled");
  if (reader.find("absent_since") != nullptr) entry.absent_since = read_time(reader, "absent_since");
  if (!reader.ok() || !applied) intent.refuse();
  return entry;
}

// What the write is about, and under what it was begun.
void put_head(Json& json, const Intent& intent) {
  json["id"] = byte_text(intent.id);
  json["entity"] = key_json(intent.entity);
  json["name"] = byte_text(intent.name);
  if (!intent.person.empty()) json["person"] = byte_text(intent.person);
  json["kind"] = byte_text(intent.kind);
  json["remote_id"] = byte_text(intent.remote_id.text);
  json["action"] = to_text(intent.action);
  json["part"] = kParts.at(static_cast<std::size_t>(intent.part));
  json["plan_id"] = byte_text(intent.plan_id);
  json["commit"] = byte_text(intent.commit);
  json["fence"] = intent.fence;
  json["begun_at"] = intent.begun_at.time_since_epoch().count();
  json["deadline"] = intent.deadline.count();
}

void read_head(MemberReader& reader, Intent& intent) {
  intent.id = reader.text("id");
  intent.entity = read_key(reader, "entity");
  intent.name = reader.text("name");
  if (reader.find("person") != nullptr) intent.person = reader.text("person");
  intent.kind = reader.text("kind");
  intent.remote_id = RemoteId(reader.text("remote_id"));
  intent.action = read_enum<Action>(reader, "action", action_names());
  intent.part = read_enum<Part>(reader, "part", kParts);
  intent.plan_id = reader.text("plan_id");
  intent.commit = reader.text("commit");
  intent.fence = reader.number("fence");
  intent.begun_at = read_time(reader, "begun_at");
  intent.deadline = std::chrono::milliseconds(reader.number("deadline"));
}

bool may_have_happened(Outcome outcome) {
  switch (outcome) {
    case Outcome::verified:
    case Outcome::lagging:
    case Outcome::diverged:
    case Outcome::in_doubt:
      return true;
    case Outcome::unchanged:
    case Outcome::failed:
    case Outcome::skipped:
    case Outcome::stale:
    case Outcome::blocked:
    case Outcome::not_tried:
      break;
  }
  return false;
}

}  // namespace

std::optional<Intent> counted_as_sent(const Intent& intent, const Closing& closing) {
  if (may_have_happened(closing.outcome)) return intent;
  if (!closing.partly_removed) return std::nullopt;
  Intent part = intent;
  part.member_removals = *closing.partly_removed;
  return part;
}

std::string to_json(const Intent& intent) {
  Json json = Json::object();
  put_head(json, intent);
  json["fields"] = Json::array();
  for (const IntentField& field : intent.fields) json["fields"].push_back(field_json(field));
  json["member_removals"] = intent.member_removals;
  json["absence_proven"] = intent.absence_proven;
  if (intent.after) json["after"] = entry_json(*intent.after);
  return json.dump();
}

std::optional<Intent> parse_intent(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  MemberReader reader(json);
  Intent intent;
  read_head(reader, intent);
  for (const Json& field : reader.array("fields")) intent.fields.push_back(read_field(reader, field));
  intent.member_removals = static_cast<std::size_t>(reader.number("member_removals"));
  intent.absence_proven = reader.boolean("absence_proven");
  if (const Json* after = reader.find("after")) intent.after = read_entry(reader, *after);
  if (!reader.ok()) return std::nullopt;
  return intent;
}

}  // namespace muster::core
