#include <algorithm>
#include <array>

#include "providers/simulators/uccx/app_admin.h"
#include "providers/simulators/uccx/pages.h"
#include "providers/simulators/uccx/sessions.h"

namespace muster::simulators::uccx {
namespace {

using Roles = std::set<std::string, std::less<>>;

constexpr std::string_view kDone = "The user was updated successfully.";

net::HttpResponse told(const World& world, std::string_view message) {
  return page(world, 200, "User", status_message(message));
}

net::HttpResponse done(Call& call) {
  switch (call.world.quirks.update_answer) {
    case UpdateAnswer::list:
      return user_list(call, kDone);
    case UpdateAnswer::redirect:
      return redirect(call.world, "/appadmin/LDAPSetup?request_type=ldapsetup.waitpage.usermaintenance&wizard=");
    case UpdateAnswer::message:
      break;
  }
  return told(call.world, kDone);
}

std::string posted(const Target& form, std::string_view name) { return std::string(form.parameter(name).value_or("")); }

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

Roles posted_roles(const Target& form) {
  Roles roles;
  for (const auto& word : split(posted(form, "users"), ',')) roles.emplace(trimmed(word));
  return roles;
}

bool are_known(const Roles& roles) {
  constexpr std::array kKnown{kAdministrator, kAgent, kReporting, kSupervisor};
  return std::ranges::all_of(roles, [&](const auto& role) { return std::ranges::count(kKnown, role) != 0; });
}

// Whoever has an extension is an agent: the telephone system says so, not this page.
Roles with_agent(const World& world, const User& user, Roles roles) {
  if (world.quirks.agent_role == AgentRole::as_posted) return roles;
  if (user.is_resource()) {
    roles.emplace(kAgent);
  } else {
    roles.erase(std::string(kAgent));
  }
  return roles;
}

Profile posted_profile(const Target& form) {
  Profile profile;
  profile.email = posted(form, "email");
  profile.title = posted(form, "title");
  profile.manager_id = posted(form, "managerId");
  profile.department = posted(form, "dept");
  profile.spoken_language = posted(form, "spokenLanguage");
  profile.written_language = posted(form, "writtenLanguage");
  profile.primary_extension = posted(form, "primaryExtn");
  profile.notes = posted(form, "notes");
  profile.view = posted(form, "view");
  profile.notified = form.parameter("notified").has_value();
  return profile;
}

void take_off_teams(Call& call, const std::string& id) {
  for (auto& [number, team] : call.world.teams) {
    TeamFields fields;
    if (team.primary == id) fields.primary = "";
    if (std::ranges::count(team.secondaries, id) != 0) {
      fields.secondaries = team.secondaries;
      std::erase(*fields.secondaries, id);
    }
    const bool leads = fields.primary || fields.secondaries;
    if (leads && !team.removed) update_team(call.world, {std::string(kVendor), call.now}, team, fields);
  }
}

// Empty: it may be carried out.
std::string objection(const Call& call, const Target& form, const User& user, const Roles& roles) {
  if (!are_known(roles)) return "The capability is not known.";
  if (posted(form, "agentExtn") != user.extension) return "The extension is that of another user.";
  const bool stops_leading = user.has_role(kSupervisor) && !roles.contains(kSupervisor);
  const bool leads = stops_leading && call.world.supervises(user.id);
  if (leads && call.world.quirks.role_removal == RoleRemoval::refused) return "The user is the supervisor of a team.";
  return {};
}

net::HttpResponse carry_out(Call& call, const Target& form, User& user) {
  UserFields fields;
  fields.roles = with_agent(call.world, user, posted_roles(form));
  fields.profile = posted_profile(form);
  if (const auto refused = objection(call, form, user, *fields.roles); !refused.empty()) {
    return told(call.world, refused);
  }
  const auto turn = ++call.world.updates;
  const auto& quirks = call.world.quirks;
  if (turn <= quirks.busy_updates) return page(call.world, 200, "Error", "<H1>Server is busy. Try again later.</h1>");
  if (turn <= quirks.busy_updates + quirks.ignored_updates) return done(call);
  if (!fields.roles->contains(kSupervisor)) take_off_teams(call, user.id);
  update_user(call.world, call.actor(), user, fields);
  return done(call);
}

}  // namespace

net::HttpResponse user_update(Call& call, const Session& session) {
  const auto form = parameters_of(call);
  if (form.parameter("btnCancel")) return user_list(call);
  const auto id = posted(form, "selected_user");
  User* user = call.world.find_user(id);
  if (user == nullptr) return told(call.world, "The user is not there: " + id);
  if (call.world.quirks.details_first && session.viewed != id) return told(call.world, "No user is chosen.");
  if (!form.parameter("users")) return told(call.world, "The capabilities are missing.");
  return carry_out(call, form, *user);
}

}  // namespace muster::simulators::uccx
