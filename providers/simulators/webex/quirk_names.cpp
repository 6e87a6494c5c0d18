#include "providers/simulators/webex/quirk_names.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <concepts>
#include <iterator>

#include "providers/simulators/target.h"

namespace muster::simulators::webex {
namespace {

// The words of each enumeration, in the order of its enumerators.
constexpr std::array<std::string_view, 5> words(ErrorShape) {
  return {"by_resource", "general", "telephony", "text", "html"};
}
constexpr std::array<std::string_view, 3> words(StatusId) { return {"uuid", "hydra", "upper"}; }
constexpr std::array<std::string_view, 3> words(UnassignedDelete) { return {"ignored", "row", "refused"}; }
constexpr std::array<std::string_view, 3> words(SingleDelete) { return {"basic_only", "any_tier", "refused"}; }
constexpr std::array<std::string_view, 3> words(Rotation) { return {"none", "at_once", "after_use"}; }
constexpr std::array<std::string_view, 3> words(PutTrouble) { return {"none", "applies_roles", "applies_rest"}; }
constexpr std::array<std::string_view, 3> words(ScimMode) { return {"works", "off", "does_nothing"}; }

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
    Named{"basePath", set_member<&Quirks::base_path>},
    Named{"linkBase", set_member<&Quirks::link_base>},
    Named{"customerAssistLicence", set_member<&Quirks::customer_assist_licence>},
    Named{"errorShape", set_member<&Quirks::error_shape>},
    Named{"doubledTracking", set_member<&Quirks::doubled_tracking>},
    Named{"extraFields", set_member<&Quirks::extra_fields>},
    Named{"loginAsText", set_member<&Quirks::login_as_text>},
    Named{"tierAsText", set_member<&Quirks::tier_as_text>},
    Named{"cluster", set_member<&Quirks::cluster>},
    Named{"paddedIds", set_member<&Quirks::padded_ids>},
    Named{"upperCaseUuids", set_member<&Quirks::upper_case_uuids>},
    Named{"agentsAlwaysPeople", set_member<&Quirks::agents_always_people>},
    Named{"refusesBareIds", set_member<&Quirks::refuses_bare_ids>},
    Named{"statusId", set_member<&Quirks::status_id>},
    Named{"missingScopes", set_member<&Quirks::missing_scopes>},
    Named{"absentRoles", set_member<&Quirks::absent_roles>},
    Named{"roleChangeEndsTokens", set_member<&Quirks::role_change_ends_tokens>},
    Named{"rotation", set_member<&Quirks::rotation>},
    Named{"tokenLifetime", set_member<&Quirks::token_lifetime>},
    Named{"refreshLifetime", set_member<&Quirks::refresh_lifetime>},
    Named{"pageCap", set_member<&Quirks::page_cap>},
    Named{"defaultMax", set_member<&Quirks::default_max>},
    Named{"supervisorLinks", set_member<&Quirks::supervisor_links>},
    Named{"relativeLinks", set_member<&Quirks::relative_links>},
    Named{"nextOmitsFilters", set_member<&Quirks::next_omits_filters>},
    Named{"reordersPage", set_member<&Quirks::reorders_page>},
    Named{"listShowsRoles", set_member<&Quirks::list_shows_roles>},
    Named{"omitsDetailId", set_member<&Quirks::omits_detail_id>},
    Named{"visibilityLag", set_member<&Quirks::visibility_lag>},
    Named{"readLag", set_member<&Quirks::read_lag>},
    Named{"maxAgents", set_member<&Quirks::max_agents>},
    Named{"overLimitStatus", set_member<&Quirks::over_limit_status>},
    Named{"existsStatus", set_member<&Quirks::exists_status>},
    Named{"unlicensedStatus", set_member<&Quirks::unlicensed_status>},
    Named{"partialStatus", set_member<&Quirks::partial_status>},
    Named{"reportsAdded", set_member<&Quirks::reports_added>},
    Named{"exclusiveAgents", set_member<&Quirks::exclusive_agents>},
    Named{"bulkKnowsTier", set_member<&Quirks::bulk_knows_tier>},
    Named{"refusesReadOnly", set_member<&Quirks::refuses_read_only>},
    Named{"unassignedDelete", set_member<&Quirks::unassigned_delete>},
    Named{"singleDelete", set_member<&Quirks::single_delete>},
    Named{"putTrouble", set_member<&Quirks::put_trouble>},
    Named{"scim", set_member<&Quirks::scim>},
    Named{"scimPatchStatus", set_member<&Quirks::scim_patch_status>},
    Named{"foreignLinks", set_member<&Quirks::foreign_links>},
    Named{"endlessPages", set_member<&Quirks::endless_pages>},
    Named{"repeatsPage", set_member<&Quirks::repeats_page>},
    Named{"agentCountError", set_member<&Quirks::agent_count_error>},
    Named{"writesDoNothing", set_member<&Quirks::writes_do_nothing>},
};

constexpr QuirkSetting kSurvivable[]{
    {"doubledTracking", "false"},
    {"extraFields", "false"},
    {"loginAsText", "false"},
    {"tierAsText", "true"},
    {"errorShape", "general"},
    {"errorShape", "telephony"},
    {"errorShape", "text"},
    {"errorShape", "html"},
    {"cluster", "urn:TEAM:us-west-2_r"},
    {"paddedIds", "true"},
    {"upperCaseUuids", "true"},
    {"agentsAlwaysPeople", "false"},
    {"refusesBareIds", "false"},
    {"statusId", "hydra"},
    {"statusId", "upper"},
    {"rotation", "at_once"},
    {"rotation", "after_use"},
    {"tokenLifetime", "600000"},
    {"pageCap", "3"},
    {"defaultMax", "2"},
    {"supervisorLinks", "false"},
    {"relativeLinks", "true"},
    {"nextOmitsFilters", "true"},
    {"reordersPage", "true"},
    {"listShowsRoles", "false"},
    {"omitsDetailId", "true"},
    {"visibilityLag", "5000"},
    {"readLag", "2000"},
    {"maxAgents", "2"},
    {"overLimitStatus", "413"},
    {"overLimitStatus", "504"},
    {"existsStatus", "400"},
    {"unlicensedStatus", "403"},
    {"partialStatus", "200"},
    {"reportsAdded", "true"},
    {"bulkKnowsTier", "false"},
    {"refusesReadOnly", "true"},
    {"unassignedDelete", "row"},
    {"unassignedDelete", "refused"},
    {"singleDelete", "any_tier"},
    {"singleDelete", "refused"},
    {"putTrouble", "applies_roles"},
    {"scim", "off"},
    {"scimPatchStatus", "204"},
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

std::vector<QuirkSetting> survivable_quirks() { return {std::begin(kSurvivable), std::end(kSurvivable)}; }

Quirks all_survivable_quirks() {
  Quirks quirks;
  for (const auto& [name, value] : kSurvivable) (void)set_quirk(quirks, name, value);
  return quirks;
}

}  // namespace muster::simulators::webex
