#include "providers/simulators/cucm_uds/quirk_names.h"

#include <array>

#include "providers/simulators/quirk_setting.h"

namespace muster::simulators::cucm_uds {
// The words of each enumeration, in the order of its enumerators.
static constexpr std::array<std::string_view, 7> words(Version) {
  return {"10.0", "10.5", "11.0", "11.5", "12.0", "12.5", "14.0"};
}
static constexpr std::array<std::string_view, 3> words(UriPort) { return {"mixed", "always", "never"}; }
static constexpr std::array<std::string_view, 3> words(EmptyElement) { return {"mixed", "long_form", "short_form"}; }
static constexpr std::array<std::string_view, 3> words(NumberForm) { return {"as_written", "without_plus", "spaced"}; }
static constexpr std::array<std::string_view, 3> words(Charset) { return {"utf8", "none", "wrong"}; }
static constexpr std::array<std::string_view, 4> words(ErrorBody) { return {"mixed", "empty", "html", "xml"}; }
static constexpr std::array<std::string_view, 2> words(TimeOfDay) {
  return {"no_office_hours_first", "midnight_first"};
}
static constexpr std::array<std::string_view, 3> words(OtherSession) {
  return {"answers_as_other", "refused", "basic_wins"};
}
static constexpr std::array<std::string_view, 3> words(PostPath) { return {"either", "without_id", "with_id"}; }
static constexpr std::array<std::string_view, 3> words(PutNumber) {
  return {"either", "destination_number", "destination"};
}
static constexpr std::array<std::string_view, 2> words(NoDestinations) { return {"not_found", "empty_list"}; }
static constexpr std::array<std::string_view, 2> words(ListPut) { return {"replaces", "upserts"}; }
static constexpr std::array<std::string_view, 2> words(Unwritable) { return {"ignored", "refused"}; }
static constexpr std::array<std::string_view, 8> words(Attack) {
  return {"none", "entity_bomb", "external_entity", "deep_xml", "huge_xml", "invalid_utf8", "cut_xml", "login_page"};
}

namespace {

// clang-format off
constexpr std::array kNamed{
    NamedQuirk<Quirks>{"version", set_member<&Quirks::version>},
    NamedQuirk<Quirks>{"selfUrl", set_member<&Quirks::self_url>},
    NamedQuirk<Quirks>{"uriPort", set_member<&Quirks::uri_port>},
    NamedQuirk<Quirks>{"usersNeedSignIn", set_member<&Quirks::users_need_sign_in>},
    NamedQuirk<Quirks>{"lockoutAfter", set_member<&Quirks::lockout_after>},
    NamedQuirk<Quirks>{"cookielessRefusals", set_member<&Quirks::cookieless_refusals>},
    NamedQuirk<Quirks>{"otherSession", set_member<&Quirks::other_session>},
    NamedQuirk<Quirks>{"cookieSuffices", set_member<&Quirks::cookie_suffices>},
    NamedQuirk<Quirks>{"sessionOutlivesPassword", set_member<&Quirks::session_outlives_password>},
    NamedQuirk<Quirks>{"sessionTimeout", set_member<&Quirks::session_timeout>},
    NamedQuirk<Quirks>{"overloadedAnswers", set_member<&Quirks::overloaded_answers>},
    NamedQuirk<Quirks>{"retryAfter", set_member<&Quirks::retry_after>},
    NamedQuirk<Quirks>{"shuffled", set_member<&Quirks::shuffled>},
    NamedQuirk<Quirks>{"unknownElements", set_member<&Quirks::unknown_elements>},
    NamedQuirk<Quirks>{"emptyElement", set_member<&Quirks::empty_element>},
    NamedQuirk<Quirks>{"numberForm", set_member<&Quirks::number_form>},
    NamedQuirk<Quirks>{"charset", set_member<&Quirks::charset>},
    NamedQuirk<Quirks>{"errorBody", set_member<&Quirks::error_body>},
    NamedQuirk<Quirks>{"primaryExtension", set_member<&Quirks::primary_extension>},
    NamedQuirk<Quirks>{"sameExtensionIds", set_member<&Quirks::same_extension_ids>},
    NamedQuirk<Quirks>{"usageAsOptions", set_member<&Quirks::usage_as_options>},
    NamedQuirk<Quirks>{"scheduleElement", set_member<&Quirks::schedule_element>},
    NamedQuirk<Quirks>{"usageOptions", set_member<&Quirks::usage_options>},
    NamedQuirk<Quirks>{"noDestinations", set_member<&Quirks::no_destinations>},
    NamedQuirk<Quirks>{"timeOfDay", set_member<&Quirks::time_of_day>},
    NamedQuirk<Quirks>{"postPath", set_member<&Quirks::post_path>},
    NamedQuirk<Quirks>{"putNumber", set_member<&Quirks::put_number>},
    NamedQuirk<Quirks>{"speedDialPut", set_member<&Quirks::speed_dial_put>},
    NamedQuirk<Quirks>{"createdBody", set_member<&Quirks::created_body>},
    NamedQuirk<Quirks>{"userExtensionPut", set_member<&Quirks::user_extension_put>},
    NamedQuirk<Quirks>{"fixedDescription", set_member<&Quirks::fixed_description>},
    NamedQuirk<Quirks>{"oldDisplayName", set_member<&Quirks::old_display_name>},
    NamedQuirk<Quirks>{"foreignClusterStatus", set_member<&Quirks::foreign_cluster_status>},
    NamedQuirk<Quirks>{"ldapPasswordStatus", set_member<&Quirks::ldap_password_status>},
    NamedQuirk<Quirks>{"notAllowedStatus", set_member<&Quirks::not_allowed_status>},
    NamedQuirk<Quirks>{"rememberedPasswords", set_member<&Quirks::remembered_passwords>},
    NamedQuirk<Quirks>{"ignoredWrites", set_member<&Quirks::ignored_writes>},
    NamedQuirk<Quirks>{"attack", set_member<&Quirks::attack>},
};

constexpr std::array kSurvivable{
    QuirkSetting{"version", "11.5"},
    QuirkSetting{"version", "14.0"},
    QuirkSetting{"uriPort", "always"},
    QuirkSetting{"uriPort", "never"},
    QuirkSetting{"usersNeedSignIn", "true"},
    QuirkSetting{"lockoutAfter", "0"},
    QuirkSetting{"cookielessRefusals", "0"},
    QuirkSetting{"otherSession", "refused"},
    QuirkSetting{"otherSession", "basic_wins"},
    QuirkSetting{"cookieSuffices", "false"},
    QuirkSetting{"sessionTimeout", "5000"},
    QuirkSetting{"overloadedAnswers", "2"},
    QuirkSetting{"retryAfter", ""},
    QuirkSetting{"shuffled", "false"},
    QuirkSetting{"unknownElements", "false"},
    QuirkSetting{"emptyElement", "long_form"},
    QuirkSetting{"emptyElement", "short_form"},
    QuirkSetting{"numberForm", "spaced"},
    QuirkSetting{"charset", "none"},
    QuirkSetting{"errorBody", "empty"},
    QuirkSetting{"errorBody", "html"},
    QuirkSetting{"errorBody", "xml"},
    QuirkSetting{"primaryExtension", "true"},
    QuirkSetting{"sameExtensionIds", "true"},
    QuirkSetting{"usageAsOptions", "true"},
    QuirkSetting{"scheduleElement", "ringSchedule"},
    QuirkSetting{"usageOptions", "true"},
    QuirkSetting{"noDestinations", "empty_list"},
    QuirkSetting{"timeOfDay", "midnight_first"},
    QuirkSetting{"postPath", "without_id"},
    QuirkSetting{"putNumber", "destination_number"},
    QuirkSetting{"speedDialPut", "upserts"},
    QuirkSetting{"createdBody", "true"},
    QuirkSetting{"userExtensionPut", "true"},
    QuirkSetting{"fixedDescription", "refused"},
    QuirkSetting{"foreignClusterStatus", "409"},
    QuirkSetting{"ldapPasswordStatus", "415"},
    QuirkSetting{"notAllowedStatus", "409"},
    QuirkSetting{"ignoredWrites", "1"},
};
// clang-format on

}  // namespace

bool set_quirk(Quirks& quirks, std::string_view name, std::string_view value) {
  return set_named(kNamed, quirks, name, value);
}

std::vector<std::string_view> quirk_names() { return names_of(kNamed); }

std::vector<QuirkSetting> survivable_quirks() { return {kSurvivable.begin(), kSurvivable.end()}; }

}  // namespace muster::simulators::cucm_uds
