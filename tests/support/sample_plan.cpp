#include "tests/support/sample_plan.h"

#include <fmt/format.h>

#include "tests/support/toy_catalog.h"

namespace muster::support {
namespace {

using core::Action;
using core::Change;
using core::FieldDifference;
using core::Place;

constexpr std::uint16_t kUserKind = 0;
constexpr std::uint16_t kTeamKind = 2;

FieldDifference scalar(std::string path, std::optional<std::string> before, std::optional<std::string> after) {
  FieldDifference field;
  field.path = std::move(path);
  field.before = std::move(before);
  field.after = std::move(after);
  return field;
}

FieldDifference set(std::string path, std::vector<std::string> added, std::vector<std::string> removed,
                    std::vector<std::string> kept = {}) {
  FieldDifference field;
  field.path = std::move(path);
  field.is_set = true;
  field.added = std::move(added);
  field.removed = std::move(removed);
  field.kept = std::move(kept);
  field.exact = field.kept.empty();
  return field;
}

Change user(std::string name, Action action, Place place) {
  Change change;
  change.entity = {"toy-one", "user", name};
  change.entity_index = toy::kUser;
  change.kind = kUserKind;
  change.name = std::move(name);
  change.action = action;
  change.intended = action;
  change.place = place;
  change.requests = 2;
  change.fingerprint = "00112233445566778899aabbccddeeff";
  return change;
}

Change created() {
  Change change = user("ada.lund", Action::create, {0, 3, 1});
  change.fields = {set("roles", {"ROLE_AGENT", "ROLE_SUPERVISOR"}, {}), scalar("displayName", std::nullopt, "Ada Lund"),
                   scalar("password", std::nullopt, "(secret)")};
  change.fields.back().unverifiable = true;
  change.labels = {{"team", "billing"}};
  return change;
}

Change hostile() {
  Change change = user("bo.lind", Action::update, {0, 14, 1});
  change.id = core::RemoteId("u-17");
  change.fields = {set("roles", {"ROLE_SUPERVISOR"}, {"ROLE_ADMIN"}, {"ROLE_AGENT", "ROLE_REPORTS"}),
                   scalar("displayName", "Bo\x1b[2J\nLind\u202e", "Bo Lind"),
                   scalar("emailAddress", "", "bo@one.example")};
  change.fields[0].note = "no longer managed, still granted: ROLE_REPORTS";
  change.fields[2].drift = true;
  return change;
}

Change drifted() {
  Change change = user("cy.moran", Action::update, {0, 25, 1});
  change.by_drift = true;
  change.fields = {scalar("enabled", "false", "true")};
  change.fields[0].drift = true;
  return change;
}

Change removed() {
  Change change = user("di.novak", Action::remove, {0, 31, 1});
  change.notes = {"leaves team Billing first"};
  return change;
}

Change blocked() {
  Change change = user("root", Action::blocked, {0, 40, 1});
  change.intended = Action::update;
  change.fields = {set("roles", {}, {"ROLE_ADMIN"})};
  change.blocked = {{"minAdmins", "taking ROLE_ADMIN from root would leave no administrator; name another one first"}};
  return change;
}

Change renamed() {
  Change change = user("Billing", Action::rename, {1, 2, 1});
  change.entity = {"toy-one", "team", "Billing"};
  change.entity_index = toy::kTeam;
  change.kind = kTeamKind;
  change.fields = {scalar("name", "Accounts", "Billing"), set("agents", {"ada.lund"}, {"di.novak"})};
  return change;
}

}  // namespace

core::Desired sample_desired() {
  core::Desired desired;
  desired.files = {"users/billing.yaml", "teams.yaml"};
  desired.commit = "tree:0f3c9a1b2c3d";
  core::DesiredSystem system;
  system.spec.name = "toy-one";
  system.spec.provider = "toy";
  system.spec.url = "https://toy.one.example";
  desired.systems.push_back(std::move(system));
  return desired;
}

core::Plan sample_plan() {
  core::SystemPlan system;
  system.system = "toy-one";
  system.changes = {renamed(), created(), hostile(), drifted(), removed(), blocked()};
  for (const std::uint32_t change : {1U, 0U, 2U, 3U, 4U}) {
    core::Step step;
    step.change = change;
    system.schedule.steps.push_back(std::move(step));
  }
  system.schedule.waits = {{1, 0, core::Until::verified}, {4, 1, core::Until::accepted}};
  system.managed = 60;
  system.live = 61;
  system.in_sync = 54;
  system.unmanaged = {{"toy-one", "user", "zoe"}};
  system.adopted = {{{"toy-one", "user", "eve"}, core::RemoteId("u-1")},
                    {{"toy-one", "user", "fay"}, core::RemoteId("u-2")}};
  system.consequences = {"bo.lind loses ROLE_ADMIN and gains ROLE_SUPERVISOR", "team Billing: ada.lund joins"};
  system.warnings = {"cannot write devices: the feature is off"};
  system.requests = 12;
  system.duration = std::chrono::seconds(130);
  core::Plan plan;
  plan.id = "3f9a2c71d0e4b85f";
  plan.commit = "tree:0f3c9a1b2c3d";
  plan.made_at = std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) + std::chrono::minutes(131);
  plan.systems.push_back(std::move(system));
  return plan;
}

core::Plan large_plan(std::size_t count) {
  core::Plan plan = sample_plan();
  core::SystemPlan& system = plan.systems[0];
  system.schedule = {};
  system.changes = {hostile()};
  for (std::size_t i = 0; i < count; ++i) {
    Change change = user(fmt::format("user{:06}", i), Action::create, {0, static_cast<std::uint32_t>(i) + 1, 1});
    change.fields = {set("roles", {"ROLE_AGENT"}, {}), scalar("displayName", std::nullopt, fmt::format("User {}", i))};
    system.changes.push_back(std::move(change));
  }
  return plan;
}

}  // namespace muster::support
