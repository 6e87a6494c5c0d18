#include "reconciler/manifest/schedule_reading.h"

#include <fmt/format.h>

#include <algorithm>

#include "reconciler/manifest/scalar.h"
#include "reconciler/manifest/suggestion.h"
#include "reconciler/manifest/time_reading.h"
#include "reconciler/manifest/words.h"
#include "reconciler/manifest/yaml_syntax.h"

namespace muster::manifest {

namespace {

constexpr std::string_view kWantedDays = "a day such as Mon, a range such as Mon-Fri, a list of them, or daily";

class WindowReader {
 public:
  explicit WindowReader(FileProblems& problems) : problems_(problems) {}

  std::optional<core::Window> read(const Node& node);

 private:
  void days(const Node& node);
  void some_days(const Node& node);
  [[nodiscard]] std::optional<std::size_t> day(const Node& node, std::string_view word);
  void time_zone(const Node& node);
  void fail(const Node& node, std::string_view code, std::string what) {
    problems_.error(node, code, std::move(what));
    good_ = false;
  }

  FileProblems& problems_;
  core::Window window_;
  bool good_ = true;
};

std::optional<std::size_t> WindowReader::day(const Node& node, std::string_view word) {
  const auto at = std::ranges::find(kDays, word);
  if (at != kDays.end()) return static_cast<std::size_t>(at - kDays.begin());
  std::vector<std::string_view> words(kDays.begin(), kDays.end());
  words.push_back(kDaily);
  fail(node, "value",
       fmt::format("windows.days must be {}, not {}{}", kWantedDays, shown(node.text()), did_you_mean(word, words)));
  return std::nullopt;
}

// "Mon", or "Sat-Mon", which goes on through Sunday.
void WindowReader::some_days(const Node& node) {
  const auto text = read_scalar(node, "windows.days", kWantedDays, problems_);
  if (!text) return void(good_ = false);
  const auto dash = text->find('-');
  const auto first = day(node, text->substr(0, dash));
  if (!first) return;
  const auto last = dash == std::string::npos ? first : day(node, text->substr(dash + 1));
  if (!last) return;
  for (std::size_t each = *first;; each = (each + 1) % kDays.size()) {
    if (window_.days[each]) return fail(node, "duplicate", fmt::format("{} is in windows.days twice", kDays[each]));
    window_.days[each] = true;
    if (each == *last) return;
  }
}

void WindowReader::days(const Node& node) {
  if (node.is_scalar() && node.text() == kDaily) {
    window_.days.fill(true);
  } else if (node.is_sequence() && node.size() == 0) {
    fail(node, "value", "windows.days is empty, so the window would never open; name a day, or take the window out");
  } else if (node.is_sequence()) {
    for_each_item(node, [this](const Node& item) { some_days(item); });
  } else {
    some_days(node);
  }
}

void WindowReader::time_zone(const Node& node) {
  const auto name = read_text(node, "windows.timeZone", problems_);
  if (!name) return void(good_ = false);
  window_.time_zone = *name;
  if (core::is_time_zone(*name)) return;
  const auto known = core::time_zones();
  const std::vector<std::string_view> words(known.begin(), known.end());
  fail(node, "value",
       known.empty() ? fmt::format("windows.timeZone {} cannot be looked up: this machine has no time zones; install "
                                   "the package tzdata",
                                   shown(*name))
                     : fmt::format("windows.timeZone must be a time zone such as Europe/Berlin or UTC, not {}{}",
                                   shown(*name), did_you_mean(*name, words)));
}

std::optional<core::Window> WindowReader::read(const Node& node) {
  if (!expect_map(node, "each of windows", problems_)) return std::nullopt;
  check_keys(node, "each of windows", kWindowKeys, problems_);
  const auto days_node = node.find("days");
  const auto from = node.find("from");
  const auto to = node.find("to");
  if (!days_node || !from || !to) fail(node, "missing", "each of windows needs days, from and to");
  if (days_node) days(*days_node);
  const auto opens = from ? read_time_of_day(*from, "windows.from", problems_) : std::nullopt;
  const auto closes = to ? read_time_of_day(*to, "windows.to", problems_) : std::nullopt;
  if (const auto zone = node.find("timeZone")) time_zone(*zone);
  if (!good_ || !opens || !closes) return std::nullopt;
  window_.from = *opens;
  window_.to = *closes;
  return window_;
}

}  // namespace

void read_windows(const Node& node, core::SystemSpec& spec, FileProblems& problems) {
  if (!expect_sequence(node, "windows", problems)) return;
  if (node.size() == 0 || node.size() > kMostWindows) {
    problems.error(node, "value",
                   fmt::format("windows must hold 1 to {} windows; without the key every time will do", kMostWindows));
    return;
  }
  for_each_item(node, [&](const Node& item) {
    if (auto window = WindowReader(problems).read(item)) spec.windows.push_back(*std::move(window));
  });
}

void read_pause(const Node& node, core::SystemSpec& spec, FileProblems& problems) {
  if (!expect_map(node, "pause", problems)) return;
  check_keys(node, "pause", kPauseKeys, problems);
  core::Pause pause;
  const auto until = node.find("until");
  if (until) pause.until = read_deadline(*until, "pause.until", problems);
  const auto reason = node.find("reason");
  if (!reason) return problems.error(node, "missing", "pause needs a reason; everybody who waits for it will read it");
  auto text = read_line(*reason, "pause.reason", problems);
  if (!text || (until && !pause.until)) return;
  pause.reason = *std::move(text);
  spec.pause = std::move(pause);
}

void read_delete_after(const Node& node, core::SystemSpec& spec, FileProblems& problems) {
  if (const auto duration = read_duration(node, "deleteAfter", problems)) spec.delete_after = duration;
}

}  // namespace muster::manifest
