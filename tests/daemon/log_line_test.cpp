#include "daemon/log_line.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace muster::daemon {
namespace {

EventRecord record(std::vector<std::pair<std::string, std::string>> fields) {
  const auto at = engine::WallTime(std::chrono::sys_days(std::chrono::year(2026) / 11 / 22));
  return {at, Severity::warning, "warned", "gws-emea", std::move(fields)};
}

// Reads logfmt as a collector does: a quote begins a value that ends at the next unescaped one.
std::string keys_of(const std::string& line) {
  std::string keys;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const std::size_t equals = line.find('=', i);
    keys += (keys.empty() ? "" : " ") + line.substr(i, equals - i);
    i = equals + 1;
    if (i < line.size() && line[i] == '"') {
      for (++i; i < line.size() && line[i] != '"'; ++i) i += line[i] == '\\' ? 1 : 0;
      ++i;
    } else {
      i = line.find(' ', i);
    }
    if (i >= line.size()) break;
  }
  return keys;
}

TEST(LogLine, IsKeysAndValues) {
  EXPECT_EQ(log_line(record({{"rows", "5"}, {"sentence", "a word or two"}}), {}),
            "time=2026-11-22T00:00:00Z level=warning event=warned system=gws-emea rows=5 sentence=\"a word or two\"");
}

TEST(LogLine, NoValueCanForgeALineOrAField) {
  const std::vector<std::string> evils = {"x\nlevel=error event=forged",
                                          "x\r\n",
                                          "a\" event=forged b=\"",
                                          "a\\",
                                          "\x1b[2J",
                                          "\u202e",
                                          "\u2028",
                                          "a=b",
                                          "\"",
                                          "",
                                          "\xff\xfe",
                                          std::string("nul\0x", 5)};
  for (const std::string& evil : evils) {
    const std::string line = log_line(record({{"name", evil}, {"last", "1"}}), {});
    EXPECT_EQ(line.find('\n'), std::string::npos);
    EXPECT_EQ(line.find('\r'), std::string::npos);
    EXPECT_EQ(line.find('\x1b'), std::string::npos);
    EXPECT_EQ(line.find('\0'), std::string::npos);
    EXPECT_EQ(keys_of(line), "time level event system name last") << line;
    EXPECT_TRUE(line.ends_with(" last=1")) << line;
  }
}

TEST(LogLine, QuotesInsideAValueAreEscapedSoThatItEndsWhereItEnds) {
  EXPECT_TRUE(log_line(record({{"name", "a\" b"}}), {}).ends_with(" name=\"a\\\" b\""));
}

TEST(LogLine, CutsAValueAt200CharactersAndASentenceLater) {
  const std::string line = log_line(record({{"body", std::string(5000, 'x')}}), {});
  EXPECT_LT(line.size(), 300U);
  const std::string told = log_line(record({{"sentence", std::string(5000, 'x')}}), {});
  EXPECT_GT(told.size(), 500U);
  EXPECT_LT(told.size(), 700U);
}

TEST(LogLine, IsOneJsonObjectWhenAskedFor) {
  LineStyle style;
  style.format = LogFormat::json;
  const std::string line = log_line(record({{"name", "a\n\"b\" \xff"}}), style);
  EXPECT_EQ(line.find('\n'), std::string::npos);
  const auto json = nlohmann::json::parse(line);
  EXPECT_EQ(json["time"], "2026-11-22T00:00:00Z");
  EXPECT_EQ(json["level"], "warning");
  EXPECT_EQ(json["system"], "gws-emea");
}

TEST(LogLine, TheJournalGetsTheLevelAndNoTime) {
  LineStyle style;
  style.time = false;
  style.priority = true;
  EXPECT_EQ(log_line(record({}), style), "<4>level=warning event=warned system=gws-emea");
  EventRecord error = record({});
  error.severity = Severity::error;
  EXPECT_TRUE(log_line(error, style).starts_with("<3>"));
}

}  // namespace
}  // namespace muster::daemon
