#include "providers/cucm_uds/fields.h"

namespace muster::cucm_uds {

using core::Compare;
using core::FieldRule;
using core::Readable;
using core::RecordPart;
using core::ValueType;

namespace {

// An empty text is what Unified CM shows where nobody asked for anything.
FieldRule text(std::string_view path, std::string_view help) {
  FieldRule rule;
  rule.path = path;
  rule.default_value = "";
  rule.readable = Readable::one_by_one;
  rule.help = help;
  return rule;
}

// An answer shows true or false, and never whether that is the default.
FieldRule flag(std::string_view path, std::string_view help) {
  FieldRule rule = text(path, help);
  rule.type = ValueType::boolean;
  rule.default_value.reset();
  rule.blind_default = true;
  return rule;
}

FieldRule number(std::string_view path, std::string_view help) {
  FieldRule rule = text(path, help);
  rule.compare = Compare::dialled;
  return rule;
}

// One of what the cluster offers, by its value or by its name; read at run time.
FieldRule option(std::string_view path, std::string_view entity, std::string_view help) {
  FieldRule rule = text(path, help);
  rule.compare = Compare::folded;
  core::Reference reference;
  reference.entity = entity;
  rule.reference = reference;
  return rule;
}

FieldRule secret(std::string_view path, std::string_view help) {
  FieldRule rule = text(path, help);
  rule.type = ValueType::secret;
  rule.default_value.reset();
  rule.readable = Readable::never;
  return rule;
}

FieldRule of_resource(FieldRule rule, std::string_view resource) {
  rule.resource = resource;
  return rule;
}

FieldRule wide(FieldRule rule, std::string_view path) {
  rule.wide = path;
  return rule;
}

RecordPart part(std::string_view name, Compare compare, std::string_view help) {
  RecordPart part;
  part.name = name;
  part.compare = compare;
  part.help = help;
  return part;
}

RecordPart needed(RecordPart part) {
  part.needed = true;
  return part;
}

RecordPart defaulted(RecordPart part) {
  part.has_default = true;
  return part;
}

RecordPart integer(RecordPart part) {
  part.type = ValueType::integer;
  return part;
}

RecordPart address(std::string_view name, std::string_view help) {
  RecordPart url = defaulted(part(name, Compare::exact, help));
  url.masked = true;
  return url;
}

FieldRule list(std::string_view path, std::vector<RecordPart> parts, std::string_view help) {
  FieldRule rule;
  rule.path = path;
  rule.type = ValueType::records;
  rule.on_change = core::OnChange::replace;
  rule.readable = Readable::one_by_one;
  rule.parts = std::move(parts);
  rule.resource = path;
  rule.help = help;
  return rule;
}

FieldRule speed_dials(std::string_view help) {
  RecordPart index = needed(part("index", Compare::exact, "position on the device, from 1"));
  index.type = ValueType::integer;
  return list("speedDials",
              {index, needed(part("number", Compare::dialled, "what is dialled")),
               defaulted(part("label", Compare::exact, "what the key shows"))},
              help);
}

FieldRule subscribed_services(std::string_view help) {
  return list("subscribedServices",
              {needed(part("name", Compare::trimmed, "name of the subscription")),
               needed(part("service", Compare::folded, "name or id of the phone service")),
               address("url", "with the parameters of the service; shown without them"),
               address("secureUrl", "the same over https")},
              help);
}

void add_preferences(std::vector<FieldRule>& fields, std::string_view lamp, std::string_view tone,
                     std::string_view on_a_call, std::string_view idle) {
  fields.push_back(option(lamp, "message lamp option", "how a waiting message is shown"));
  fields.push_back(option(tone, "message tone option", "whether a waiting message is heard"));
  fields.push_back(option(on_a_call, "ring option on a call", "how it rings during a call"));
  fields.push_back(option(idle, "ring option when idle", "how it rings otherwise"));
}

}  // namespace

std::vector<FieldRule> user_fields() {
  std::vector<FieldRule> fields = {
      option("user.userLocale", "locale", "language of all devices: value or name of an installed locale"),
      flag("user.enableDoNotDisturb", "do not disturb, on all devices"),
      flag("user.enableCalendarPresence", "whether presence follows the calendar"),
      flag("user.callForwardAllDestination.sendToVoiceMailPilotNumber",
           "all lines forward to voice mail; wins over destination"),
      number("user.callForwardAllDestination.destination", "where all lines forward to"),
      flag("user.logMissedCalls", "whether missed calls are kept, on all lines"),
      text("user.displayName", "the name that others see; Unified CM 11.5 or later"),
      wide(flag("user.primaryExtension.callForwardAllDestination.sendToVoiceMailPilotNumber",
                "the primary line forwards to voice mail; wins over destination"),
           "user.callForwardAllDestination.sendToVoiceMailPilotNumber"),
      wide(number("user.primaryExtension.callForwardAllDestination.destination", "where the primary line forwards to"),
           "user.callForwardAllDestination.destination"),
  };
  add_preferences(fields, "user.primaryExtension.messageWaitingVisualAlertPreference",
                  "user.primaryExtension.messageWaitingAudibleAlertPreference",
                  "user.primaryExtension.onACallRingPreference", "user.primaryExtension.notOnACallRingPreference");
  fields.push_back(
      of_resource(flag("conferencing.enabled", "whether the user may host Conference Now; Unified CM 11.0 or later"),
                  "conferencing"));
  fields.push_back(of_resource(secret("conferencing.accessCode", "what attendees enter"), "conferencing"));
  fields.push_back(of_resource(secret("credentials.password", "the password; it is also the login that muster uses"),
                               "credentials"));
  fields.push_back(of_resource(secret("credentials.pin", "the PIN"), "credentials"));
  fields.push_back(speed_dials("speed dials of all devices; the list is replaced whole"));
  fields.push_back(subscribed_services("phone services of all devices; the list is replaced whole"));
  return fields;
}

std::vector<FieldRule> device_fields() {
  // What the administrator calls it shows as long as the user says nothing, and only later versions tell which it is.
  FieldRule description = text("description", "what the user calls the device");
  description.default_value.reset();
  description.blind_default = true;
  return {description, wide(flag("doNotDisturb", "do not disturb, on this device"), "user.enableDoNotDisturb"),
          wide(speed_dials("speed dials of this device; the list is replaced whole"), "speedDials"),
          wide(subscribed_services("phone services of this device; the list is replaced whole"), "subscribedServices")};
}

std::vector<FieldRule> extension_fields() {
  std::vector<FieldRule> fields = {
      wide(flag("callForwardAllDestination.sendToVoiceMailPilotNumber",
                "the line forwards to voice mail; wins over sendToCustomDestination"),
           "user.callForwardAllDestination.sendToVoiceMailPilotNumber"),
      wide(number("callForwardAllDestination.sendToCustomDestination", "where the line forwards to"),
           "user.callForwardAllDestination.destination"),
      wide(flag("logMissedCalls", "whether missed calls are kept"), "user.logMissedCalls"),
      text("label", "what the line key shows"),
  };
  add_preferences(fields, "messageWaitingVisualAlertPreference", "messageWaitingAudibleAlertPreference",
                  "onACallRingPreference", "notOnACallRingPreference");
  return fields;
}

std::vector<FieldRule> remote_destination_fields() {
  std::vector<FieldRule> fields = {
      text("name", "what the user calls it"),
      flag("ringWhenExtensionDialed", "rings with the office phone"),
      flag("allowTransferToMobile", "a call may be moved to it"),
      flag("allowControlFromApplication", "applications may control it"),
      list("associatedDevices",
           {needed(part("name", Compare::folded, "remote destination profile or CTI remote device")),
            integer(needed(
                part("usage", Compare::exact, "0 single number reach, 1 application control, 2 dual mode mobile")))},
           "on which of the user's profiles or devices it is; the list is replaced whole"),
  };
  fields.front().default_value.reset();
  fields.front().needed_at_create = true;
  fields.back().needed_at_create = true;
  fields.back().may_be_empty = false;
  fields.back().resource = {};
  return fields;
}

}  // namespace muster::cucm_uds
