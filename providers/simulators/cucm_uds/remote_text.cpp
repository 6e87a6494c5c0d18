#include "providers/simulators/cucm_uds/remote_text.h"

#include <algorithm>

#include "providers/simulators/cucm_uds/answer.h"

namespace muster::simulators::cucm_uds {
namespace {

std::string model_of(const User& user, const std::string& profile) {
  const auto found = std::ranges::find(user.profiles, profile, &RemoteProfile::name);
  return found == user.profiles.end() ? "" : found->model;
}

Element usage_text(const Call& call, const std::string& value, bool whole) {
  const bool lists = whole && call.quirks().usage_as_options;
  Element usage("usage", lists ? "" : label_of(kUsage, value));
  usage.with("uri", inner_uri(call, "/options/remoteDestinationUsage")).with("value", value);
  if (!lists) return usage;
  for (const auto& option : options(kUsage, call.quirks())) {
    usage.add(Element("option", option.name).with("value", option.value));
  }
  return usage;
}

Element associated_devices(const Call& call, const RemoteDestination& remote, bool whole) {
  Element devices("associatedDevices");
  for (const auto& [profile, usage] : remote.usages) {
    Element device("associatedDevice");
    device.add(usage_text(call, usage, whole)).add("name", std::string_view(profile)).add("description", "");
    if (call.since(Version::v12_0)) device.add("model", std::string_view(model_of(*call.user, profile)));
    devices.add(std::move(device));
  }
  return devices;
}

// The vendor's page describes the schedule and shows no element of it: this form is ours.
Element schedule_text(const Call& call, const RemoteDestination& remote) {
  Element schedule(call.quirks().schedule_element);
  for (const auto& day : remote.schedule) {
    Element element("day");
    element.add("dayOfWeek", std::string_view(std::to_string(day.day)));
    element.add("timeOfDayStart", std::string_view(day.start)).add("timeOfDayEnd", std::string_view(day.end));
    schedule.add(std::move(element));
  }
  return schedule;
}

void add_details(const Call& call, const RemoteDestination& remote, Element& element) {
  Element avoidance("voiceMailAvoidanceSettings");
  avoidance.add("answerTooSoonTimer", "1500");
  avoidance.add(Element("voiceMailAvoidancePolicy", "System Default").with("value", "0"));
  Element settings("advancedSettings");
  settings.add("delayBeforeRingTimer", "4000").add(std::move(avoidance)).add("answerTooLateTimer", "19000");
  element.add(std::move(settings));
  if (!call.quirks().schedule_element.empty()) element.add(schedule_text(call, remote));
}

}  // namespace

Element remote_text(const Call& call, const RemoteDestination& remote, bool whole) {
  Element element("remoteDestination");
  element.with("uri", inner_uri(call, user_path(call) + "/remoteDestination/" + remote.id));
  element.add("id", std::string_view(remote.id)).add("name", std::string_view(remote.name));
  element.add("destination", std::string_view(number_text(call, remote.destination)));
  element.add("ringWhenExtensionDialed", remote.ring).add("allowTransferToMobile", remote.transfer);
  element.add("allowControlFromApplication", remote.control);
  element.add(associated_devices(call, remote, whole));
  if (whole) add_details(call, remote, element);
  return element;
}

void read_remote(const Fields& fields, std::string_view number, const User& user, RemoteDestination& remote) {
  fields.read("name", remote.name);
  fields.read_number(number, remote.destination);
  if (remote.destination.empty()) fields.refuse("A destination is needed.");
  fields.read("ringWhenExtensionDialed", remote.ring, true);
  fields.read("allowTransferToMobile", remote.transfer, true);
  fields.read("allowControlFromApplication", remote.control, false);
  const auto devices = fields.inside("associatedDevices");
  if (devices.element == nullptr) return;
  for (const Element* device : devices.element->all("associatedDevice")) {
    const auto profile = device->text_of("name");
    if (std::ranges::count(user.profiles, profile, &RemoteProfile::name) == 0) {
      return fields.refuse("The user has no such profile or remote device.");
    }
    auto& usage = remote.usages[profile];
    if (usage.empty()) usage = "0";
    Fields{device, fields.wrong}.choose("usage", usage, options(kUsage, {}));
    if (usage.empty()) usage = "0";
  }
}

}  // namespace muster::simulators::cucm_uds
