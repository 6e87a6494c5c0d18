#include "tests/simulation/uccx_site.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "providers/simulators/target.h"
#include "providers/simulators/uccx/field_texts.h"
#include "providers/simulators/uccx/organisation.h"
#include "providers/simulators/uccx/second_admin.h"
#include "tests/simulation/folding.h"
#include "tests/simulation/play.h"
#include "tests/simulation/streams.h"

namespace muster::simulation {

UccxSite::UccxSite(uccx::World world) : simulator_(std::move(world)), world_(simulator_.world()) {
  for (const auto& [id, user] : world_.users) {
    if (user.has_role(uccx::kAgent)) agents_.insert(id);
  }
}

kit::Credentials UccxSite::credentials() const {
  kit::Credentials credentials;
  credentials.emplace("username", core::Secret(std::string(uccx::kServiceAccount)));
  credentials.emplace("password", core::Secret(std::string(uccx::kServicePassword)));
  return credentials;
}

net::HttpRequest UccxSite::idle_request() const { return {net::Method::get, "/nothing"}; }

std::set<std::string> UccxSite::objects_of(const net::HttpRequest& request) {
  if (request.method == net::Method::get) return {};
  const auto target = simulators::parse_target(request.target);
  if (target.segments.size() < 2) return {};
  if (target.segments[0] == "adminapi" && target.segments[1] == "team") return {key_of("team", team_of(request))};
  if (target.segments[0] == "adminapi") return {key_of("user", lower(target.segments.back()))};
  const auto form = simulators::parse_target("?" + request.body);
  if (form.parameter("request_type") != "ldapsetup.userupdate") return {};
  return {key_of("user", lower(std::string(form.parameter("selected_user").value_or(""))))};
}

// Of a team that is gone, the name it had.
std::string UccxSite::team_of(const net::HttpRequest& request) {
  for (const auto& [number, team] : world_.teams) teams_[fmt::format("{}", number)] = team.name;
  const auto target = simulators::parse_target(request.target);
  if (target.segments.size() > 2) return teams_[target.segments[2]];
  const auto body = nlohmann::json::parse(request.body, nullptr, false);
  return body.is_object() ? body.value("teamname", "") : "";
}

engine::Duration UccxSite::longest_lag() const {
  return std::max(world_.quirks.visibility_lag, world_.quirks.type_lag);
}

bool UccxSite::drift(simulators::Draw& draw, engine::WallTime now) {
  return uccx::edit_at_random(world(), now, draw, simulator_.edits());
}

Snapshot UccxSite::snapshot() const {
  Snapshot all;
  for (const auto& [id, user] : world_.users) {
    auto fields = uccx::field_texts(world_, user);
    fields.erase("team");
    all[key_of("user", lower(id))] = std::move(fields);
  }
  for (const auto& [number, team] : world_.teams) {
    if (!team.removed) all[key_of("team", team.name)] = uccx::field_texts(team);
  }
  return all;
}

std::string UccxSite::comparable(const std::string& entity, const std::string& name) const {
  return entity == "team" ? name : lower(name);
}

FieldForm UccxSite::form_of(const std::string& entity, const std::string& field) const {
  if (entity == "user" && field == "team") return FieldForm::derived;
  if (entity == "user") return field == "roles" ? FieldForm::set : FieldForm::foreign;
  if (field == "agents" || field == "secondarySupervisors") return FieldForm::set;
  return field == "primarySupervisor" ? FieldForm::text : FieldForm::foreign;
}

std::set<std::string> UccxSite::members(const std::string&, const std::string& text) const {
  const auto parts = simulators::split(lower(text), ' ');
  std::set<std::string> words(parts.begin(), parts.end());
  words.erase("");
  return words;
}

Administration UccxSite::administration() const {
  Administration rules;
  rules.entity = "user";
  rules.role = "administrator";
  rules.own_account = key_of("user", std::string(uccx::kServiceAccount));
  return rules;
}

std::string UccxSite::broken_invariant() const {
  std::map<std::string, int> teams;
  for (const auto& [number, team] : world_.teams) {
    for (const std::string& member : team.members) {
      if (!team.removed && ++teams[member] > 1) return member + " is in two teams";
    }
  }
  for (const std::string& agent : agents_) {
    if (!world_.find_user(agent)->has_role(uccx::kAgent)) return agent + " is no agent any more";
  }
  return world_.find_team(uccx::kDefaultTeam) == nullptr ? "the default team is gone" : "";
}

uccx::World& uccx_world(Play& play) { return static_cast<UccxSite&>(play.wire(kUccx).site()).world(); }

uccx::World draw_uccx_world(std::uint64_t seed) {
  simulators::Draw draw = stream(seed, 5);
  const auto chance = [&](std::uint64_t percent) { return draw.below(100) < percent; };
  const auto lag = [&] { return engine::Duration(static_cast<std::int64_t>(draw.below(4'500))); };
  uccx::World world = uccx::generated_organisation(14 + draw.below(28), seed);
  for (int csq = 1; csq <= 4; ++csq) world.csqs[csq] = fmt::format("Queue {}", csq);
  for (auto& [number, team] : world.teams) {
    team.csqs = {1 + number % 4};
    if (chance(30)) team.extras["wallboard"] = R"({"layout":"wide","rows":4})";
  }
  uccx::Quirks& quirks = world.quirks;
  quirks.version = static_cast<uccx::Version>(draw.below(3));
  if (chance(25)) quirks.visibility_lag = lag();
  quirks.single_as_object = chance(60);
  quirks.empty_list = static_cast<uccx::EmptyList>(draw.below(2));
  quirks.reference_name = static_cast<uccx::ReferenceName>(draw.below(2));
  quirks.plus_for_space = chance(50);
  quirks.team_form = static_cast<uccx::TeamForm>(draw.below(2));
  quirks.list_summaries = chance(20);
  quirks.shuffled_lists = chance(30);
  quirks.numbers_as_text = chance(30);
  quirks.errors_as_xml = chance(30);
  if (chance(30)) quirks.type_lag = lag();
  quirks.omitted_part = static_cast<uccx::OmittedPart>(draw.below(2));
  quirks.clear_form = static_cast<uccx::ClearForm>(draw.below(3));
  quirks.needs_current_primary = chance(20);
  quirks.team_removal = static_cast<uccx::TeamRemoval>(draw.below(2));
  quirks.created_body = chance(70);
  quirks.created_location = chance(40);
  quirks.expired_session = static_cast<uccx::LoginPage>(draw.below(2));
  quirks.session_renewed = chance(70);
  quirks.token_place = static_cast<uccx::TokenPlace>(draw.below(4));
  quirks.token_life = static_cast<uccx::TokenLife>(draw.below(2));
  quirks.token_refusal = static_cast<uccx::TokenRefusal>(draw.below(3));
  quirks.token_at_login = chance(25);
  quirks.token_in_links = chance(25);
  quirks.tidy_pages = chance(30);
  if (chance(30)) quirks.page_size = 4 + draw.below(12);
  quirks.search_ignored = chance(20);
  quirks.roles_form = static_cast<uccx::RolesForm>(draw.below(2));
  quirks.agent_role = static_cast<uccx::AgentRole>(draw.below(2));
  quirks.details_first = chance(25);
  quirks.update_answer = static_cast<uccx::UpdateAnswer>(draw.below(3));
  return world;
}

}  // namespace muster::simulation
