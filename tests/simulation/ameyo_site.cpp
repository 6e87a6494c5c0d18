#include "tests/simulation/ameyo_site.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "providers/simulators/ameyo/field_texts.h"
#include "providers/simulators/ameyo/organisation.h"
#include "providers/simulators/ameyo/second_admin.h"
#include "providers/simulators/target.h"
#include "tests/simulation/folding.h"
#include "tests/simulation/play.h"

namespace muster::simulation {

namespace {

using simulators::Draw;
using simulators::Happening;

// Text, or a number as text.
std::string member_of(const std::string& body, const std::string& name) {
  const auto json = nlohmann::json::parse(body, nullptr, false);
  if (!json.is_object() || !json.contains(name)) return {};
  return json[name].is_string() ? json[name].get<std::string>() : json[name].dump();
}

bool says(const net::HttpRequest& request, std::string_view path) {
  return request.target.find(path) != std::string::npos;
}

}  // namespace

AmeyoSite::AmeyoSite(ameyo::World world, SessionRights rights)
    : simulator_(std::move(world)), world_(simulator_.world()), rights_(rights) {}

kit::Credentials AmeyoSite::credentials() const {
  kit::Credentials credentials;
  credentials.emplace("username", core::Secret(std::string(ameyo::kServiceAccount)));
  credentials.emplace("password", core::Secret(std::string(ameyo::kServicePassword)));
  return credentials;
}

net::HttpRequest AmeyoSite::idle_request() const { return {net::Method::get, "/nothing"}; }

std::set<std::string> AmeyoSite::objects_of(const net::HttpRequest& request) {
  if (request.method == net::Method::get) return {};
  if (says(request, "/group/validateAndCreateGroup")) return {key_of("group", member_of(request.body, "name"))};
  if (says(request, "/group/userGroupModifyAPI")) {
    return {key_of("group", group_of(member_of(request.body, "groupId")))};
  }
  const auto target = simulators::parse_target(request.target);
  if (says(request, "/group/deleteContactCenterUserGroup")) {
    return {key_of("group", group_of(std::string(target.parameter("id").value_or(""))))};
  }
  if (says(request, "/user/users/")) return {key_of("user", lower(target.segments.back()))};
  const bool is_about_user = says(request, "/cc/contactCenterUsers") || says(request, "/terminateAllSessionsForUser");
  if (is_about_user) return {key_of("user", lower(member_of(request.body, "userId")))};
  return {};
}

// Of a group that is gone, the name it had.
std::string AmeyoSite::group_of(const std::string& id) {
  for (const auto& [number, group] : world_.groups) groups_[fmt::format("{}", number)] = group.name;
  return groups_[id];
}

engine::Duration AmeyoSite::longest_lag() const {
  return std::max(world_.quirks.visibility_lag, world_.quirks.approval_lag);
}

bool AmeyoSite::drift(Draw& draw, engine::WallTime now) {
  return ameyo::edit_at_random(world(), now, draw, simulator_.edits());
}

Snapshot AmeyoSite::snapshot() const {
  Snapshot all;
  for (const auto& [id, user] : world_.users) {
    if (!user.removed) all[key_of("user", lower(user.id))] = ameyo::field_texts(user);
  }
  for (const auto& [id, group] : world_.groups) {
    if (!group.removed) all[key_of("group", group.name)] = ameyo::field_texts(world_, group);
  }
  return all;
}

std::string AmeyoSite::comparable(const std::string& entity, const std::string& name) const {
  return entity == "user" ? lower(name) : name;
}

FieldForm AmeyoSite::form_of(const std::string& entity, const std::string& field) const {
  if (entity == "group") {
    if (field == "agents" || field == "supervisors") return FieldForm::set;
    return field == "description" ? FieldForm::text : FieldForm::foreign;
  }
  if (field == "userType") return FieldForm::set;
  if (field == "systemUserType") return FieldForm::twin;
  if (field == "password") return FieldForm::secret;
  const bool is_foreign = field == "skills" || field == "campaigns" || field == "contactCenterId";
  return is_foreign ? FieldForm::foreign : FieldForm::text;
}

std::string AmeyoSite::field_of(const std::string& logged) const {
  return logged == "userType" || logged == "systemUserType" ? "roles" : logged;
}

bool AmeyoSite::is_initial(const std::string& field, const std::string& text) const {
  return text.empty() || (field == "defaultReady" && text == "false");
}

// The only role is one word, whatever spaces are in it.
std::set<std::string> AmeyoSite::members(const std::string& field, const std::string& text) const {
  if (text.empty()) return {};
  if (field_of(field) == "roles") return {lower(text)};
  const auto parts = simulators::split(lower(text), ' ');
  std::set<std::string> words(parts.begin(), parts.end());
  words.erase("");
  return words;
}

std::string AmeyoSite::live_secret(const std::string& key, const std::string&) const {
  const auto has_key = [&](const auto& user) {
    return !user.second.removed && key_of("user", lower(user.second.id)) == key;
  };
  const auto at = std::ranges::find_if(world_.users, has_key);
  return at == world_.users.end() ? "" : at->second.password;
}

bool AmeyoSite::is_allowed(const Happening& happening, bool is_leaving) const {
  if (happening.name == ameyo::kServiceAccount) return rights_.forces_login;
  const bool removal_ends = world_.quirks.removal_with_sessions == ameyo::RemovalWithSessions::ends_them;
  return is_leaving && (rights_.ends_sessions || removal_ends);
}

Administration AmeyoSite::administration() const {
  Administration rules;
  rules.entity = "user";
  rules.field = "userType";
  rules.role = "administrator";
  rules.own_account = key_of("user", std::string(ameyo::kServiceAccount));
  return rules;
}

// Users are written whole; members and managers of groups come and go one by one, beside a description.
bool AmeyoSite::loses_updates(const std::string& entity, const std::string& field) const {
  return entity == "user" || field == "description";
}

std::string AmeyoSite::broken_invariant() const {
  if (world_.wrong_passwords > 0) return "muster sent a wrong password";
  for (const auto& [id, group] : world_.groups) {
    if (!group.removed && group.managers.empty()) return "nobody manages " + group.name + " any more";
  }
  return {};
}

ameyo::World& ameyo_world(Play& play) { return static_cast<AmeyoSite&>(play.wire(kAmeyo).site()).world(); }

}  // namespace muster::simulation
