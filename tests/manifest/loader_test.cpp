#include "reconciler/manifest/loader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/manifest/loading.h"

namespace muster::manifest {
namespace {

using core::CellKind;
using core::CellState;
namespace toy = support::toy;

std::string printed(const Loaded& loaded) {
  std::string text = render_problems(loaded.problems, loaded.warnings);
  if (!loaded.desired) return text;
  for (const auto& system : loaded.desired->systems) {
    text += "system " + system.spec.name + "\n";
    for (std::size_t i = 0; i < system.objects.size(); ++i) {
      const auto& row = system.table.rows()[i];
      text += "  " + std::string(row.name.view()) + " at " + loaded.desired->place_text(system.objects[i].place) + "\n";
      for (const auto& cell : system.table.cells(row)) {
        text += "    " + std::to_string(cell.field) + " " + std::to_string(static_cast<int>(cell.kind)) + " " +
                std::to_string(static_cast<int>(cell.state)) + " " + std::to_string(cell.line) + " " +
                std::string(cell.element.view()) + "=" + std::string(cell.value.view()) + "\n";
      }
    }
  }
  return text;
}

const core::DesiredSystem& only_system(const Loaded& loaded) {
  EXPECT_EQ(render_problems(loaded.problems, {}), "");
  return loaded.desired->systems.at(0);
}

std::span<const core::Cell> cells(const core::DesiredSystem& system, core::EntityIndex entity, std::string_view key,
                                  core::FieldIndex field) {
  return core::cells_of(system.table.cells(*system.table.find(entity, key)), field);
}

TEST(Loader, KeepsTheThreeStatesOfAFieldApart) {
  const auto loaded =
      load({{"a.yaml", toy_system() + object("User", "Mira", "{enabled: !default , displayName: \"\"}")}});
  const auto& system = only_system(loaded);
  const auto enabled = cells(system, toy::kUser, "mira", toy::kEnabled);
  ASSERT_EQ(enabled.size(), 1U);
  EXPECT_EQ(enabled[0].state, CellState::at_default);
  const auto display = cells(system, toy::kUser, "mira", toy::kDisplayName);
  ASSERT_EQ(display.size(), 1U);
  EXPECT_EQ(display[0].state, CellState::value);
  EXPECT_EQ(display[0].value.view(), "");
  EXPECT_TRUE(cells(system, toy::kUser, "mira", toy::kEmail).empty());
}

TEST(Loader, KeepsTheOwnershipModeOfASet) {
  const auto loaded = load({{"a.yaml", toy_system() + object("User", "exact", "{roles: [ROLE_ADMIN, ROLE_AGENT]}") +
                                           object("User", "open", "{roles: {include: [ROLE_AGENT], exclude: [X]}}") +
                                           object("User", "none", "{devices: []}")}});
  const auto& system = only_system(loaded);
  const auto exact = cells(system, toy::kUser, "exact", toy::kRoles);
  ASSERT_EQ(exact.size(), 3U);
  EXPECT_EQ(exact[0].kind, CellKind::set);
  EXPECT_EQ(exact[1].element.view(), "role_admin");
  EXPECT_EQ(exact[1].value.view(), "ROLE_ADMIN");
  const auto open = cells(system, toy::kUser, "open", toy::kRoles);
  ASSERT_EQ(open.size(), 3U);
  EXPECT_EQ(open[0].kind, CellKind::partial);
  EXPECT_EQ(open[1].kind, CellKind::member);
  EXPECT_EQ(open[2].kind, CellKind::excluded);
  const auto none = cells(system, toy::kUser, "none", toy::kDevices);
  ASSERT_EQ(none.size(), 1U);
  EXPECT_EQ(none[0].kind, CellKind::set);
}

TEST(Loader, GivesObjectsTheDefaultsOfTheirKindAndRemembersWhereFrom) {
  const auto loaded =
      load({{"a.yaml", toy_system("  defaults:\n    User:\n      enabled: true\n      roles: [ROLE_AGENT]\n")},
            {"b.yaml", object("User", "plain", "{}") + object("User", "own", "{enabled: false}") +
                           object("User", "gone", "{}", ", ensure: absent") +
                           object("RoleAssignment", "assigned", "{roles: [ROLE_ADMIN]}")}});
  const auto& system = only_system(loaded);
  ASSERT_EQ(cells(system, toy::kUser, "plain", toy::kEnabled).size(), 1U);
  EXPECT_EQ(cells(system, toy::kUser, "plain", toy::kEnabled)[0].line, 0U);
  EXPECT_EQ(cells(system, toy::kUser, "own", toy::kEnabled)[0].value.view(), "false");
  EXPECT_EQ(cells(system, toy::kUser, "own", toy::kEnabled)[0].line, 10U);
  EXPECT_EQ(cells(system, toy::kUser, "own", toy::kRoles).size(), 2U);
  EXPECT_TRUE(cells(system, toy::kUser, "gone", toy::kEnabled).empty());
  EXPECT_EQ(cells(system, toy::kUser, "assigned", toy::kRoles)[1].value.view(), "ROLE_ADMIN");
  ASSERT_EQ(loaded.origins.size(), 2U);
  EXPECT_EQ(loaded.origins[0].field, "enabled");
  EXPECT_EQ(loaded.desired->place_text(loaded.origins[0].place), "a.yaml:10");
}

TEST(Loader, ReadsEverythingASystemMaySay) {
  const auto loaded = load({{"a.yaml", toy_system("  tls: {caFile: ca.pem}\n"
                                                  "  proxy: http://proxy.example:3128\n"
                                                  "  budget: {requestsPerMinute: 300, share: 50%, concurrency: 8}\n"
                                                  "  guards:\n    maxRemovals: 5%\n    maxUpdates: 7\n"
                                                  "    maxMemberRemovals: {share: 1%, number: 2}\n    minAdmins: 2\n"
                                                  "    requiredAdmins: [root@acme.example]\n"
                                                  "  onDrift: correct\n"
                                                  "  unmanaged: {action: delete, except: [\"svc-*\"]}\n"
                                                  "  settings: {updateVerb: POST, visibilityDelay: 5m}\n")}});
  const auto& spec = only_system(loaded).spec;
  EXPECT_EQ(spec.url, "https://toy.example");
  EXPECT_EQ(spec.ca_file, "manifests/ca.pem");
  EXPECT_EQ(spec.proxy, "http://proxy.example:3128");
  EXPECT_EQ(spec.budget.requests_per_minute, 300);
  EXPECT_EQ(spec.budget.share_percent, 50);
  EXPECT_EQ(spec.budget.concurrency, 8);
  EXPECT_EQ(spec.guards.max_removals.percent, 5);
  EXPECT_EQ(spec.guards.max_removals.number, 20);
  EXPECT_EQ(spec.guards.max_updates.percent, 30);
  EXPECT_EQ(spec.guards.max_updates.number, 7);
  EXPECT_EQ(spec.guards.max_member_removals.percent, 1);
  EXPECT_EQ(spec.guards.max_member_removals.number, 2);
  EXPECT_EQ(spec.guards.min_admins, 2);
  EXPECT_EQ(spec.guards.required_admins, std::vector<std::string>{"root@acme.example"});
  EXPECT_EQ(spec.on_drift, core::OnDrift::correct);
  EXPECT_EQ(spec.unmanaged_action, core::UnmanagedAction::remove);
  EXPECT_EQ(spec.unmanaged_except, std::vector<std::string>{"svc-*"});
  EXPECT_EQ(spec.text("updateVerb"), "POST");
  EXPECT_EQ(spec.duration("visibilityDelay"), std::chrono::minutes(5));
}

TEST(Loader, FillsInTheDefaultsOfSettings) {
  const auto loaded = load({{"a.yaml", toy_system()}});
  const auto& spec = only_system(loaded).spec;
  EXPECT_EQ(spec.text("basePath"), "/toy/v1");
  EXPECT_EQ(spec.duration("visibilityDelay"), std::chrono::seconds(2));
  EXPECT_EQ(spec.list("adminRoles"), std::vector<std::string>{"ROLE_ADMIN"});
  EXPECT_EQ(spec.list("regions"), (std::vector<std::string>{"north", "south"}));
  EXPECT_FALSE(spec.flag("allowEmptyRoles"));
  EXPECT_EQ(std::get<std::int64_t>(spec.settings.at("pageSize")), 100);
  EXPECT_EQ(spec.budget.requests_per_minute, 120);
}

TEST(Loader, KeepsSecretsAsReferencesFromTheirFolder) {
  const auto loaded = load({{"a.yaml", toy_system() + object("User", "a", "{password: {file: pw/a}}")}});
  const auto& system = only_system(loaded);
  const auto password = cells(system, toy::kUser, "a", toy::kPassword);
  ASSERT_EQ(password.size(), 1U);
  EXPECT_EQ(password[0].kind, CellKind::secret);
  const auto reference = core::parse_secret_reference(password[0].value.view());
  EXPECT_EQ(reference.argument, "pw/a");
  EXPECT_EQ(reference.base, "manifests");
  EXPECT_EQ(std::get<core::SecretReference>(system.spec.credentials.at("password")).argument, "TOY_PASSWORD");
}

TEST(Loader, AllowsHttpToThisMachineAndWhereAsked) {
  for (const auto* lines : {"http://127.0.0.1:8080", "http://gws.example\n  allowPlaintext: true"}) {
    const auto loaded = load({{"a.yaml",
                               "apiVersion: muster/v1\nkind: System\nmetadata: {name: toy}\nspec:\n  provider: toy\n"
                               "  credentials: {username: a, password: {env: A}}\n  url: " +
                                   std::string(lines) + "\n"}});
    EXPECT_EQ(render_problems(loaded.problems, {}), "");
  }
}

TEST(Loader, KeepsMetadata) {
  const auto loaded = load({{"a.yaml", toy_system() + object("Team", "\" Billing \"", "{}",
                                                             ", labels: {team: billing}, protect: true, previously: "
                                                             "[Old Billing]")}});
  const auto& system = only_system(loaded);
  const auto* team = system.find(toy::kTeam, "Billing");
  ASSERT_NE(team, nullptr);
  EXPECT_TRUE(team->protect);
  EXPECT_EQ(team->labels.at("team"), "billing");
  EXPECT_EQ(team->previously, std::vector<std::string>{"Old Billing"});
  EXPECT_EQ(system.table.find(toy::kTeam, "Billing")->name.view(), "Billing");
}

TEST(Loader, UsesAnchorsWithinADocument) {
  const auto loaded =
      load({{"a.yaml", toy_system() + object("User", "a", "\n  displayName: &n Mira\n  emailAddress: *n")}});
  EXPECT_EQ(cells(only_system(loaded), toy::kUser, "a", toy::kEmail)[0].value.view(), "Mira");
}

TEST(Loader, IgnoresEmptyDocumentsAndAcceptsTheSameFileTwice) {
  const std::string text = "---\n# nothing\n---\n" + toy_system() + "---\n" + object("User", "a", "{}") + "---\n...\n";
  EXPECT_EQ(only_system(load({{"a.yaml", text}, {"a.yaml", text}})).objects.size(), 1U);
}

TEST(Loader, KeepsObjectsInTheOrderOfRows) {
  std::string users;
  for (int i = 0; i < 50; ++i)
    users += object("User", "U" + std::to_string(i * 37 % 50), "{}") + object("Team", "t" + std::to_string(i), "{}");
  const auto loaded = load({{"a.yaml", toy_system() + users}});
  const auto& system = only_system(loaded);
  ASSERT_EQ(system.objects.size(), system.table.rows().size());
  for (std::size_t i = 0; i < system.objects.size(); ++i) {
    const auto& row = system.table.rows()[i];
    const auto& kind = support::toy_catalog().kinds[system.objects[i].kind];
    EXPECT_EQ(support::toy_catalog().find_entity(kind.entity), row.entity);
    EXPECT_EQ(system.find(row.entity, row.key.view()), &system.objects[i]);
  }
}

TEST(Loader, DoesNotCareAboutTheOrderOfFiles) {
  Files files = {{"z/system.yaml", toy_system("  defaults: {User: {enabled: true}}\n")}};
  for (int i = 0; i < 30; ++i) {
    files.push_back({"users/" + std::to_string(i) + ".yaml",
                     "# file\n" + object("User", "u" + std::to_string(i),
                                         "{roles: [b, a], devices: [\"" + std::to_string(1000 + i) + "\"]}")});
  }
  const auto expected = printed(load(files));
  std::mt19937 random(1);
  for (int round = 0; round < 10; ++round) {
    std::ranges::shuffle(files, random);
    ASSERT_EQ(printed(load(files)), expected);
  }
}

}  // namespace
}  // namespace muster::manifest
