#include "providers/simulators/cucm_uds/field_texts.h"

#include <algorithm>

#include <fmt/core.h>

#include "providers/simulators/cucm_uds/service_urls.h"
#include "providers/simulators/cucm_uds/shared_settings.h"

namespace muster::simulators::cucm_uds {
namespace {

constexpr std::string_view kMask = "***";

std::string text(bool value) { return value ? "true" : "false"; }

void add(FieldTexts& texts, const std::string& path, const Forwarding& forwarding) {
  texts[path + ".callForwardAllDestination.sendToVoiceMailPilotNumber"] = text(forwarding.to_voice_mail);
  texts[path + ".callForwardAllDestination.destination"] = forwarding.destination;
}

void add(FieldTexts& texts, const std::string& path, const Preferences& preferences) {
  texts[path + ".messageWaitingVisualAlertPreference"] = preferences.visual_alert;
  texts[path + ".messageWaitingAudibleAlertPreference"] = preferences.audible_alert;
  texts[path + ".onACallRingPreference"] = preferences.on_call_ring;
  texts[path + ".notOnACallRingPreference"] = preferences.off_call_ring;
}

void add(FieldTexts& texts, const std::string& path, const std::map<int, SpeedDial>& dials) {
  for (const auto& [index, dial] : dials) {
    texts[fmt::format("{}speedDials[{}].number", path, index)] = dial.number;
    texts[fmt::format("{}speedDials[{}].label", path, index)] = dial.label;
  }
}

void add(FieldTexts& texts, const std::string& path, const World& world, const std::vector<Subscription>& services) {
  for (const auto& one : services) {
    const auto place = fmt::format("{}subscribedServices[{}]", path, one.name);
    texts[place + ".phoneServiceId"] = one.service_id;
    texts[place + ".url"] = masked_url(world, one.service_id, one.url);
    texts[place + ".secureUrl"] = masked_url(world, one.service_id, one.secure_url);
  }
}

void add(FieldTexts& texts, const World& world, const Device& device) {
  const auto path = fmt::format("devices[{}]", device.name);
  texts[path + ".description"] = device.description.value_or(device.default_description);
  texts[path + ".doNotDisturb"] = text(device.do_not_disturb);
  texts[path + ".phoneLocale"] = device.locale;
  add(texts, path + ".", device.speed_dials);
  add(texts, path + ".", world, device.services);
  for (const auto& line : device.lines) {
    const auto place = fmt::format("{}.extensions[{}]", path, line.number);
    texts[place + ".label"] = line.label;
    texts[place + ".logMissedCalls"] = text(line.log_missed);
    add(texts, place, line.forward_all);
    add(texts, place, line.preferences);
  }
}

void add(FieldTexts& texts, const RemoteDestination& remote) {
  const auto path = fmt::format("remoteDestinations[{}]", remote.destination);
  texts[path + ".name"] = remote.name;
  texts[path + ".ringWhenExtensionDialed"] = text(remote.ring);
  texts[path + ".allowTransferToMobile"] = text(remote.transfer);
  texts[path + ".allowControlFromApplication"] = text(remote.control);
  for (const auto& [profile, usage] : remote.usages) {
    texts[fmt::format("{}.associatedDevices[{}].usage", path, profile)] = usage;
  }
}

void add_shared(FieldTexts& texts, const World& world, const User& user) {
  if (const auto value = shared_do_not_disturb(user)) texts["user.enableDoNotDisturb"] = text(*value);
  if (const auto value = shared_log_missed(user)) texts["user.logMissedCalls"] = text(*value);
  if (const auto value = shared_forwarding(user)) add(texts, "user", *value);
  if (const auto value = shared_speed_dials(user)) add(texts, "", *value);
  if (const auto value = shared_services(user)) add(texts, "", world, *value);
  const Line* primary = primary_line(user);
  if (primary == nullptr) return;
  add(texts, "user.primaryExtension", primary->forward_all);
  add(texts, "user.primaryExtension", primary->preferences);
}

std::string text_of(const FieldTexts& texts, const std::string& name) {
  const auto found = texts.find(name);
  return found == texts.end() ? "" : found->second;
}

void add_secret(std::vector<FieldEffect>& found, std::string name, const std::string& was, const std::string& is) {
  const auto shown = [](const std::string& secret) { return std::string(secret.empty() ? "" : kMask); };
  if (was != is) found.push_back({std::move(name), shown(was), shown(is)});
}

}  // namespace

FieldTexts field_texts(const World& world, const User& user) {
  FieldTexts texts{{"user.displayName", user.display_name},
                   {"user.userLocale", user.locale},
                   {"user.enableCalendarPresence", text(user.calendar_presence)},
                   {"conferencing.enabled", text(user.conference_now)},
                   {"homeCluster", text(user.home_cluster)}};
  for (const auto& device : user.devices) add(texts, world, device);
  for (const auto& remote : user.destinations) add(texts, remote);
  add_shared(texts, world, user);
  return texts;
}

std::vector<FieldEffect> effects(const World& world, const User& before, const User& after) {
  const auto was = field_texts(world, before);
  const auto is = field_texts(world, after);
  auto names = was;
  names.insert(is.begin(), is.end());
  std::vector<FieldEffect> found;
  for (const auto& [name, unused] : names) {
    const auto old_text = text_of(was, name);
    const auto new_text = text_of(is, name);
    if (old_text != new_text) found.push_back({name, old_text, new_text});
  }
  add_secret(found, "conferencing.accessCode", before.access_code, after.access_code);
  add_secret(found, "credentials.password", before.password, after.password);
  add_secret(found, "credentials.pin", before.pin, after.pin);
  std::ranges::sort(found, {}, &FieldEffect::field);
  return found;
}

}  // namespace muster::simulators::cucm_uds
