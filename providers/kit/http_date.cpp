#include "providers/kit/http_date.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace muster::kit {

namespace {

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::vector<std::string_view> words(std::string_view text) {
  constexpr std::string_view kBetween = " ,-\t";
  std::vector<std::string_view> result;
  while (true) {
    const auto start = text.find_first_not_of(kBetween);
    if (start == std::string_view::npos) return result;
    text.remove_prefix(start);
    const auto end = std::min(text.find_first_of(kBetween), text.size());
    result.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

std::optional<int> number(std::string_view text, std::size_t most_digits) {
  int value = 0;
  if (text.empty() || text.size() > most_digits || text.front() == '-') return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<unsigned> month(std::string_view text) {
  if (text.size() != 3) return std::nullopt;
  const std::array<char, 3> folded = {lower(text[0]), lower(text[1]), lower(text[2])};
  const auto found = std::find(kMonths.begin(), kMonths.end(), std::string_view(folded.data(), folded.size()));
  if (found == kMonths.end()) return std::nullopt;
  return static_cast<unsigned>(found - kMonths.begin()) + 1;
}

std::optional<std::chrono::seconds> time_of_day(std::string_view text) {
  if (text.size() != 8 || text[2] != ':' || text[5] != ':') return std::nullopt;
  const auto hour = number(text.substr(0, 2), 2);
  const auto minute = number(text.substr(3, 2), 2);
  const auto second = number(text.substr(6, 2), 2);
  if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  return std::chrono::hours(*hour) + std::chrono::minutes(*minute) + std::chrono::seconds(*second);
}

std::optional<int> year(std::string_view text) {
  const auto value = number(text, 4);
  if (!value || (text.size() != 2 && text.size() != 4)) return std::nullopt;
  if (text.size() == 4) return value;
  return *value < 70 ? 2000 + *value : 1900 + *value;
}

struct Parts {
  std::string_view day, month, year, time;
};

std::optional<std::chrono::sys_seconds> assemble(const Parts& parts) {
  const auto d = number(parts.day, 2);
  const auto m = month(parts.month);
  const auto y = year(parts.year);
  const auto time = time_of_day(parts.time);
  if (!d || !m || !y || !time) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*y), std::chrono::month(*m),
                                         std::chrono::day(static_cast<unsigned>(*d))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date) + *time;
}

}  // namespace

std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text) {
  const auto word = words(text);
  if (word.size() < 5 || word.size() > 6) return std::nullopt;
  if (word.size() == 5) return assemble({word[2], word[1], word[4], word[3]});  // asctime
  if (word[5] != "GMT" && word[5] != "UTC") return std::nullopt;
  return assemble({word[1], word[2], word[3], word[4]});
}

}  // namespace muster::kit
