#include "providers/simulators/ameyo/quirk_names.h"

#include <array>

#include "providers/simulators/quirk_setting.h"

namespace muster::simulators::ameyo {
// The words of each enumeration, in the order of its enumerators.
static constexpr std::array<std::string_view, 3> words(LoginForms) { return {"both", "documented", "client"}; }
static constexpr std::array<std::string_view, 2> words(LoginReply) { return {"top_level", "nested"}; }
static constexpr std::array<std::string_view, 2> words(ForcedLogin) { return {"ends_oldest", "ends_all"}; }
static constexpr std::array<std::string_view, 3> words(Expired) { return {"forbidden", "unauthorized", "page"}; }
static constexpr std::array<std::string_view, 2> words(FailureForm) { return {"http", "body"}; }
static constexpr std::array<std::string_view, 3> words(KeyPlace) { return {"message", "info", "array"}; }
static constexpr std::array<std::string_view, 3> words(Charset) { return {"utf8", "none", "wrong"}; }
static constexpr std::array<std::string_view, 2> words(UnknownCenter) { return {"empty", "refused"}; }
static constexpr std::array<std::string_view, 5> words(BadElement) {
  return {"none", "null", "number", "no_id", "wrong_types"};
}
static constexpr std::array<std::string_view, 3> words(LoginsForm) { return {"text", "number", "either"}; }
static constexpr std::array<std::string_view, 3> words(UpdateId) { return {"cc_user_id", "user_id", "none"}; }
static constexpr std::array<std::string_view, 2> words(Omitted) { return {"nulled", "kept"}; }
static constexpr std::array<std::string_view, 4> words(WriteReply) {
  return {"nulls", "as_stored", "another_sample", "empty"};
}
static constexpr std::array<std::string_view, 3> words(RoleSpelling) { return {"documented", "spaced", "upper_case"}; }
static constexpr std::array<std::string_view, 2> words(RemovalWithSessions) { return {"refused", "ends_them"}; }
static constexpr std::array<std::string_view, 2> words(LastManager) { return {"refused", "leaves_group"}; }
static constexpr std::array<std::string_view, 3> words(PeopleForm) { return {"cc_user_ids", "user_ids", "objects"}; }
static constexpr std::array<std::string_view, 2> words(PeopleNames) { return {"as_created", "plain"}; }
static constexpr std::array<std::string_view, 4> words(GroupListing) {
  return {"both", "first_only", "second_only", "first_without_people"};
}
static constexpr std::array<std::string_view, 3> words(IdKind) { return {"cc_user_id", "user_id", "either"}; }
static constexpr std::array<std::string_view, 3> words(Assignments) { return {"failures", "everyone", "silent"}; }
static constexpr std::array<std::string_view, 3> words(HierarchyLicence) {
  return {"there", "no_children", "no_groups"};
}
static constexpr std::array<std::string_view, 2> words(GroupRemoval) { return {"with_members", "only_empty"}; }
static constexpr std::array<std::string_view, 8> words(Attack) {
  return {"none", "login_page", "huge", "deep_json", "invalid_utf8", "redirect", "control_characters", "huge_numbers"};
}

namespace {

// clang-format off
constexpr std::array kNamed{
    NamedQuirk<Quirks>{"visibilityLag", set_member<&Quirks::visibility_lag>},
    NamedQuirk<Quirks>{"startingAnswers", set_member<&Quirks::starting_answers>},
    NamedQuirk<Quirks>{"charset", set_member<&Quirks::charset>},
    NamedQuirk<Quirks>{"keyPlace", set_member<&Quirks::key_place>},
    NamedQuirk<Quirks>{"commandFailure", set_member<&Quirks::command_failure>},
    NamedQuirk<Quirks>{"loginForms", set_member<&Quirks::login_forms>},
    NamedQuirk<Quirks>{"loginReply", set_member<&Quirks::login_reply>},
    NamedQuirk<Quirks>{"loginFailure", set_member<&Quirks::login_failure>},
    NamedQuirk<Quirks>{"forcedLogin", set_member<&Quirks::forced_login>},
    NamedQuirk<Quirks>{"serviceLogins", set_member<&Quirks::service_logins>},
    NamedQuirk<Quirks>{"loginHiccups", set_member<&Quirks::login_hiccups>},
    NamedQuirk<Quirks>{"lockoutAfter", set_member<&Quirks::lockout_after>},
    NamedQuirk<Quirks>{"sessionTimeout", set_member<&Quirks::session_timeout>},
    NamedQuirk<Quirks>{"sessionSlides", set_member<&Quirks::session_slides>},
    NamedQuirk<Quirks>{"expired", set_member<&Quirks::expired>},
    NamedQuirk<Quirks>{"needsCookie", set_member<&Quirks::needs_cookie>},
    NamedQuirk<Quirks>{"secureMode", set_member<&Quirks::secure_mode>},
    NamedQuirk<Quirks>{"jwtLifetime", set_member<&Quirks::jwt_lifetime>},
    NamedQuirk<Quirks>{"unknownCenter", set_member<&Quirks::unknown_center>},
    NamedQuirk<Quirks>{"brokenSkills", set_member<&Quirks::broken_skills>},
    NamedQuirk<Quirks>{"html500", set_member<&Quirks::html_500>},
    NamedQuirk<Quirks>{"badElement", set_member<&Quirks::bad_element>},
    NamedQuirk<Quirks>{"caseTwin", set_member<&Quirks::case_twin>},
    NamedQuirk<Quirks>{"numbersAsText", set_member<&Quirks::numbers_as_text>},
    NamedQuirk<Quirks>{"extraFields", set_member<&Quirks::extra_fields>},
    NamedQuirk<Quirks>{"shuffledLists", set_member<&Quirks::shuffled_lists>},
    NamedQuirk<Quirks>{"loginsOnCreate", set_member<&Quirks::logins_on_create>},
    NamedQuirk<Quirks>{"loginsOnUpdate", set_member<&Quirks::logins_on_update>},
    NamedQuirk<Quirks>{"createIgnores", set_member<&Quirks::create_ignores>},
    NamedQuirk<Quirks>{"updateIgnores", set_member<&Quirks::update_ignores>},
    NamedQuirk<Quirks>{"updateId", set_member<&Quirks::update_id>},
    NamedQuirk<Quirks>{"checksBodyId", set_member<&Quirks::checks_body_id>},
    NamedQuirk<Quirks>{"omitted", set_member<&Quirks::omitted>},
    NamedQuirk<Quirks>{"writeReply", set_member<&Quirks::write_reply>},
    NamedQuirk<Quirks>{"approvalLag", set_member<&Quirks::approval_lag>},
    NamedQuirk<Quirks>{"existingKey", set_member<&Quirks::existing_key>},
    NamedQuirk<Quirks>{"idsFoldCase", set_member<&Quirks::ids_fold_case>},
    NamedQuirk<Quirks>{"licensedUsers", set_member<&Quirks::licensed_users>},
    NamedQuirk<Quirks>{"passwordLength", set_member<&Quirks::password_length>},
    NamedQuirk<Quirks>{"echoesPassword", set_member<&Quirks::echoes_password>},
    NamedQuirk<Quirks>{"roleSpelling", set_member<&Quirks::role_spelling>},
    NamedQuirk<Quirks>{"allowedRoles", set_member<&Quirks::allowed_roles>},
    NamedQuirk<Quirks>{"removalWithSessions", set_member<&Quirks::removal_with_sessions>},
    NamedQuirk<Quirks>{"lastManager", set_member<&Quirks::last_manager>},
    NamedQuirk<Quirks>{"peopleForm", set_member<&Quirks::people_form>},
    NamedQuirk<Quirks>{"peopleNames", set_member<&Quirks::people_names>},
    NamedQuirk<Quirks>{"groupListing", set_member<&Quirks::group_listing>},
    NamedQuirk<Quirks>{"groupsWrapped", set_member<&Quirks::groups_wrapped>},
    NamedQuirk<Quirks>{"createdIds", set_member<&Quirks::created_ids>},
    NamedQuirk<Quirks>{"memberIds", set_member<&Quirks::member_ids>},
    NamedQuirk<Quirks>{"managerIds", set_member<&Quirks::manager_ids>},
    NamedQuirk<Quirks>{"sessionInBody", set_member<&Quirks::session_in_body>},
    NamedQuirk<Quirks>{"managersNeedRole", set_member<&Quirks::managers_need_role>},
    NamedQuirk<Quirks>{"unassignsFirst", set_member<&Quirks::unassigns_first>},
    NamedQuirk<Quirks>{"groupIdInReply", set_member<&Quirks::group_id_in_reply>},
    NamedQuirk<Quirks>{"groupFailure512", set_member<&Quirks::group_failure_512>},
    NamedQuirk<Quirks>{"assignments", set_member<&Quirks::assignments>},
    NamedQuirk<Quirks>{"hierarchyLicence", set_member<&Quirks::hierarchy_licence>},
    NamedQuirk<Quirks>{"groupRemoval", set_member<&Quirks::group_removal>},
    NamedQuirk<Quirks>{"attack", set_member<&Quirks::attack>},
};
// clang-format on

// clang-format off
constexpr std::array kSurvivable{
    QuirkSetting{"visibilityLag", "2000"},
    QuirkSetting{"startingAnswers", "2"},
    QuirkSetting{"charset", "none"},
    QuirkSetting{"charset", "wrong"},
    QuirkSetting{"keyPlace", "info"},
    QuirkSetting{"keyPlace", "array"},
    QuirkSetting{"commandFailure", "body"},
    QuirkSetting{"loginReply", "nested"},
    QuirkSetting{"loginFailure", "http"},
    QuirkSetting{"forcedLogin", "ends_all"},
    QuirkSetting{"loginHiccups", "1"},
    QuirkSetting{"lockoutAfter", "0"},
    QuirkSetting{"sessionTimeout", "60000"},
    QuirkSetting{"sessionSlides", "false"},
    QuirkSetting{"expired", "unauthorized"},
    QuirkSetting{"expired", "page"},
    QuirkSetting{"needsCookie", "true"},
    QuirkSetting{"unknownCenter", "refused"},
    QuirkSetting{"numbersAsText", "true"},
    QuirkSetting{"extraFields", "false"},
    QuirkSetting{"shuffledLists", "true"},
    QuirkSetting{"createIgnores", "description"},
    QuirkSetting{"checksBodyId", "false"},
    QuirkSetting{"omitted", "kept"},
    QuirkSetting{"writeReply", "as_stored"},
    QuirkSetting{"writeReply", "another_sample"},
    QuirkSetting{"writeReply", "empty"},
    QuirkSetting{"approvalLag", "5000"},
    QuirkSetting{"existingKey", "user.exists.already"},
    QuirkSetting{"idsFoldCase", "true"},
    QuirkSetting{"echoesPassword", "true"},
    QuirkSetting{"removalWithSessions", "ends_them"},
    QuirkSetting{"lastManager", "leaves_group"},
    QuirkSetting{"peopleForm", "user_ids"},
    QuirkSetting{"peopleForm", "objects"},
    QuirkSetting{"peopleNames", "plain"},
    QuirkSetting{"groupListing", "first_only"},
    QuirkSetting{"groupListing", "first_without_people"},
    QuirkSetting{"groupsWrapped", "true"},
    QuirkSetting{"managersNeedRole", "false"},
    QuirkSetting{"unassignsFirst", "true"},
    QuirkSetting{"groupIdInReply", "true"},
    QuirkSetting{"groupFailure512", "true"},
    QuirkSetting{"assignments", "everyone"},
    QuirkSetting{"assignments", "silent"},
    QuirkSetting{"hierarchyLicence", "no_children"},
};
// clang-format on

}  // namespace

bool set_quirk(Quirks& quirks, std::string_view name, std::string_view value) {
  return set_named(kNamed, quirks, name, value);
}

std::vector<std::string_view> quirk_names() { return names_of(kNamed); }

std::vector<QuirkSetting> survivable_quirks() { return {kSurvivable.begin(), kSurvivable.end()}; }

}  // namespace muster::simulators::ameyo
