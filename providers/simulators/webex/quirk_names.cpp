#include "providers/simulators/webex/quirk_names.h"

#include <array>

#include "providers/simulators/quirk_setting.h"

namespace muster::simulators::webex {
// The words of each enumeration, in the order of its enumerators.
static constexpr std::array<std::string_view, 5> words(ErrorShape) {
  return {"by_resource", "general", "telephony", "text", "html"};
}
static constexpr std::array<std::string_view, 3> words(StatusId) { return {"uuid", "hydra", "upper"}; }
static constexpr std::array<std::string_view, 3> words(UnassignedDelete) { return {"ignored", "row", "refused"}; }
static constexpr std::array<std::string_view, 3> words(SingleDelete) { return {"basic_only", "any_tier", "refused"}; }
static constexpr std::array<std::string_view, 3> words(Rotation) { return {"none", "at_once", "after_use"}; }
static constexpr std::array<std::string_view, 3> words(PutTrouble) { return {"none", "applies_roles", "applies_rest"}; }
static constexpr std::array<std::string_view, 3> words(ScimMode) { return {"works", "off", "does_nothing"}; }

namespace {

// clang-format off
constexpr std::array kNamed{
    NamedQuirk<Quirks>{"basePath", set_member<&Quirks::base_path>},
    NamedQuirk<Quirks>{"linkBase", set_member<&Quirks::link_base>},
    NamedQuirk<Quirks>{"customerAssistLicence", set_member<&Quirks::customer_assist_licence>},
    NamedQuirk<Quirks>{"errorShape", set_member<&Quirks::error_shape>},
    NamedQuirk<Quirks>{"doubledTracking", set_member<&Quirks::doubled_tracking>},
    NamedQuirk<Quirks>{"extraFields", set_member<&Quirks::extra_fields>},
    NamedQuirk<Quirks>{"loginAsText", set_member<&Quirks::login_as_text>},
    NamedQuirk<Quirks>{"tierAsText", set_member<&Quirks::tier_as_text>},
    NamedQuirk<Quirks>{"cluster", set_member<&Quirks::cluster>},
    NamedQuirk<Quirks>{"paddedIds", set_member<&Quirks::padded_ids>},
    NamedQuirk<Quirks>{"upperCaseUuids", set_member<&Quirks::upper_case_uuids>},
    NamedQuirk<Quirks>{"agentsAlwaysPeople", set_member<&Quirks::agents_always_people>},
    NamedQuirk<Quirks>{"refusesBareIds", set_member<&Quirks::refuses_bare_ids>},
    NamedQuirk<Quirks>{"statusId", set_member<&Quirks::status_id>},
    NamedQuirk<Quirks>{"missingScopes", set_member<&Quirks::missing_scopes>},
    NamedQuirk<Quirks>{"absentRoles", set_member<&Quirks::absent_roles>},
    NamedQuirk<Quirks>{"roleChangeEndsTokens", set_member<&Quirks::role_change_ends_tokens>},
    NamedQuirk<Quirks>{"rotation", set_member<&Quirks::rotation>},
    NamedQuirk<Quirks>{"tokenLifetime", set_member<&Quirks::token_lifetime>},
    NamedQuirk<Quirks>{"refreshLifetime", set_member<&Quirks::refresh_lifetime>},
    NamedQuirk<Quirks>{"pageCap", set_member<&Quirks::page_cap>},
    NamedQuirk<Quirks>{"defaultMax", set_member<&Quirks::default_max>},
    NamedQuirk<Quirks>{"supervisorLinks", set_member<&Quirks::supervisor_links>},
    NamedQuirk<Quirks>{"relativeLinks", set_member<&Quirks::relative_links>},
    NamedQuirk<Quirks>{"nextOmitsFilters", set_member<&Quirks::next_omits_filters>},
    NamedQuirk<Quirks>{"reordersPage", set_member<&Quirks::reorders_page>},
    NamedQuirk<Quirks>{"listShowsRoles", set_member<&Quirks::list_shows_roles>},
    NamedQuirk<Quirks>{"omitsDetailId", set_member<&Quirks::omits_detail_id>},
    NamedQuirk<Quirks>{"visibilityLag", set_member<&Quirks::visibility_lag>},
    NamedQuirk<Quirks>{"readLag", set_member<&Quirks::read_lag>},
    NamedQuirk<Quirks>{"maxAgents", set_member<&Quirks::max_agents>},
    NamedQuirk<Quirks>{"overLimitStatus", set_member<&Quirks::over_limit_status>},
    NamedQuirk<Quirks>{"existsStatus", set_member<&Quirks::exists_status>},
    NamedQuirk<Quirks>{"unlicensedStatus", set_member<&Quirks::unlicensed_status>},
    NamedQuirk<Quirks>{"partialStatus", set_member<&Quirks::partial_status>},
    NamedQuirk<Quirks>{"reportsAdded", set_member<&Quirks::reports_added>},
    NamedQuirk<Quirks>{"exclusiveAgents", set_member<&Quirks::exclusive_agents>},
    NamedQuirk<Quirks>{"bulkKnowsTier", set_member<&Quirks::bulk_knows_tier>},
    NamedQuirk<Quirks>{"refusesReadOnly", set_member<&Quirks::refuses_read_only>},
    NamedQuirk<Quirks>{"unassignedDelete", set_member<&Quirks::unassigned_delete>},
    NamedQuirk<Quirks>{"singleDelete", set_member<&Quirks::single_delete>},
    NamedQuirk<Quirks>{"putTrouble", set_member<&Quirks::put_trouble>},
    NamedQuirk<Quirks>{"scim", set_member<&Quirks::scim>},
    NamedQuirk<Quirks>{"scimPatchStatus", set_member<&Quirks::scim_patch_status>},
    NamedQuirk<Quirks>{"foreignLinks", set_member<&Quirks::foreign_links>},
    NamedQuirk<Quirks>{"endlessPages", set_member<&Quirks::endless_pages>},
    NamedQuirk<Quirks>{"repeatsPage", set_member<&Quirks::repeats_page>},
    NamedQuirk<Quirks>{"agentCountError", set_member<&Quirks::agent_count_error>},
    NamedQuirk<Quirks>{"writesDoNothing", set_member<&Quirks::writes_do_nothing>},
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
  return set_named(kNamed, quirks, name, value);
}

std::vector<std::string_view> quirk_names() { return names_of(kNamed); }

std::vector<QuirkSetting> survivable_quirks() { return {std::begin(kSurvivable), std::end(kSurvivable)}; }

Quirks all_survivable_quirks() {
  Quirks quirks;
  for (const auto& [name, value] : kSurvivable) (void)set_quirk(quirks, name, value);
  return quirks;
}

}  // namespace muster::simulators::webex
