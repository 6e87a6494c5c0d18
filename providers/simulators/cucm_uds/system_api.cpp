// What needs no end user: the cluster, its options, phone services and directory.
#include <algorithm>

#include "providers/simulators/cucm_uds/answer.h"
#include "providers/simulators/cucm_uds/api.h"
#include "providers/simulators/cucm_uds/option_lists.h"

namespace muster::simulators::cucm_uds {
namespace {

constexpr std::size_t kPage = 64;
constexpr std::size_t kLargestPage = 500;

Element list_text(const Call& call, std::string_view name) {
  Element list(name);
  list.with("uri", inner_uri(call, "/options/" + std::string(name)));
  for (const auto& option : options(name, call.quirks())) {
    Element element("option");
    element.add("value", std::string_view(option.value)).add("name", std::string_view(option.name));
    list.add(std::move(element));
  }
  return list;
}

Element service_text(const Call& call, const PhoneService& service) {
  Element element("phoneService");
  element.with("uri", inner_uri(call, "/phoneService/" + service.id));
  element.add("id", std::string_view(service.id)).add("name", std::string_view(service.name));
  element.add("description", "").add("urlTemplate", std::string_view(service.url));
  element.add("secureUrlTemplate", std::string_view(service.secure_url));
  element.add("category", "XML Service").add("type", "Standard IP Phone Service").add("enabled", true);
  Element parameters("parameters");
  for (const auto& parameter : service.parameters) {
    Element one("parameter");
    one.add("paramId", std::string_view(parameter.id)).add("displayName", std::string_view(parameter.name));
    one.add("defaultValue", std::string_view(parameter.default_value));
    one.add("isRequired", parameter.required).add("isCredential", parameter.credential);
    parameters.add(std::move(one));
  }
  return element.add(std::move(parameters));
}

bool contains(std::string_view text, std::string_view wanted) { return folded(text).starts_with(folded(wanted)); }

bool matches(const User& user, const Target& target) {
  const auto is = [&](std::string_view name, std::string_view text) {
    const auto wanted = target.parameter(name);
    return !wanted || contains(text, *wanted);
  };
  return is("username", user.user_id) && is("first", user.first_name) && is("last", user.last_name) &&
         is("email", user.email) && is("number", user.phone_number);
}

Element user_text(const Call& call, const User& user) {
  Element element("user");
  element.with("uri", inner_uri(call, "/user/" + encoded(user.user_id)));
  element.add("id", std::string_view(user.id)).add("userName", std::string_view(user.user_id));
  element.add("firstName", std::string_view(user.first_name)).add("lastName", std::string_view(user.last_name));
  element.add("email", std::string_view(user.email));
  element.add("phoneNumber", std::string_view(number_text(call, user.phone_number)));
  return element;
}

const User* asked_for(const Call& call) {
  const auto name = call.target.parameter("username");
  if (name) return call.world.find_user(*name);
  const auto found = std::ranges::find_if(call.world.users, [&](const auto& entry) {
    const auto email = call.target.parameter("email");
    return folded(entry.second.email) == folded(email ? *email : *call.target.parameter("useridentifier"));
  });
  if (found != call.world.users.end()) return &found->second;
  return call.world.find_user(call.target.parameter("useridentifier").value_or(""));
}

}  // namespace

Answer version(Call& call) {
  auto root = rooted(call, "versionInformation", "/version");
  const auto text = version_text(call.quirks().version);
  root.add("version", std::string_view(text));
  if (call.since(Version::v11_5)) {
    root.add(Element("capabilities").add("usersResourceAuthEnabled", call.quirks().users_need_sign_in));
  }
  return shown(call, std::move(root));
}

Answer servers(Call& call) {
  auto root = rooted(call, "servers", "/servers");
  for (const auto& server : call.world.servers) root.add("server", std::string_view(server));
  return shown(call, std::move(root));
}

Answer cluster_user(Call& call) {
  const auto& target = call.target;
  if (!target.parameter("username") && !target.parameter("email") && !target.parameter("useridentifier")) {
    return bad_value("Name a user.");
  }
  const User* user = asked_for(call);
  auto root = rooted(call, "clusterUser", "/clusterUser");
  root.add(Element("result").with("found", user == nullptr ? "false" : "true"));
  if (user != nullptr) {
    const auto host = user->home_cluster ? call.world.servers.front() : std::string("cucm-emea.acme.example");
    root.add(Element("homeCluster", host).with("serversUri", "https://" + host + ":8443/cucm-uds/servers"));
  }
  return shown(call, std::move(root));
}

Answer users(Call& call) {
  const auto start = call.target.number("start").value_or(0);
  const auto asked = std::min(call.target.number("max").value_or(kPage), kLargestPage);
  auto root = rooted(call, "users", "/users");
  std::size_t total = 0;
  for (const auto& [key, user] : call.world.users) {
    if (!matches(user, call.target)) continue;
    if (total >= start && root.children.size() < asked) root.add(user_text(call, user));
    ++total;
  }
  root.with("start", std::to_string(start)).with("requestedCount", std::to_string(asked));
  root.with("returnedCount", std::to_string(root.children.size())).with("totalCount", std::to_string(total));
  return shown(call, std::move(root));
}

Answer all_options(Call& call) {
  auto root = rooted(call, "options", "/options");
  for (const auto name : option_names(call.quirks())) root.add(list_text(call, name));
  return shown(call, std::move(root));
}

Answer one_option(Call& call) {
  const auto names = option_names(call.quirks());
  const auto& wanted = call.rest.back();
  if (std::ranges::count(names, std::string_view(wanted)) == 0) return not_found();
  return shown(call, list_text(call, wanted));
}

Answer phone_services(Call& call) {
  auto root = rooted(call, "phoneServices", "/phoneServices");
  for (const auto& service : call.world.phone_services) root.add(service_text(call, service));
  return shown(call, std::move(root));
}

Answer phone_service(Call& call) {
  const PhoneService* service = call.world.find_service(call.rest.back());
  if (service == nullptr) return not_found();
  return shown(call, service_text(call, *service));
}

}  // namespace muster::simulators::cucm_uds
