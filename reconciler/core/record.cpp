#include "reconciler/core/record.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace muster::core {

namespace {

using Json = nlohmann::json;

std::string masked(std::string_view text) {
  const std::size_t query = text.find('?');
  return query == std::string_view::npos ? std::string(text) : fmt::format("{}?***", text.substr(0, query));
}

bool is_known(std::string_view name, const FieldRule& rule) {
  return std::ranges::any_of(
      rule.parts, [&](const RecordPart& part) { return part.name == name || other_words(part.name) == name; });
}

// Whether the record says of that part what is asked, in its own words or in others.
bool says(const Record& record, const RecordPart& part, std::string_view asked) {
  for (const std::string& name : {std::string(part.name), other_words(part.name)}) {
    const auto at = record.parts.find(name);
    if (at != record.parts.end() && same(at->second.value_or(""), asked, part.compare)) return true;
  }
  return false;
}

void set_part(Record& record, const RecordPart& part, const std::optional<std::string>& asked) {
  if (asked && says(record, part, *asked)) return;
  record.parts.erase(std::string(part.name));
  record.parts.erase(other_words(part.name));
  if (asked) record.parts.emplace(part.name, asked);
}

}  // namespace

std::string other_words(std::string_view part) { return std::string(part) + "#"; }

std::string record_text(const Record& record) {
  Json json = Json::object();
  for (const auto& [name, value] : record.parts) json[name] = value ? Json(*value) : Json(nullptr);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<Record> parse_record(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  Record record;
  for (const auto& [name, value] : json.items()) {
    if (!value.is_null() && !value.is_string()) return std::nullopt;
    record.parts.emplace(name, value.is_null() ? std::nullopt : std::optional(value.get<std::string>()));
  }
  return record;
}

std::string member_key(std::string_view member, const FieldRule& rule) {
  if (rule.type != ValueType::records) return comparable(member, rule.compare);
  const RecordPart& key = rule.parts.front();
  const auto record = parse_record(member);
  const auto at = record ? record->parts.find(key.name) : decltype(record->parts.end()){};
  if (!record || at == record->parts.end()) return std::string(member);
  return comparable(at->second.value_or(""), key.compare);
}

bool same_member(std::string_view a, std::string_view b, const FieldRule& rule) {
  if (rule.type != ValueType::records) return same(a, b, rule.compare);
  return a == b || member_key(a, rule) == member_key(b, rule);
}

std::string completed_record(std::string_view stated, std::string_view live, const FieldRule& rule) {
  const Record asked = parse_record(stated).value_or(Record());
  Record record = parse_record(live).value_or(Record());
  std::erase_if(record.parts, [&](const auto& part) { return !is_known(part.first, rule); });
  for (const RecordPart& part : rule.parts) {
    const auto wish = asked.parts.find(part.name);
    if (wish != asked.parts.end()) set_part(record, part, wish->second);
  }
  return record_text(record);
}

std::string lacking_parts(std::string_view completed, const FieldRule& rule) {
  const Record record = parse_record(completed).value_or(Record());
  std::string lacking;
  for (const RecordPart& part : rule.parts) {
    if (!part.needed || record.parts.contains(part.name)) continue;
    if (!lacking.empty()) lacking += ", ";
    lacking += part.name;
  }
  return lacking;
}

std::string shown_member(std::string_view member, const FieldRule& rule) {
  const auto record = rule.type == ValueType::records ? parse_record(member) : std::nullopt;
  if (!record) return std::string(member);
  std::string text;
  for (const RecordPart& part : rule.parts) {
    const auto at = record->parts.find(part.name);
    if (at == record->parts.end()) continue;
    const std::string value = at->second ? (part.masked ? masked(*at->second) : *at->second) : "(default)";
    if (&part == &rule.parts.front()) {
      text = value + ":";
    } else {
      text += fmt::format("{}{} {}", text.ends_with(':') ? " " : ", ", part.name, value);
    }
  }
  // Parts that only the vendor's answer has, such as the one device on which a record is.
  for (const auto& [name, value] : record->parts) {
    if (!is_known(name, rule)) text += fmt::format(", {} {}", name, value.value_or(""));
  }
  return text.ends_with(':') ? text.substr(0, text.size() - 1) : text;
}

}  // namespace muster::core
