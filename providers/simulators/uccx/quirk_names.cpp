#include "providers/simulators/uccx/quirk_names.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <concepts>
#include <iterator>
#include <span>

namespace muster::simulators::uccx {
namespace {

// The words of each enumeration, in the order of its enumerators.
constexpr std::array<std::string_view, 3> words(Version) { return {"12.0", "12.5", "12.5su1"}; }
constexpr std::array<std::string_view, 2> words(EmptyList) { return {"absent", "empty_object"}; }
constexpr std::array<std::string_view, 2> words(ReferenceName) { return {"full_name", "user_id"}; }
constexpr std::array<std::string_view, 2> words(TeamForm) { return {"reference", "name"}; }
constexpr std::array<std::string_view, 2> words(OmittedPart) { return {"cleared", "kept"}; }
constexpr std::array<std::string_view, 4> words(ClearForm) { return {"either", "omit", "empty", "never"}; }
constexpr std::array<std::string_view, 2> words(TeamRemoval) { return {"refused", "moves_members"}; }
constexpr std::array<std::string_view, 3> words(Charset) { return {"utf8", "none", "wrong"}; }
constexpr std::array<std::string_view, 4> words(TokenPlace) { return {"either", "header", "form", "both"}; }
constexpr std::array<std::string_view, 3> words(TokenLife) { return {"session", "until_login", "per_request"}; }
constexpr std::array<std::string_view, 3> words(TokenRefusal) { return {"forbidden", "redirect", "page"}; }
constexpr std::array<std::string_view, 2> words(NoServlet) { return {"not_found", "page"}; }
constexpr std::array<std::string_view, 2> words(LoginPage) { return {"redirect", "page"}; }
constexpr std::array<std::string_view, 2> words(RolesForm) { return {"hidden", "lists"}; }
constexpr std::array<std::string_view, 2> words(RoleRemoval) { return {"refused", "leaves_teams"}; }
constexpr std::array<std::string_view, 2> words(AgentRole) { return {"from_cucm", "as_posted"}; }
constexpr std::array<std::string_view, 3> words(UpdateAnswer) { return {"message", "list", "redirect"}; }
constexpr std::array<std::string_view, 8> words(Attack) {
  return {"none",        "deep_html",    "many_tags",    "endless_pages",
          "entity_bomb", "invalid_utf8", "foreign_host", "login_page"};
}

template <typename Enumeration>
  requires std::is_enum_v<Enumeration>
bool assign(Enumeration& field, std::string_view value) {
  const auto known = words(Enumeration{});
  const auto found = std::find(known.begin(), known.end(), value);
  if (found == known.end()) return false;
  field = static_cast<Enumeration>(std::distance(known.begin(), found));
  return true;
}

bool assign(bool& field, std::string_view value) {
  if (value != "true" && value != "false") return false;
  field = value == "true";
  return true;
}

template <typename Number>
  requires(std::integral<Number> && !std::same_as<Number, bool>)
bool assign(Number& field, std::string_view value) {
  Number number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc{} || end != value.data() + value.size()) return false;
  field = number;
  return true;
}

bool assign(engine::Duration& field, std::string_view value) {
  std::int64_t milliseconds = 0;
  if (!assign(milliseconds, value) || milliseconds < 0) return false;
  field = engine::Duration(milliseconds);
  return true;
}

bool assign(std::string& field, std::string_view value) {
  field = value;
  return true;
}

struct Named {
  std::string_view name;
  bool (*set)(Quirks&, std::string_view);
};

template <auto Member>
bool set_member(Quirks& quirks, std::string_view value) {
  return assign(quirks.*Member, value);
}

// clang-format off
constexpr std::array kNamed{
    Named{"version", set_member<&Quirks::version>},
    Named{"selfUrl", set_member<&Quirks::self_url>},
    Named{"visibilityLag", set_member<&Quirks::visibility_lag>},
    Named{"lockoutAfter", set_member<&Quirks::lockout_after>},
    Named{"singleAsObject", set_member<&Quirks::single_as_object>},
    Named{"emptyList", set_member<&Quirks::empty_list>},
    Named{"referenceName", set_member<&Quirks::reference_name>},
    Named{"plusForSpace", set_member<&Quirks::plus_for_space>},
    Named{"teamForm", set_member<&Quirks::team_form>},
    Named{"listSummaries", set_member<&Quirks::list_summaries>},
    Named{"shuffledLists", set_member<&Quirks::shuffled_lists>},
    Named{"numbersAsText", set_member<&Quirks::numbers_as_text>},
    Named{"extraFields", set_member<&Quirks::extra_fields>},
    Named{"errorsAsXml", set_member<&Quirks::errors_as_xml>},
    Named{"charset", set_member<&Quirks::charset>},
    Named{"startingAnswers", set_member<&Quirks::starting_answers>},
    Named{"typeLag", set_member<&Quirks::type_lag>},
    Named{"omittedPart", set_member<&Quirks::omitted_part>},
    Named{"clearForm", set_member<&Quirks::clear_form>},
    Named{"needsCurrentPrimary", set_member<&Quirks::needs_current_primary>},
    Named{"teamRemoval", set_member<&Quirks::team_removal>},
    Named{"mostMembers", set_member<&Quirks::most_members>},
    Named{"createdBody", set_member<&Quirks::created_body>},
    Named{"createdLocation", set_member<&Quirks::created_location>},
    Named{"refusedLogin", set_member<&Quirks::refused_login>},
    Named{"expiredSession", set_member<&Quirks::expired_session>},
    Named{"sessionRenewed", set_member<&Quirks::session_renewed>},
    Named{"sessionTimeout", set_member<&Quirks::session_timeout>},
    Named{"tokenName", set_member<&Quirks::token_name>},
    Named{"tokenPlace", set_member<&Quirks::token_place>},
    Named{"tokenLife", set_member<&Quirks::token_life>},
    Named{"tokenRefusal", set_member<&Quirks::token_refusal>},
    Named{"tokenAtLogin", set_member<&Quirks::token_at_login>},
    Named{"tokenInLinks", set_member<&Quirks::token_in_links>},
    Named{"checksReferer", set_member<&Quirks::checks_referer>},
    Named{"noServlet", set_member<&Quirks::no_servlet>},
    Named{"pageSize", set_member<&Quirks::page_size>},
    Named{"searchIgnored", set_member<&Quirks::search_ignored>},
    Named{"doubledRow", set_member<&Quirks::doubled_row>},
    Named{"tidyPages", set_member<&Quirks::tidy_pages>},
    Named{"pageCharset", set_member<&Quirks::page_charset>},
    Named{"rolesForm", set_member<&Quirks::roles_form>},
    Named{"roleRemoval", set_member<&Quirks::role_removal>},
    Named{"agentRole", set_member<&Quirks::agent_role>},
    Named{"detailsFirst", set_member<&Quirks::details_first>},
    Named{"updateAnswer", set_member<&Quirks::update_answer>},
    Named{"busyUpdates", set_member<&Quirks::busy_updates>},
    Named{"ignoredUpdates", set_member<&Quirks::ignored_updates>},
    Named{"attack", set_member<&Quirks::attack>},
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
  const auto found = std::find_if(kNamed.begin(), kNamed.end(), [&](const Named& named) { return named.name == name; });
  return found != kNamed.end() && found->set(quirks, value);
}

std::vector<std::string_view> quirk_names() {
  std::vector<std::string_view> names;
  for (const auto& named : kNamed) names.push_back(named.name);
  return names;
}

std::vector<QuirkSetting> survivable_quirks() { return {kSurvivable.begin(), kSurvivable.end()}; }

}  // namespace muster::simulators::uccx
