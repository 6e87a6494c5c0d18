#include "providers/simulators/uccx/quirk_names.h"

#include <array>

#include "providers/simulators/quirk_setting.h"

namespace muster::simulators::uccx {
// The words of each enumeration, in the order of its enumerators.
static constexpr std::array<std::string_view, 3> words(Version) { return {"12.0", "12.5", "12.5su1"}; }
static constexpr std::array<std::string_view, 2> words(EmptyList) { return {"absent", "empty_object"}; }
static constexpr std::array<std::string_view, 2> words(ReferenceName) { return {"full_name", "user_id"}; }
static constexpr std::array<std::string_view, 2> words(TeamForm) { return {"reference", "name"}; }
static constexpr std::array<std::string_view, 2> words(OmittedPart) { return {"cleared", "kept"}; }
static constexpr std::array<std::string_view, 4> words(ClearForm) { return {"either", "omit", "empty", "never"}; }
static constexpr std::array<std::string_view, 2> words(TeamRemoval) { return {"refused", "moves_members"}; }
static constexpr std::array<std::string_view, 3> words(Charset) { return {"utf8", "none", "wrong"}; }
static constexpr std::array<std::string_view, 4> words(TokenPlace) { return {"either", "header", "form", "both"}; }
static constexpr std::array<std::string_view, 3> words(TokenLife) { return {"session", "until_login", "per_request"}; }
static constexpr std::array<std::string_view, 3> words(TokenRefusal) { return {"forbidden", "redirect", "page"}; }
static constexpr std::array<std::string_view, 2> words(NoServlet) { return {"not_found", "page"}; }
static constexpr std::array<std::string_view, 2> words(LoginPage) { return {"redirect", "page"}; }
static constexpr std::array<std::string_view, 2> words(RolesForm) { return {"hidden", "lists"}; }
static constexpr std::array<std::string_view, 2> words(RoleRemoval) { return {"refused", "leaves_teams"}; }
static constexpr std::array<std::string_view, 2> words(AgentRole) { return {"from_cucm", "as_posted"}; }
static constexpr std::array<std::string_view, 3> words(UpdateAnswer) { return {"message", "list", "redirect"}; }
static constexpr std::array<std::string_view, 8> words(Attack) {
  return {"none",        "deep_html",    "many_tags",    "endless_pages",
          "entity_bomb", "invalid_utf8", "foreign_host", "login_page"};
}

namespace {

// clang-format off
constexpr std::array kNamed{
    NamedQuirk<Quirks>{"version", set_member<&Quirks::version>},
    NamedQuirk<Quirks>{"selfUrl", set_member<&Quirks::self_url>},
    NamedQuirk<Quirks>{"visibilityLag", set_member<&Quirks::visibility_lag>},
    NamedQuirk<Quirks>{"lockoutAfter", set_member<&Quirks::lockout_after>},
    NamedQuirk<Quirks>{"singleAsObject", set_member<&Quirks::single_as_object>},
    NamedQuirk<Quirks>{"emptyList", set_member<&Quirks::empty_list>},
    NamedQuirk<Quirks>{"referenceName", set_member<&Quirks::reference_name>},
    NamedQuirk<Quirks>{"plusForSpace", set_member<&Quirks::plus_for_space>},
    NamedQuirk<Quirks>{"teamForm", set_member<&Quirks::team_form>},
    NamedQuirk<Quirks>{"listSummaries", set_member<&Quirks::list_summaries>},
    NamedQuirk<Quirks>{"shuffledLists", set_member<&Quirks::shuffled_lists>},
    NamedQuirk<Quirks>{"numbersAsText", set_member<&Quirks::numbers_as_text>},
    NamedQuirk<Quirks>{"extraFields", set_member<&Quirks::extra_fields>},
    NamedQuirk<Quirks>{"errorsAsXml", set_member<&Quirks::errors_as_xml>},
    NamedQuirk<Quirks>{"charset", set_member<&Quirks::charset>},
    NamedQuirk<Quirks>{"startingAnswers", set_member<&Quirks::starting_answers>},
    NamedQuirk<Quirks>{"typeLag", set_member<&Quirks::type_lag>},
    NamedQuirk<Quirks>{"omittedPart", set_member<&Quirks::omitted_part>},
    NamedQuirk<Quirks>{"clearForm", set_member<&Quirks::clear_form>},
    NamedQuirk<Quirks>{"needsCurrentPrimary", set_member<&Quirks::needs_current_primary>},
    NamedQuirk<Quirks>{"teamRemoval", set_member<&Quirks::team_removal>},
    NamedQuirk<Quirks>{"mostMembers", set_member<&Quirks::most_members>},
    NamedQuirk<Quirks>{"createdBody", set_member<&Quirks::created_body>},
    NamedQuirk<Quirks>{"createdLocation", set_member<&Quirks::created_location>},
    NamedQuirk<Quirks>{"refusedLogin", set_member<&Quirks::refused_login>},
    NamedQuirk<Quirks>{"expiredSession", set_member<&Quirks::expired_session>},
    NamedQuirk<Quirks>{"sessionRenewed", set_member<&Quirks::session_renewed>},
    NamedQuirk<Quirks>{"sessionTimeout", set_member<&Quirks::session_timeout>},
    NamedQuirk<Quirks>{"tokenName", set_member<&Quirks::token_name>},
    NamedQuirk<Quirks>{"tokenPlace", set_member<&Quirks::token_place>},
    NamedQuirk<Quirks>{"tokenLife", set_member<&Quirks::token_life>},
    NamedQuirk<Quirks>{"tokenRefusal", set_member<&Quirks::token_refusal>},
    NamedQuirk<Quirks>{"tokenAtLogin", set_member<&Quirks::token_at_login>},
    NamedQuirk<Quirks>{"tokenInLinks", set_member<&Quirks::token_in_links>},
    NamedQuirk<Quirks>{"checksReferer", set_member<&Quirks::checks_referer>},
    NamedQuirk<Quirks>{"noServlet", set_member<&Quirks::no_servlet>},
    NamedQuirk<Quirks>{"pageSize", set_member<&Quirks::page_size>},
    NamedQuirk<Quirks>{"searchIgnored", set_member<&Quirks::search_ignored>},
    NamedQuirk<Quirks>{"doubledRow", set_member<&Quirks::doubled_row>},
    NamedQuirk<Quirks>{"tidyPages", set_member<&Quirks::tidy_pages>},
    NamedQuirk<Quirks>{"pageCharset", set_member<&Quirks::page_charset>},
    NamedQuirk<Quirks>{"rolesForm", set_member<&Quirks::roles_form>},
    NamedQuirk<Quirks>{"roleRemoval", set_member<&Quirks::role_removal>},
    NamedQuirk<Quirks>{"agentRole", set_member<&Quirks::agent_role>},
    NamedQuirk<Quirks>{"detailsFirst", set_member<&Quirks::details_first>},
    NamedQuirk<Quirks>{"updateAnswer", set_member<&Quirks::update_answer>},
    NamedQuirk<Quirks>{"busyUpdates", set_member<&Quirks::busy_updates>},
    NamedQuirk<Quirks>{"ignoredUpdates", set_member<&Quirks::ignored_updates>},
    NamedQuirk<Quirks>{"attack", set_member<&Quirks::attack>},
};
// clang-format on

// clang-format off
constexpr std::array kSurvivable{
    QuirkSetting{"version", "12.0"},
    QuirkSetting{"version", "12.5"},
    QuirkSetting{"visibilityLag", "2000"},
    QuirkSetting{"typeLag", "5000"},
    QuirkSetting{"lockoutAfter", "0"},
    QuirkSetting{"singleAsObject", "false"},
    QuirkSetting{"emptyList", "empty_object"},
    QuirkSetting{"referenceName", "user_id"},
    QuirkSetting{"plusForSpace", "false"},
    QuirkSetting{"teamForm", "name"},
    QuirkSetting{"listSummaries", "true"},
    QuirkSetting{"shuffledLists", "true"},
    QuirkSetting{"numbersAsText", "true"},
    QuirkSetting{"extraFields", "false"},
    QuirkSetting{"errorsAsXml", "true"},
    QuirkSetting{"charset", "none"},
    QuirkSetting{"charset", "wrong"},
    QuirkSetting{"startingAnswers", "2"},
    QuirkSetting{"omittedPart", "kept"},
    QuirkSetting{"teamRemoval", "moves_members"},
    QuirkSetting{"createdBody", "false"},
    QuirkSetting{"createdLocation", "true"},
    QuirkSetting{"refusedLogin", "page"},
    QuirkSetting{"expiredSession", "redirect"},
    QuirkSetting{"sessionRenewed", "false"},
    QuirkSetting{"sessionTimeout", "60000"},
    QuirkSetting{"tokenName", "OWASP_CSRFTOKEN"},
    QuirkSetting{"tokenPlace", "header"},
    QuirkSetting{"tokenPlace", "form"},
    QuirkSetting{"tokenPlace", "both"},
    QuirkSetting{"tokenLife", "until_login"},
    QuirkSetting{"tokenLife", "per_request"},
    QuirkSetting{"tokenRefusal", "redirect"},
    QuirkSetting{"tokenRefusal", "page"},
    QuirkSetting{"tokenAtLogin", "true"},
    QuirkSetting{"tokenInLinks", "true"},
    QuirkSetting{"checksReferer", "false"},
    QuirkSetting{"noServlet", "page"},
    QuirkSetting{"pageSize", "7"},
    QuirkSetting{"searchIgnored", "true"},
    QuirkSetting{"tidyPages", "true"},
    QuirkSetting{"pageCharset", "none"},
    QuirkSetting{"rolesForm", "lists"},
    QuirkSetting{"roleRemoval", "leaves_teams"},
    QuirkSetting{"agentRole", "as_posted"},
    QuirkSetting{"detailsFirst", "true"},
    QuirkSetting{"updateAnswer", "list"},
    QuirkSetting{"updateAnswer", "redirect"},
    QuirkSetting{"busyUpdates", "1"},
    QuirkSetting{"ignoredUpdates", "1"},
};
// clang-format on

}  // namespace

bool set_quirk(Quirks& quirks, std::string_view name, std::string_view value) {
  return set_named(kNamed, quirks, name, value);
}

std::vector<std::string_view> quirk_names() { return names_of(kNamed); }

std::vector<QuirkSetting> survivable_quirks() { return {kSurvivable.begin(), kSurvivable.end()}; }

}  // namespace muster::simulators::uccx
