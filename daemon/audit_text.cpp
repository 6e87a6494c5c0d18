#include "daemon/audit_text.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace muster::daemon {
namespace {

using Json = nlohmann::ordered_json;
using core::Tone;

std::string shown(const std::optional<std::string>& value) { return value ? *value : "(nothing)"; }

std::string field_text(const core::FieldDifference& field) {
  if (!field.is_set) return fmt::format("{}: {} -> {}", field.path, shown(field.before), shown(field.after));
  std::string text = field.path + ":";
  for (const auto& member : field.added) text += " +" + member;
  for (const auto& member : field.removed) text += " -" + member;
  return text;
}

// What exists of: the action and its outcome, then the object.
std::string what_text(const core::AuditRecord& record) {
  std::string text(core::to_text(record.event));
  for (const std::string* word : {&record.action, &record.entity.entity, &record.name, &record.outcome}) {
    if (!word->empty()) text += " " + *word;
  }
  return text;
}

void add_details(core::StyledText& text, const core::AuditRecord& record) {
  for (const auto& field : record.fields) text.begin(4).add(field_text(field)).end();
  const std::pair<std::string_view, const std::string*> origins[] = {
      {"commit", &record.commit}, {"plan", &record.plan_id}, {"request", &record.request_id}};
  for (const auto& [label, value] : origins) {
    if (!value->empty()) text.begin(4).add(fmt::format("{} {}", label, *value), Tone::quiet).end();
  }
}

Json optional_text(const std::optional<std::string>& text) { return text ? Json(*text) : Json(nullptr); }

Json field_json(const core::FieldDifference& field) {
  Json json = {{"path", field.path}};
  if (field.is_set) {
    json["added"] = field.added;
    json["removed"] = field.removed;
  } else {
    json["before"] = optional_text(field.before);
    json["after"] = optional_text(field.after);
  }
  return json;
}

Json record_json(const core::NumberedRecord& each) {
  const core::AuditRecord& record = each.record;
  Json json = {{"system", record.system},
               {"number", each.number},
               {"at", core::to_iso8601(record.at)},
               {"event", core::to_text(record.event)},
               {"entity", record.entity.entity},
               {"name", record.name},
               {"action", record.action},
               {"outcome", record.outcome},
               {"sentence", record.sentence},
               {"commit", record.commit},
               {"planId", record.plan_id},
               {"requestId", record.request_id},
               {"fields", Json::array()}};
  for (const auto& field : record.fields) json["fields"].push_back(field_json(field));
  return json;
}

}  // namespace

std::string audit_text(const std::vector<core::NumberedRecord>& records, AuditDetail detail,
                       const core::TextStyle& style) {
  core::StyledText text(style);
  for (const auto& [number, record] : records) {
    text.begin(0).add(core::to_iso8601(record.at), Tone::quiet);
    text.add(fmt::format(" {} #{} ", record.system, number)).add(what_text(record), Tone::strong);
    if (!record.sentence.empty()) text.add(": " + record.sentence);
    text.end();
    if (detail == AuditDetail::everything) add_details(text, record);
  }
  return text.take();
}

std::string audit_json(const std::vector<core::NumberedRecord>& records) {
  Json json = {{"formatVersion", 1}, {"records", Json::array()}};
  for (const auto& each : records) json["records"].push_back(record_json(each));
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace muster::daemon
