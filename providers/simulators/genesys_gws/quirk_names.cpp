#include "providers/simulators/genesys_gws/quirk_names.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <concepts>
#include <iterator>
#include <span>

#include "providers/simulators/target.h"

namespace muster::simulators::gws {
namespace {

// The words of each enumeration, in the order of its enumerators.
constexpr std::array<std::string_view, 3> words(StatusCodeForm) { return {"number", "text", "varying"}; }
constexpr std::array<std::string_view, 2> words(IdForm) { return {"hex", "dashed"}; }
constexpr std::array<std::string_view, 3> words(Reordering) { return {"none", "within_page", "whole_listing"}; }
constexpr std::array<std::string_view, 3> words(UpdateVerb) { return {"put", "post", "both"}; }
constexpr std::array<std::string_view, 3> words(FeatureOff) { return {"not_found", "invalid_operation", "html_page"}; }
constexpr std::array<std::string_view, 3> words(Saml) { return {"off", "anonymous", "login_page"}; }
constexpr std::array<std::string_view, 3> words(FieldWrite) { return {"works", "ignored", "refused"}; }
constexpr std::array<std::string_view, 3> words(Demotion) { return {"keeps_devices", "drops_devices", "refused"}; }
constexpr std::array<std::string_view, 2> words(UnknownField) { return {"ignored", "refused"}; }
constexpr std::array<std::string_view, 3> words(Recasing) { return {"none", "lower", "upper"}; }

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

bool assign(std::set<std::string>& field, std::string_view value) {
  const auto members = split(value, ',');
  field = {members.begin(), members.end()};
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
    Named{"basePath", set_member<&Quirks::base_path>},
    Named{"uriBase", set_member<&Quirks::uri_base>},
    Named{"updateVerb", set_member<&Quirks::update_verb>},
    Named{"statusCode", set_member<&Quirks::status_code>},
    Named{"forbiddenStatus", set_member<&Quirks::forbidden_status>},
    Named{"deniedStatus", set_member<&Quirks::denied_status>},
    Named{"errorsAsHtml", set_member<&Quirks::errors_as_html>},
    Named{"createdStatus", set_member<&Quirks::created_status>},
    Named{"skillLevelAsText", set_member<&Quirks::skill_level_as_text>},
    Named{"extraFields", set_member<&Quirks::extra_fields>},
    Named{"featureOff", set_member<&Quirks::feature_off>},
    Named{"idForm", set_member<&Quirks::id_form>},
    Named{"csrf", set_member<&Quirks::csrf>},
    Named{"csrfRandomHeader", set_member<&Quirks::csrf_random_header>},
    Named{"stickyCookie", set_member<&Quirks::sticky_cookie>},
    Named{"sessionSignsIn", set_member<&Quirks::session_signs_in>},
    Named{"sessionTimeout", set_member<&Quirks::session_timeout>},
    Named{"saml", set_member<&Quirks::saml>},
    Named{"defaultLimit", set_member<&Quirks::default_limit>},
    Named{"pageCap", set_member<&Quirks::page_cap>},
    Named{"ignoresLimit", set_member<&Quirks::ignores_limit>},
    Named{"ignoresOffset", set_member<&Quirks::ignores_offset>},
    Named{"onlyAgents", set_member<&Quirks::only_agents>},
    Named{"reordering", set_member<&Quirks::reordering>},
    Named{"omittedFields", set_member<&Quirks::omitted_fields>},
    Named{"omitsDefaults", set_member<&Quirks::omits_defaults>},
    Named{"recasedLogins", set_member<&Quirks::recased_logins>},
    Named{"recasedRoles", set_member<&Quirks::recased_roles>},
    Named{"visibilityLag", set_member<&Quirks::visibility_lag>},
    Named{"readLag", set_member<&Quirks::read_lag>},
    Named{"knownRoles", set_member<&Quirks::known_roles>},
    Named{"unlicensedRoles", set_member<&Quirks::unlicensed_roles>},
    Named{"ineffectiveFields", set_member<&Quirks::ineffective_fields>},
    Named{"normalisesText", set_member<&Quirks::normalises_text>},
    Named{"emptyRoles", set_member<&Quirks::empty_roles>},
    Named{"selfRemoval", set_member<&Quirks::self_removal>},
    Named{"email", set_member<&Quirks::email>},
    Named{"enabled", set_member<&Quirks::enabled>},
    Named{"demotion", set_member<&Quirks::demotion>},
    Named{"unknownField", set_member<&Quirks::unknown_field>},
    Named{"deviceUnassign", set_member<&Quirks::device_unassign>},
    Named{"skillWrites", set_member<&Quirks::skill_writes>},
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

}  // namespace muster::simulators::gws
