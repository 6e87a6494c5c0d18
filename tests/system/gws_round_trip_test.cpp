// The main job without faults: the second plan is empty, writes are as few as the provider's README says, plans do not
// depend on any order, and an export is a plan with nothing to do, whatever the vendor does to what it shows.
#include <fmt/format.h>
#include <algorithm>

#include <random>

#include "reconciler/core/plan_document.h"
#include "reconciler/core/render_json.h"
#include "reconciler/manifest/export.h"
#include "tests/system/gws_site.h"

namespace muster {
namespace {

namespace gws = simulators::gws;
using core::Outcome;
using support::GwsSite;

constexpr std::string_view kSystem = R"(apiVersion: muster/v1
kind: System
metadata: {name: gws-test}
spec:
  provider: genesys-gws
  url: http://127.0.0.1:1
  credentials: {username: svc-muster, password: {env: GWS_PASSWORD}}
  budget: {requestsPerMinute: 600000, share: 100%}
)";

std::string user_document(std::string_view name, std::string_view spec) {
  return fmt::format("---\napiVersion: muster/v1\nkind: User\nmetadata: {{system: gws-test, name: {}}}\nspec: {}\n",
                     name, spec);
}

std::size_t changes_in(const core::Plan& plan) { return plan.systems.at(0).changes.size(); }

void expect_verified(const core::Report& report) {
  for (const core::ChangeResult& result : report.results)
    EXPECT_EQ(result.outcome, Outcome::verified) << result.sentence;
}

gws::World quirky_world(std::uint64_t seed) {
  tests::SeededRandom random(seed);
  gws::World world = gws::generated_organisation(40, seed);
  world.quirks.reordering = gws::Reordering::whole_listing;
  world.quirks.recased_logins = random.next() % 2 == 0 ? gws::Recasing::upper : gws::Recasing::lower;
  world.quirks.recased_roles = random.next() % 2 == 0 ? gws::Recasing::none : gws::Recasing::lower;
  world.quirks.omits_defaults = random.next() % 2 == 0;
  world.quirks.normalises_text = true;
  world.quirks.only_agents = random.next() % 3 == 0;
  if (random.next() % 3 == 0) world.quirks.omitted_fields = {"emailAddress", "contactCenterId"};
  for (gws::User* user : world.users.live()) {
    if (random.next() % 3 == 0) user->last_name = "  " + user->last_name + " ";
    if (random.next() % 5 == 0) user->enabled = false;
  }
  world.users.find_login("svc-muster")->enabled = true;
  return world;
}

TEST(RoundTrip, AnExportIsAPlanWithNothingToDoWhateverTheVendorDoesToWhatItShows) {
  for (std::uint64_t seed = 1; seed <= 60 && !::testing::Test::HasFailure(); ++seed) {
    for (const auto style : {manifest::SetStyle::exact, manifest::SetStyle::include}) {
      SCOPED_TRACE("seed " + std::to_string(seed));
      GwsSite site(seed, quirky_world(seed));
      site.load({{"system.yaml", std::string(kSystem)}});
      const core::ObservedSystem observed = site.observe_everything();
      ASSERT_FALSE(observed.failure);
      EXPECT_GT(observed.table->rows().size(), 20U);
      const auto files =
          manifest::export_manifests(*providers::all_catalogs()[0], *observed.table, {"gws-test", style, false});
      site.load({{"system.yaml", std::string(kSystem)}, {files.at(0).file, files[0].text}});
      ASSERT_NE(site.desired(), nullptr);
      EXPECT_EQ(site.desired()->systems[0].objects.size(), observed.table->rows().size());
      const core::Plan plan = site.plan();
      EXPECT_EQ(changes_in(plan), 0U);
      EXPECT_TRUE(plan.systems[0].unmanaged.empty());
      expect_verified(site.pass());
      EXPECT_TRUE(site.world().log.empty());
    }
  }
}

TEST(RoundTrip, PlansOverShuffledFilesAndListingsAreByteIdentical) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    tests::SeededRandom random(seed);
    gws::World world = gws::generated_organisation(40, seed);
    std::vector<std::pair<std::string, std::string>> files = {{"a.yaml", std::string(kSystem)}};
    int number = 0;
    for (const gws::User* user : world.users.live()) {
      if (user->user_name == "svc-muster" || random.next() % 2 == 0) continue;
      files.emplace_back(fmt::format("u{}.yaml", number++),
                         user_document(user->user_name, "{lastName: Other, roles: {include: [ROLE_SUPERVISOR]}}"));
    }
    std::string first;
    for (int round = 0; round < 4; ++round) {
      GwsSite site(seed, world);
      site.world().quirks.reordering = round == 0 ? gws::Reordering::none : gws::Reordering::whole_listing;
      site.world().answers = static_cast<std::uint64_t>(round) * 17;  // another order of each listing
      std::shuffle(files.begin(), files.end(), std::mt19937_64(seed + static_cast<std::uint64_t>(round)));
      site.load(files);
      core::Plan plan = site.plan();
      plan.made_at = {};
      const std::string json =
          core::render_json(core::make_plan_document(plan, *site.desired(), providers::all_catalogs()));
      if (round == 0) first = json;
      EXPECT_GT(changes_in(plan), 5U);
      EXPECT_EQ(json, first);
    }
  }
}

// The table "Minimum of writes and requests" in the provider's README.
TEST(Minimum, OneWriteAChangeAndTheWholeRoleSetInIt) {
  gws::World world = gws::generated_organisation(30, 1);
  GwsSite site(1, world);
  std::vector<std::string> logins;
  for (const gws::User* user : world.users.live()) {
    if (!user->has_role("ROLE_ADMIN") && user->has_role("ROLE_AGENT")) logins.push_back(user->user_name);
  }
  const std::string text =
      std::string(kSystem) + user_document(logins[0], "{firstName: Robin, lastName: Vale, enabled: false}") +
      user_document(logins[1], "{roles: {include: [ROLE_API_USER]}, firstName: Kim}") +
      user_document(logins[2], "{devices: {include: [\"7001\", \"7002\"]}}") +
      user_document("new@acme.example",
                    "{firstName: A, lastName: B, roles: [ROLE_AGENT], password: {env: JOINER_PASSWORD}}") +
      fmt::format("---\napiVersion: muster/v1\nkind: User\nmetadata: {{system: gws-test, name: {}, ensure: absent}}\n",
                  logins[3]);
  site.load({{"all.yaml", text}});
  expect_verified(site.pass());
  EXPECT_EQ(site.world().request_count("PUT /users/{id}"), 2U);
  EXPECT_EQ(site.world().request_count("POST /users"), 1U);
  EXPECT_EQ(site.world().request_count("DELETE /users/{id}"), 1U);
  EXPECT_EQ(site.world().request_count("POST /users/{id}/devices"), 2U);
  EXPECT_EQ(changes_in(site.plan()), 0U);
  EXPECT_TRUE(site.world().users.find_login(logins[1])->has_role("ROLE_API_USER"));
  EXPECT_TRUE(site.world().users.find_login(logins[1])->has_role("ROLE_AGENT"));
}

TEST(Roles, MustersOwnAdministratorRightCannotBeTaken) {
  GwsSite site(1, gws::generated_organisation(10, 1));
  site.load({{"all.yaml", std::string(kSystem) + user_document("svc-muster", "{roles: [ROLE_AGENT]}")}});
  const core::Report report = site.pass();
  ASSERT_EQ(report.results.size(), 1U);
  EXPECT_EQ(report.results[0].outcome, Outcome::blocked);
  EXPECT_TRUE(site.world().users.find_login("svc-muster")->has_role("ROLE_ADMIN"));
  EXPECT_EQ(site.world().request_count("PUT /users/{id}"), 0U);
}

TEST(Roles, AnEmptySetIsNeverSent) {
  gws::World world = gws::generated_organisation(10, 1);
  std::string login;
  for (const gws::User* user : world.users.live()) {
    if (user->roles == std::vector<std::string>{"ROLE_AGENT"}) login = user->user_name;
  }
  GwsSite site(1, world);
  site.load(
      {{"all.yaml", std::string(kSystem) + user_document(login, "{roles: {exclude: [ROLE_AGENT], include: []}}")}});
  ASSERT_NE(site.desired(), nullptr);
  const core::Report report = site.pass();
  ASSERT_EQ(report.results.size(), 1U);
  EXPECT_EQ(report.results[0].outcome, Outcome::blocked);
  EXPECT_EQ(site.world().request_count("PUT /users/{id}"), 0U);
}

TEST(Presence, AListThatLeavesOutPeopleWithoutTheAgentRoleProvesNobodyAbsent) {
  gws::World world = gws::generated_organisation(10, 1);
  world.quirks.only_agents = true;
  gws::User root;
  root.id = world.new_id();
  root.user_name = "root.only@acme.example";
  root.roles = {"ROLE_ADMIN"};
  world.users.add(root);
  GwsSite site(1, world);
  site.load({{"all.yaml", std::string(kSystem) + "---\napiVersion: muster/v1\nkind: User\nmetadata: {system: gws-test, "
                                                 "name: root.only@acme.example, ensure: absent}\n"}});
  const core::Plan plan = site.plan();
  EXPECT_EQ(changes_in(plan), 0U);
  EXPECT_FALSE(plan.missing.empty());
}

TEST(Features, ACollectionThatAnswers404IsUnknownAndNeverNoUsers) {
  gws::World world = gws::generated_organisation(10, 1);
  world.features.erase("api-provisioning-read");
  GwsSite site(1, world);
  site.load(
      {{"all.yaml",
        std::string(kSystem) +
            user_document("new@acme.example",
                          "{firstName: A, lastName: B, roles: [ROLE_AGENT], password: {env: JOINER_PASSWORD}}")}});
  const core::Plan plan = site.plan();
  EXPECT_FALSE(plan.missing.empty());
  for (const core::SystemPlan& system : plan.systems) EXPECT_TRUE(system.changes.empty());
}

}  // namespace
}  // namespace muster
