#include "tests/simulation/webex_site.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "providers/simulators/target.h"
#include "providers/simulators/webex/hydra.h"
#include "providers/simulators/webex/organisation.h"
#include "providers/simulators/webex/person_fields.h"
#include "providers/simulators/webex/second_admin.h"
#include "tests/simulation/play.h"
#include "tests/simulation/streams.h"

namespace muster::simulation {

namespace {

using simulators::FaultKind;

constexpr const char* kBasic = "supervisor-basic";
constexpr const char* kAssist = "supervisor-customer-assist";

// Between spaces.
std::set<std::string> words_of(const std::string& text) {
  const auto parts = simulators::split(text, ' ');
  std::set<std::string> words(parts.begin(), parts.end());
  words.erase("");
  return words;
}

}  // namespace

WebexSite::WebexSite(webex::World world, bool renews)
    : simulator_(std::move(world)), world_(simulator_.world()), renews_(renews) {
  simulator_.world().quirks.link_base = kWebexUrl;
}

kit::Credentials WebexSite::credentials() const {
  kit::Credentials credentials;
  if (!renews_) {
    credentials.emplace("token", core::Secret(std::string(webex::kToken)));
    return credentials;
  }
  credentials.emplace("clientId", core::Secret(std::string(webex::kClientId)));
  credentials.emplace("clientSecret", core::Secret(std::string(webex::kClientSecret)));
  credentials.emplace("refreshToken", core::Secret(std::string(webex::kRefreshToken)));
  return credentials;
}

net::HttpRequest WebexSite::idle_request() const { return {net::Method::get, "/v1/nothing"}; }

// An access token that is refused although it was just renewed, or cannot be renewed, is not sent again. Tokens end all
// the same: a quirk makes them short-lived.
std::vector<FaultKind> WebexSite::passing_faults() const {
  auto kinds = simulators::every_fault();
  std::erase(kinds, FaultKind::session_expired);
  return kinds;
}

std::string WebexSite::name_of(const std::string& id) const {
  return webex::lower(webex::name_of(world_, webex::tail_of(id).value_or(webex::lower(id))));
}

std::set<std::string> WebexSite::objects_of(const net::HttpRequest& request) {
  if (request.method == net::Method::get) return {};
  const auto target = simulators::parse_target(request.target);
  const auto is_about = [&](std::string_view word) { return std::ranges::count(target.segments, word) > 0; };
  if (is_about("access_token")) return {};
  if (is_about("supervisors")) return supervisors_of(request);
  return {key_of("person", name_of(target.segments.back()))};
}

std::set<std::string> WebexSite::supervisors_of(const net::HttpRequest& request) const {
  const auto target = simulators::parse_target(request.target);
  const auto body = nlohmann::json::parse(request.body, nullptr, false);
  const bool in_body = body.is_object() && body.value("hasCxEssentials", false);
  const std::string entity = in_body || target.parameter("hasCxEssentials") == "true" ? kAssist : kBasic;
  std::set<std::string> keys;
  if (target.segments.back() != "supervisors") keys.insert(key_of(entity, name_of(target.segments.back())));
  if (!body.is_object()) return keys;
  for (const auto& id : body.value("supervisorIds", nlohmann::json::array())) {
    keys.insert(key_of(entity, name_of(id.get<std::string>())));
  }
  if (body.contains("id")) keys.insert(key_of(entity, name_of(body["id"].get<std::string>())));
  return keys;
}

engine::Duration WebexSite::longest_lag() const {
  return std::max(world_.quirks.read_lag, world_.quirks.visibility_lag);
}

bool WebexSite::drift(simulators::Draw& draw, engine::WallTime now) {
  return webex::edit_at_random(world(), now, draw, simulator_.edits());
}

Snapshot WebexSite::snapshot() const {
  Snapshot all;
  for (const webex::Person& person : world_.people.slots()) {
    if (!person.removed) all[key_of("person", webex::lower(person.email()))] = webex::fields_of(world_, person);
  }
  for (const auto tier : {webex::Tier::basic, webex::Tier::customer_assist}) {
    for (const auto& [uuid, assignment] : world_.supervisors(tier)) {
      if (assignment.agents.empty()) continue;
      all[key_of(std::string(webex::entity_of(tier)), webex::lower(webex::name_of(world_, uuid)))] = {
          {"agents", webex::names_of(world_, assignment.agents)}};
    }
  }
  return all;
}

std::string WebexSite::comparable(const std::string&, const std::string& name) const { return webex::lower(name); }

FieldForm WebexSite::form_of(const std::string& entity, const std::string& field) const {
  return field == (entity == "person" ? "roles" : "agents") ? FieldForm::set : FieldForm::foreign;
}

// Names of roles have spaces; none of them is a part of another.
std::set<std::string> WebexSite::members(const std::string& field, const std::string& text) const {
  if (field != "roles") return words_of(webex::lower(text));
  std::set<std::string> roles;
  for (const webex::Named& role : world_.roles) {
    if (text.find(role.name) != std::string::npos) roles.insert(webex::lower(role.name));
  }
  return roles;
}

Administration WebexSite::administration() const {
  Administration rules;
  rules.entity = "person";
  rules.role = "full administrator";
  rules.own_account = key_of("person", std::string(webex::kServiceAccount));
  rules.own_roles_fixed = true;
  return rules;
}

std::string WebexSite::broken_invariant() const {
  return world_.delete_all_received ? "muster asked to delete every supervisor" : "";
}

webex::World& webex_world(Play& play) { return static_cast<WebexSite&>(play.wire(kWebex).site()).world(); }

webex::World draw_webex_world(std::uint64_t seed) {
  simulators::Draw draw = stream(seed, 4);
  const auto chance = [&](std::uint64_t percent) { return draw.below(100) < percent; };
  const auto lag = [&] { return engine::Duration(static_cast<std::int64_t>(draw.below(4'500))); };
  webex::World world = webex::generated_organisation(12 + draw.below(24), seed);
  webex::add_place(world, "PLACE", "Reception", "2901");
  webex::add_place(world, "VIRTUAL_LINE", "Night line", "2911");
  webex::Quirks& quirks = world.quirks;
  if (chance(30)) quirks.cluster = "urn:TEAM:us-west-2_r";
  quirks.padded_ids = chance(30);
  quirks.upper_case_uuids = chance(20);
  quirks.agents_always_people = chance(75);
  quirks.status_id = static_cast<webex::StatusId>(draw.below(3));
  if (chance(25)) quirks.error_shape = static_cast<webex::ErrorShape>(draw.below(5));
  if (chance(20)) quirks.page_cap = 3 + draw.below(8);
  quirks.supervisor_links = chance(75);
  quirks.relative_links = chance(15);
  quirks.next_omits_filters = chance(15);
  quirks.reorders_page = chance(20);
  quirks.list_shows_roles = chance(70);
  quirks.omits_detail_id = chance(15);
  if (chance(25)) quirks.visibility_lag = lag();
  if (chance(15)) quirks.read_lag = lag();
  if (chance(15)) quirks.max_agents = 1 + draw.below(3);
  quirks.over_limit_status = chance(50) ? 400 : 413;  // 504 is a doubt each time: settings.agentBatch has to be lowered
  quirks.exists_status = chance(50) ? 409 : 400;
  quirks.partial_status = chance(80) ? 206 : 200;
  quirks.reports_added = chance(20);
  quirks.unassigned_delete = static_cast<webex::UnassignedDelete>(draw.below(3));
  quirks.single_delete = static_cast<webex::SingleDelete>(draw.below(3));
  quirks.refuses_read_only = chance(20);
  quirks.scim = chance(70) ? webex::ScimMode::works : webex::ScimMode::off;
  quirks.scim_patch_status = chance(50) ? 200 : 204;
  if (chance(40)) quirks.rotation = webex::Rotation::after_use;
  if (chance(50)) quirks.token_lifetime = engine::Duration(static_cast<std::int64_t>(10 + draw.below(60)) * 60'000);
  return world;
}

}  // namespace muster::simulation
