#include "daemon/log_line.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "reconciler/core/display_text.h"
#include "reconciler/core/time_text.h"

namespace muster::daemon {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLongestValue = 200;
constexpr std::size_t kLongestSentence = 600;

std::string safe(std::string_view name, std::string_view value) {
  const bool sentence = name == "sentence" || name == "missing";
  return core::shorten(core::printable(value), sentence ? kLongestSentence : kLongestValue);
}

bool is_bare(std::string_view value) {
  return !value.empty() &&
         std::ranges::none_of(value, [](char c) { return c == ' ' || c == '"' || c == '=' || c == '\\'; });
}

void append_quoted(std::string& line, std::string_view value) {
  line += '"';
  for (const char c : value) {
    if (c == '"' || c == '\\') line += '\\';
    line += c;
  }
  line += '"';
}

void append_field(std::string& line, std::string_view name, std::string_view value) {
  const std::string shown = safe(name, value);
  line.append(line.empty() ? "" : " ").append(name).append("=");
  if (is_bare(shown)) {
    line += shown;
  } else {
    append_quoted(line, shown);
  }
}

std::string logfmt_line(const EventRecord& record, bool time) {
  std::string line;
  if (time) append_field(line, "time", core::to_iso8601(record.at));
  append_field(line, "level", to_text(record.severity));
  append_field(line, "event", record.event);
  if (!record.system.empty()) append_field(line, "system", record.system);
  for (const auto& [name, value] : record.fields) append_field(line, name, value);
  return line;
}

// A name that comes twice (missing) keeps the last value.
std::string json_line(const EventRecord& record, bool time) {
  Json json = Json::object();
  if (time) json["time"] = core::to_iso8601(record.at);
  json["level"] = to_text(record.severity);
  json["event"] = safe("event", record.event);
  if (!record.system.empty()) json["system"] = safe("system", record.system);
  for (const auto& [name, value] : record.fields) json[name] = safe(name, value);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

int syslog_level(Severity severity) {
  switch (severity) {
    case Severity::debug:
      return 7;
    case Severity::info:
      return 6;
    case Severity::warning:
      return 4;
    case Severity::error:
      break;
  }
  return 3;
}

}  // namespace

std::string log_line(const EventRecord& record, const LineStyle& style) {
  const std::string line =
      style.format == LogFormat::json ? json_line(record, style.time) : logfmt_line(record, style.time);
  return style.priority ? fmt::format("<{}>{}", syslog_level(record.severity), line) : line;
}

}  // namespace muster::daemon
