#include "providers/simulators/genesys_gws/quirk_names.h"

#include <array>

#include "providers/simulators/quirk_setting.h"

namespace muster::simulators::gws {
// The words of each enumeration, in the order of its enumerators.
static constexpr std::array<std::string_view, 3> words(StatusCodeForm) { return {"number", "text", "varying"}; }
static constexpr std::array<std::string_view, 2> words(IdForm) { return {"hex", "dashed"}; }
static constexpr std::array<std::string_view, 3> words(Reordering) { return {"none", "within_page", "whole_listing"}; }
static constexpr std::array<std::string_view, 3> words(UpdateVerb) { return {"put", "post", "both"}; }
static constexpr std::array<std::string_view, 3> words(FeatureOff) {
  return {"not_found", "invalid_operation", "html_page"};
}
static constexpr std::array<std::string_view, 3> words(Saml) { return {"off", "anonymous", "login_page"}; }
static constexpr std::array<std::string_view, 3> words(FieldWrite) { return {"works", "ignored", "refused"}; }
static constexpr std::array<std::string_view, 3> words(Demotion) {
  return {"keeps_devices", "drops_devices", "refused"};
}
static constexpr std::array<std::string_view, 2> words(UnknownField) { return {"ignored", "refused"}; }
static constexpr std::array<std::string_view, 3> words(Recasing) { return {"none", "lower", "upper"}; }

namespace {

// clang-format off
constexpr std::array kNamed{
    NamedQuirk<Quirks>{"version", set_member<&Quirks::version>},
    NamedQuirk<Quirks>{"basePath", set_member<&Quirks::base_path>},
    NamedQuirk<Quirks>{"uriBase", set_member<&Quirks::uri_base>},
    NamedQuirk<Quirks>{"updateVerb", set_member<&Quirks::update_verb>},
    NamedQuirk<Quirks>{"statusCode", set_member<&Quirks::status_code>},
    NamedQuirk<Quirks>{"forbiddenStatus", set_member<&Quirks::forbidden_status>},
    NamedQuirk<Quirks>{"deniedStatus", set_member<&Quirks::denied_status>},
    NamedQuirk<Quirks>{"errorsAsHtml", set_member<&Quirks::errors_as_html>},
    NamedQuirk<Quirks>{"createdStatus", set_member<&Quirks::created_status>},
    NamedQuirk<Quirks>{"skillLevelAsText", set_member<&Quirks::skill_level_as_text>},
    NamedQuirk<Quirks>{"extraFields", set_member<&Quirks::extra_fields>},
    NamedQuirk<Quirks>{"featureOff", set_member<&Quirks::feature_off>},
    NamedQuirk<Quirks>{"idForm", set_member<&Quirks::id_form>},
    NamedQuirk<Quirks>{"csrf", set_member<&Quirks::csrf>},
    NamedQuirk<Quirks>{"csrfRandomHeader", set_member<&Quirks::csrf_random_header>},
    NamedQuirk<Quirks>{"stickyCookie", set_member<&Quirks::sticky_cookie>},
    NamedQuirk<Quirks>{"sessionSignsIn", set_member<&Quirks::session_signs_in>},
    NamedQuirk<Quirks>{"sessionTimeout", set_member<&Quirks::session_timeout>},
    NamedQuirk<Quirks>{"saml", set_member<&Quirks::saml>},
    NamedQuirk<Quirks>{"defaultLimit", set_member<&Quirks::default_limit>},
    NamedQuirk<Quirks>{"pageCap", set_member<&Quirks::page_cap>},
    NamedQuirk<Quirks>{"ignoresLimit", set_member<&Quirks::ignores_limit>},
    NamedQuirk<Quirks>{"ignoresOffset", set_member<&Quirks::ignores_offset>},
    NamedQuirk<Quirks>{"onlyAgents", set_member<&Quirks::only_agents>},
    NamedQuirk<Quirks>{"reordering", set_member<&Quirks::reordering>},
    NamedQuirk<Quirks>{"omittedFields", set_member<&Quirks::omitted_fields>},
    NamedQuirk<Quirks>{"omitsDefaults", set_member<&Quirks::omits_defaults>},
    NamedQuirk<Quirks>{"recasedLogins", set_member<&Quirks::recased_logins>},
    NamedQuirk<Quirks>{"recasedRoles", set_member<&Quirks::recased_roles>},
    NamedQuirk<Quirks>{"visibilityLag", set_member<&Quirks::visibility_lag>},
    NamedQuirk<Quirks>{"readLag", set_member<&Quirks::read_lag>},
    NamedQuirk<Quirks>{"knownRoles", set_member<&Quirks::known_roles>},
    NamedQuirk<Quirks>{"unlicensedRoles", set_member<&Quirks::unlicensed_roles>},
    NamedQuirk<Quirks>{"ineffectiveFields", set_member<&Quirks::ineffective_fields>},
    NamedQuirk<Quirks>{"normalisesText", set_member<&Quirks::normalises_text>},
    NamedQuirk<Quirks>{"emptyRoles", set_member<&Quirks::empty_roles>},
    NamedQuirk<Quirks>{"selfRemoval", set_member<&Quirks::self_removal>},
    NamedQuirk<Quirks>{"email", set_member<&Quirks::email>},
    NamedQuirk<Quirks>{"enabled", set_member<&Quirks::enabled>},
    NamedQuirk<Quirks>{"demotion", set_member<&Quirks::demotion>},
    NamedQuirk<Quirks>{"unknownField", set_member<&Quirks::unknown_field>},
    NamedQuirk<Quirks>{"deviceUnassign", set_member<&Quirks::device_unassign>},
    NamedQuirk<Quirks>{"skillWrites", set_member<&Quirks::skill_writes>},
};
// clang-format on

}  // namespace

bool set_quirk(Quirks& quirks, std::string_view name, std::string_view value) {
  return set_named(kNamed, quirks, name, value);
}

std::vector<std::string_view> quirk_names() { return names_of(kNamed); }

}  // namespace muster::simulators::gws
