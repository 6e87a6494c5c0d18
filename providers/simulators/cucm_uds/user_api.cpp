// The user resource: personal settings, and those that are the same on every device.
#include "providers/simulators/cucm_uds/answer.h"
#include "providers/simulators/cucm_uds/api.h"
#include "providers/simulators/cucm_uds/body.h"
#include "providers/simulators/cucm_uds/changes.h"
#include "providers/simulators/cucm_uds/line_text.h"
#include "providers/simulators/cucm_uds/shared_settings.h"

namespace muster::simulators::cucm_uds {
namespace {

std::string_view truth(bool value) { return value ? "true" : "false"; }

void add_person(const Call& call, Element& root) {
  const User& user = *call.user;
  root.add("id", std::string_view(user.id)).add("userName", std::string_view(user.user_id));
  root.add("firstName", std::string_view(user.first_name)).add("lastName", std::string_view(user.last_name));
  root.add("middleName", "").add("nickName", "");
  const auto name = user.display_name.empty() ? user.first_name + " " + user.last_name : user.display_name;
  if (call.since(Version::v11_0)) root.add("displayName", std::string_view(name));
  root.add("phoneNumber", std::string_view(number_text(call, user.phone_number)));
  root.add("mobileConnect", !user.profiles.empty());
  root.add("remoteDestinationLimit", std::string_view(std::to_string(user.destination_limit)));
  root.add("email", std::string_view(user.email)).add("department", "").add("manager", "");
  if (call.since(Version::v10_5)) root.add("selfServiceId", "");
  if (call.since(Version::v12_5)) root.add("jabberProfile", "");
  root.add(Element("accountType", "ldap").with("useLdapAuth", truth(user.ldap_password)));
  root.add(Element("homeCluster", truth(user.home_cluster))
               .with("enableImAndPresence", "true")
               .with("enableCalendarPresence", truth(user.calendar_presence)));
}

void add_shared(const Call& call, Element& root) {
  const User& user = *call.user;
  root.add(Element("userLocale", label_of(kLocales, user.locale))
               .with("uri", root_uri(call, "/options/installedLocales"))
               .with("value", user.locale)
               .with("appliesToAllDevices", truth(shares_locale(user))));
  const auto forwarding = shared_forwarding(user);
  root.add(forwarding_text(call, forwarding.value_or(Forwarding{}), "destination")
               .with("appliesToAllExtensions", truth(forwarding.has_value())));
  const auto disturbed = shared_do_not_disturb(user);
  root.add(Element("enableDoNotDisturb", truth(disturbed.value_or(false)))
               .with("appliesToAllDevices", truth(disturbed.has_value())));
}

void add_links(const Call& call, Element& root) {
  for (const std::string name : {"devices", "credentials", "extensions", "subscribedServices", "speedDials"}) {
    root.add(Element(name).with("uri", inner_uri(call, user_path(call) + "/" + name)));
  }
}

net::HttpResponse user_text(Call& call) {
  auto root = rooted(call, "user", user_path(call));
  add_person(call, root);
  add_shared(call, root);
  add_links(call, root);
  const Line* primary = primary_line(*call.user);
  if (call.quirks().primary_extension && primary != nullptr) {
    Element extension("primaryExtension");
    extension.add(forwarding_text(call, primary->forward_all, "destination"));
    add_preferences(extension, primary->preferences, PreferenceForm::label);
    extension.add("logMissedCalls", primary->log_missed);
    root.add(std::move(extension));
  }
  return shown(call, std::move(root));
}

void read_locale(const Fields& fields, const Call& call, User& wanted) {
  if (!fields.has("userLocale")) return;
  fields.choose("userLocale", wanted.locale, options(kLocales, call.quirks()));
  if (fields.element->find("userLocale")->attribute("appliesToAllDevices") == "false") return;
  for (auto& device : wanted.devices) device.locale = wanted.locale;
}

// What is said of all devices and lines overwrites each of them.
void read_shared(const Fields& fields, User& wanted) {
  fields.read("enableDoNotDisturb", wanted.do_not_disturb, false);
  if (fields.has("enableDoNotDisturb")) {
    for (auto& device : wanted.devices) device.do_not_disturb = wanted.do_not_disturb;
  }
  for (Line* line : lines_of(wanted)) {
    fields.read("logMissedCalls", line->log_missed, true);
    read_forwarding(fields.inside("callForwardAllDestination"), "destination", line->forward_all);
  }
}

void read_primary(const Fields& fields, const Call& call, User& wanted) {
  const Line* primary = primary_line(wanted);
  const auto extension = fields.inside("primaryExtension");
  if (primary == nullptr || extension.element == nullptr) return;
  const auto number = primary->number;
  for (Line* line : lines_of(wanted)) {
    if (line->number != number) continue;
    read_forwarding(extension.inside("callForwardAllDestination"), "destination", line->forward_all);
    read_preferences(extension, call, line->preferences);
  }
}

void read_display_name(const Fields& fields, const Call& call, User& wanted) {
  if (call.since(Version::v11_5)) return fields.read("displayName", wanted.display_name);
  const bool refuses = call.quirks().old_display_name == Unwritable::refused;
  if (fields.has("displayName") && refuses) fields.refuse("displayName cannot be written.");
}

Answer change(Call& call) {
  const auto body = read_body(call, "user");
  if (!body) return std::unexpected(body.error());
  std::optional<Refusal> wrong;
  const Fields fields{&*body, &wrong};
  User wanted = *call.user;
  read_display_name(fields, call, wanted);
  fields.read("enableCalendarPresence", wanted.calendar_presence, false);
  read_locale(fields, call, wanted);
  read_shared(fields, wanted);
  read_primary(fields, call, wanted);
  if (wrong) return std::unexpected(*wrong);
  commit(call, std::move(wanted));
  return user_text(call);
}

}  // namespace

Answer user_settings(Call& call) {
  if (call.is(net::Method::get)) return user_text(call);
  return call.is(net::Method::put) ? change(call) : wrong_method(call);
}

}  // namespace muster::simulators::cucm_uds
