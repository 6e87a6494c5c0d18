// Conferencing, credentials and user policies.
#include <algorithm>

#include <fmt/core.h>

#include "providers/simulators/cucm_uds/answer.h"
#include "providers/simulators/cucm_uds/api.h"
#include "providers/simulators/cucm_uds/body.h"
#include "providers/simulators/cucm_uds/changes.h"
#include "providers/simulators/cucm_uds/sign_in.h"

namespace muster::simulators::cucm_uds {
namespace {

using net::Method;

net::HttpResponse conferencing_text(Call& call) {
  auto root = rooted(call, "conferencing", user_path(call) + "/conferencing");
  Element now("conferenceNow");
  now.add("enabled", call.user->conference_now).add("accessCode", std::string_view(call.user->access_code));
  root.add(std::move(now));
  return shown(call, std::move(root));
}

Answer change_conferencing(Call& call) {
  const auto body = read_body(call, "conferencing");
  if (!body) return std::unexpected(body.error());
  std::optional<Refusal> wrong;
  const auto fields = Fields{&*body, &wrong}.inside("conferenceNow");
  User wanted = *call.user;
  fields.read("enabled", wanted.conference_now, false);
  fields.read("accessCode", wanted.access_code);
  const bool digits = wanted.access_code.find_first_not_of("0123456789") == std::string::npos;
  if (!digits || wanted.access_code.size() > 10) fields.refuse("accessCode has up to ten digits.");
  if (wrong) return std::unexpected(*wrong);
  commit(call, std::move(wanted));
  return conferencing_text(call);
}

std::string time_text(engine::WallTime time) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch());
  const std::chrono::sys_seconds at{seconds};
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{at - day};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.000Z", int(date.year()), unsigned(date.month()),
                     unsigned(date.day()), clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

// The address names another resource, as the vendor's own sample does.
net::HttpResponse login_details(Call& call) {
  auto root = rooted(call, "credentials", user_path(call) + "/conferencing");
  Element details("loginDetails");
  details.add("lastSuccessfulLogin", std::string_view(time_text(call.user->last_login)));
  details.add("lastSuccessfulLoginIp", "192.0.2.17");
  Element credential("credential");
  credential.add(std::move(details));
  credential.add("loginFailures", std::string_view(std::to_string(call.user->login_failures)));
  root.add(std::move(credential));
  return shown(call, std::move(root));
}

Accepted<void> set_password(const Call& call, User& wanted, const std::string& password) {
  const auto remembered = call.quirks().remembered_passwords;
  const auto first =
      wanted.old_passwords.end() - static_cast<std::ptrdiff_t>(std::min(remembered, wanted.old_passwords.size()));
  const bool used =
      remembered != 0 && (std::count(first, wanted.old_passwords.end(), password) != 0 || password == wanted.password);
  if (used) return bad_value("The password was used before.");
  wanted.old_passwords.push_back(wanted.password);
  wanted.password = password;
  return {};
}

Accepted<void> set_credential(const Call& call, User& wanted, const Element& credential) {
  const auto type = credential.attribute("type");
  if (credential.text.empty() || (type != "password" && type != "pin")) return bad_value("A credential is not valid.");
  if (type == "password") return set_password(call, wanted, credential.text);
  if (credential.text.find_first_not_of("0123456789") != std::string::npos) return bad_value("A PIN has digits alone.");
  wanted.pin = credential.text;
  return {};
}

bool asks_for_password(const Element& body) {
  return std::ranges::any_of(body.children, [](const Element& one) { return one.attribute("type") == "password"; });
}

Answer change_credentials(Call& call) {
  const auto body = read_body(call, "credentials");
  if (!body) return std::unexpected(body.error());
  if (call.user->ldap_password && asks_for_password(*body)) {
    const int status = call.quirks().ldap_password_status;
    if (status < 300) return nothing_to_say();
    return std::unexpected(Refusal{status, "The password is kept elsewhere."});
  }
  const auto given = body->all("credential");
  if (given.empty() || given.size() > 2) return bad_value("One or two credentials are needed.");
  User wanted = *call.user;
  for (const Element* credential : given) {
    const auto set = set_credential(call, wanted, *credential);
    if (!set) return std::unexpected(set.error());
  }
  const auto old_password = call.user->password;
  commit(call, std::move(wanted));
  const bool ends = call.user->password != old_password && !call.quirks().session_outlives_password;
  if (ends) end_sessions(call.world, *call.user);
  return nothing_to_say();
}

}  // namespace

Answer conferencing(Call& call) {
  if (!call.since(Version::v11_0)) return not_found();
  if (call.is(Method::get)) return conferencing_text(call);
  return call.is(Method::put) ? change_conferencing(call) : wrong_method(call);
}

Answer credentials(Call& call) {
  if (call.is(Method::get) && call.since(Version::v10_5)) return login_details(call);
  return call.is(Method::put) ? change_credentials(call) : wrong_method(call);
}

Answer user_policy(Call& call) {
  auto root = rooted(call, "userPolicy", "/options/userPolicy");
  for (const std::string name : {"ShowSpeedDials", "ShowDoNotDisturb"}) {
    if (call.rest.size() < 2 || call.rest[1] == name)
      root.add(Element("policy").add("name", std::string_view(name)).add("value", true));
  }
  if (root.children.empty()) return not_found();
  return shown(call, std::move(root));
}

}  // namespace muster::simulators::cucm_uds
