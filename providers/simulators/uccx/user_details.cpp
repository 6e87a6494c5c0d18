#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "providers/simulators/uccx/app_admin.h"
#include "providers/simulators/uccx/pages.h"
#include "providers/simulators/uccx/sessions.h"

namespace muster::simulators::uccx {
namespace {

const std::vector<std::string> kLanguages{"- System Default -", "English", "Deutsch", "Español (México)", "日本語"};
constexpr std::array kEveryRole{kAdministrator, kAgent, kReporting, kSupervisor};

// Fields that the page carries along; "null" is what its author's server printed for nothing.
std::string carried_fields(const World& world, const User& user) {
  std::string out;
  const std::array inputs{
      Input{"request_type", "ldapsetup.userupdate"},
      Input{"selected_user", user.id},
      Input{"agentExtn", user.extension},
      Input{"primaryExtn", user.profile.primary_extension},
      Input{"wizard", ""},
      Input{"deploymentType", "1"},
      Input{"userView", "false"},
      Input{"chkLoginUser", "false"},
      Input{"setup", "null"},
      Input{"setup_axl", "null"},
      Input{"request_type_axl", "ldapsetup.next.usermaintenance"},
      Input{"search_assigned_users", ""},
      Input{"users_axl", ""},
      Input{"search_assigned_users_axl", ""},
      Input{"search_criteria_axl", ""},
      Input{"axlservererror", ""},
      Input{"authenticationerror", ""},
      Input{"axluser", ""},
      Input{"axlpsswd", ""},
  };
  for (const auto& input : inputs) out.append(hidden(input));
  if (world.quirks.roles_form == RolesForm::hidden)
    out.append(hidden({"selectedcm", ""}) + hidden({"availablecm", ""}));
  return out;
}

std::string role_list(std::string_view name, const User& user, bool held) {
  std::string out = fmt::format("<SELECT multiple size=4 name={}>\n", name);
  for (const auto role : kEveryRole) {
    if (user.has_role(role) == held) out.append(fmt::format("<option value=\"{0}\">{0}\n", role));
  }
  return out + "</SELECT>\n";
}

std::string roles(const World& world, const User& user) {
  if (world.quirks.roles_form == RolesForm::hidden) {
    return hidden({"users", fmt::format("{}", fmt::join(user.roles, ","))});
  }
  return hidden({"users", ""}) + role_list("selectedcm", user, true) + role_list("availablecm", user, false);
}

std::string profile_fields(const World& world, const Profile& profile) {
  std::string out = text_field(world, {"email", profile.email}) + text_field(world, {"title", profile.title}) +
                    text_field(world, {"managerId", profile.manager_id}) +
                    text_field(world, {"dept", profile.department});
  out.append(select(world, {"spokenLanguage", profile.spoken_language}, kLanguages));
  out.append(select(world, {"writtenLanguage", profile.written_language}, kLanguages));
  out.append(fmt::format("<TEXTAREA name=notes rows=3>\n{}</textarea>\n", html_text(profile.notes)));
  for (const std::string_view view : {"standard", "compact"}) {
    out.append(
        fmt::format("<input type=Radio name=view value={0}{1}>{0}\n", view, profile.view == view ? " checked" : ""));
  }
  return out + fmt::format("<INPUT TYPE=checkbox NAME=notified{}> Send mail\n", profile.notified ? " CHECKED" : "");
}

std::string details_form(const World& world, const User& user, const Session& session) {
  std::string out = "<Form name=\"ldapForm\" method=POST action='LDAPSetup' onsubmit=\"return check(this)\">\n";
  out.append(carried_fields(world, user));
  out.append(roles(world, user));
  if (has_tokens(world)) out.append(hidden({world.quirks.token_name, session.token}));
  out.append("<table>\n<INPUT name=shownName disabled value=\"" + html_text(user.full_name()) + "\">\n");
  out.append(profile_fields(world, user.profile));
  return out +
         "<input type=submit name=btnUpdate value=Update><input type=submit name=btnCancel value=Cancel>"
         "<input type=button name=btnHelp value=Help></FORM>\n";
}

constexpr std::string_view kOtherForm =
    "<FORM name=searchForm method=post action=LDAPSetup><INPUT type=hidden name=request_type "
    "value=ldapsetup.waitpage.usermaintenance><input type=text name=search_criteria value=''><input type=submit "
    "name=btnSearch value=Search></form>\n<!-- <input type=hidden name=\"users\" value=\"Administrator\"> -->\n";

}  // namespace

net::HttpResponse user_details(Call& call, Session& session) {
  if (auto refused = forged_link(call, session)) return *refused;
  const World& world = call.world;
  const auto id = std::string(parameters_of(call).parameter("uId").value_or(""));
  const User* newest = world.find_user(id);
  const User* user = newest == nullptr ? nullptr : visible(world, *newest, call.now);
  if (user == nullptr) return page(world, 200, "Error", status_message("The user is not there: " + id));
  session.viewed = id;
  return page(world, 200, "User", std::string(kOtherForm) + details_form(world, *user, session));
}

}  // namespace muster::simulators::uccx
