#include "providers/simulators/cucm_uds/shared_settings.h"

#include <algorithm>

namespace muster::simulators::cucm_uds {
namespace {

// What `of` gives for all items; `otherwise` where there are none.
template <typename Value, typename Items, typename Of>
std::optional<Value> shared(const Items& items, Value otherwise, Of of) {
  if (items.empty()) return otherwise;
  const Value first = of(items.front());
  const bool same = std::ranges::all_of(items, [&](const auto& item) { return of(item) == first; });
  return same ? std::optional(first) : std::nullopt;
}

using DialTexts = std::map<int, std::pair<std::string, std::string>>;

DialTexts texts_of(const std::map<int, SpeedDial>& dials) {
  DialTexts texts;
  for (const auto& [index, dial] : dials) texts[index] = {dial.number, dial.label};
  return texts;
}

std::vector<std::string> texts_of(const std::vector<Subscription>& services) {
  std::vector<std::string> texts;
  for (const auto& one : services) {
    texts.push_back(one.name + '\n' + one.service_id + '\n' + one.url + '\n' + one.secure_url);
  }
  std::ranges::sort(texts);
  return texts;
}

}  // namespace

std::optional<bool> shared_do_not_disturb(const User& user) {
  return shared(user.devices, user.do_not_disturb, [](const Device& device) { return device.do_not_disturb; });
}

std::optional<Forwarding> shared_forwarding(const User& user) {
  return shared(lines_of(user), Forwarding{}, [](const Line* line) { return line->forward_all; });
}

std::optional<bool> shared_log_missed(const User& user) {
  return shared(lines_of(user), true, [](const Line* line) { return line->log_missed; });
}

std::optional<std::map<int, SpeedDial>> shared_speed_dials(const User& user) {
  const auto same =
      shared(user.devices, DialTexts{}, [](const Device& device) { return texts_of(device.speed_dials); });
  if (!same) return std::nullopt;
  return user.devices.empty() ? std::map<int, SpeedDial>{} : user.devices.front().speed_dials;
}

std::optional<std::vector<Subscription>> shared_services(const User& user) {
  const auto same =
      shared(user.devices, std::vector<std::string>{}, [](const Device& device) { return texts_of(device.services); });
  if (!same) return std::nullopt;
  return user.devices.empty() ? std::vector<Subscription>{} : user.devices.front().services;
}

bool shares_locale(const User& user) {
  return std::ranges::all_of(user.devices, [&](const Device& device) { return device.locale == user.locale; });
}

std::vector<Line*> lines_of(User& user) {
  std::vector<Line*> lines;
  for (auto& device : user.devices) {
    for (auto& line : device.lines) lines.push_back(&line);
  }
  return lines;
}

std::vector<const Line*> lines_of(const User& user) {
  std::vector<const Line*> lines;
  for (const auto& device : user.devices) {
    for (const auto& line : device.lines) lines.push_back(&line);
  }
  return lines;
}

void forward_number(User& user, const std::string& number, const Forwarding& forwarding) {
  for (Line* line : lines_of(user)) {
    if (line->number == number) line->forward_all = forwarding;
  }
}

}  // namespace muster::simulators::cucm_uds
