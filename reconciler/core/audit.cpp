#include "reconciler/core/audit.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "reconciler/core/byte_text.h"
#include "reconciler/core/digest.h"

namespace muster::core {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 6> kEvents = {"write", "settled", "adopted", "forgotten", "privilege", "bound"};

Json optional_text(const std::optional<std::string>& text) { return text ? Json(*text) : Json(nullptr); }

Json field_json(const FieldDifference& field) {
  Json json = {
      {"path", field.path}, {"drift", field.drift}, {"unverifiable", field.unverifiable}, {"note", field.note}};
  if (field.is_set) {
    json["exact"] = field.exact;
    json["added"] = field.added;
    json["removed"] = field.removed;
    json["kept"] = field.kept;
  } else {
    json["before"] = optional_text(field.before);
    json["after"] = optional_text(field.after);
  }
  return json;
}

std::optional<std::string> read_optional(MemberReader& reader, const char* member) {
  const Json* json = reader.find(member);
  if (json != nullptr && json->is_null()) return std::nullopt;
  return reader.text(member);
}

std::vector<std::string> read_texts(MemberReader& reader, const char* member) {
  std::vector<std::string> texts;
  for (const Json& each : reader.array(member)) {
    if (!read_byte_text(each, texts.emplace_back())) reader.refuse();
  }
  return texts;
}

FieldDifference read_field(MemberReader& record, const Json& json) {
  MemberReader reader(json);
  FieldDifference field;
  field.path = reader.text("path");
  field.drift = reader.boolean("drift");
  field.unverifiable = reader.boolean("unverifiable");
  field.note = reader.text("note");
  field.is_set = reader.find("added") != nullptr;
  if (field.is_set) {
    field.exact = reader.boolean("exact");
    field.added = read_texts(reader, "added");
    field.removed = read_texts(reader, "removed");
    field.kept = read_texts(reader, "kept");
  } else {
    field.before = read_optional(reader, "before");
    field.after = read_optional(reader, "after");
  }
  if (!reader.ok()) record.refuse();
  return field;
}

AuditEvent read_event(MemberReader& reader) {
  const std::string name = reader.text("event");
  const auto at = std::ranges::find(kEvents, name);
  if (at == kEvents.end()) {
    reader.refuse();
    return AuditEvent::write;
  }
  return static_cast<AuditEvent>(at - kEvents.begin());
}

void read_texts_of(MemberReader& reader, AuditRecord& record) {
  record.system = reader.text("system");
  record.entity = EntityKey(reader.text("key_system"), reader.text("entity"), reader.text("key"));
  record.name = reader.text("name");
  record.action = reader.text("action");
  record.outcome = reader.text("outcome");
  if (reader.find("person") != nullptr) record.person = reader.text("person");
  record.sentence = reader.text("sentence");
  record.commit = reader.text("commit");
  record.plan_id = reader.text("plan_id");
  record.request_id = reader.text("request_id");
}

}  // namespace

std::string_view to_text(AuditEvent event) { return kEvents.at(static_cast<std::size_t>(event)); }

std::string audit_line(const AuditRecord& record, std::int64_t number) {
  Json json = {{"number", number},
               {"at", record.at.time_since_epoch().count()},
               {"system", record.system},
               {"event", to_text(record.event)},
               {"key_system", record.entity.system},
               {"entity", record.entity.entity},
               {"key", record.entity.name},
               {"name", record.name},
               {"action", record.action},
               {"outcome", record.outcome},
               {"sentence", record.sentence},
               {"commit", record.commit},
               {"plan_id", record.plan_id},
               {"request_id", record.request_id},
               {"fields", Json::array()}};
  if (!record.person.empty()) json["person"] = record.person;
  for (const FieldDifference& field : record.fields) json["fields"].push_back(field_json(field));
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<NumberedRecord> parse_audit_line(std::string_view line) {
  const Json json = Json::parse(line, nullptr, false);
  MemberReader reader(json);
  NumberedRecord read;
  read.number = reader.number("number");
  read.record.at = WallMillis(std::chrono::milliseconds(reader.number("at")));
  read.record.event = read_event(reader);
  read_texts_of(reader, read.record);
  for (const Json& field : reader.array("fields")) read.record.fields.push_back(read_field(reader, field));
  if (!reader.ok()) return std::nullopt;
  return read;
}

// Plain concatenation, so that anybody can check it with sha256sum: a hash has one length and a line begins with "{".
std::string chain_hash(std::string_view previous, std::string_view line) {
  return sha256_hex(std::string(previous).append(line));
}

}  // namespace muster::core
