// Every kind of mistake that validate finds, as its users see it. The golden file is the catalogue of messages.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/manifest/loading.h"
#include "tests/support/golden.h"

namespace muster::manifest {
namespace {

struct Case {
  std::string name;
  Files files;
};

std::string user(const std::string& spec, const std::string& metadata = "") {
  return object("User", "mira.kos@acme.example", spec, metadata);
}

Case of_user(const std::string& name, const std::string& spec, const std::string& metadata = "") {
  return {name, {{"system.yaml", toy_system()}, {"user.yaml", user(spec, metadata)}}};
}

Case of_system(const std::string& name, const std::string& lines) {
  return {name, {{"system.yaml", toy_system(lines)}}};
}

Case of_documents(const std::string& name, const std::string& text) {
  return {name, {{"a.yaml", toy_system()}, {"b.yaml", text}}};
}

std::vector<Case> document_cases() {
  return {
      of_documents("a document that is no map", "[a]\n"),
      of_documents("a document that is null", "---\nnull\n"),
      of_documents("keys that do not exist", "apiversion: muster/v1\nkind: User\nmetdata: {}\n"),
      of_documents("another version", "apiVersion: muster/v2\nkind: User\nmetadata: {system: toy, name: a}\n"),
      of_documents("no kind", "apiVersion: muster/v1\nmetadata: {system: toy, name: a}\n"),
      of_documents("a kind that does not exist", "apiVersion: muster/v1\nkind: Usr\nmetadata: {}\n"),
      of_documents("no metadata", "apiVersion: muster/v1\nkind: User\n"),
      of_documents("metadata without name and system", "apiVersion: muster/v1\nkind: User\nmetadata: {labels: {}}\n"),
      of_documents("metadata without system", "apiVersion: muster/v1\nkind: User\nmetadata: {name: a}\n"),
      of_documents("a duplicate key",
                   "apiVersion: muster/v1\nkind: User\nmetadata: {system: toy, name: a}\nspec:\n  enabled: true\n"
                   "  enabled: false\n"),
      of_documents("broken YAML in one of three documents",
                   user("{enabled: maybe}") + "---\na: b: c\n" + object("User", "b", "{enabled: perhaps}")),
      of_documents("a kind that the vendor cannot do", object("SupervisorAssignment", "x", "{}")),
      of_documents("a kind that the vendor does not have", object("UdsSettings", "x", "{}"))};
}

std::vector<Case> metadata_cases() {
  return {of_user("wrong types in metadata", "{}", ", labels: {team: 7}, protect: yes, ensure: gone, previously: old"),
          {"a login of digits", {{"a.yaml", toy_system()}, {"b.yaml", object("User", "4711", "{}")}}},
          {"an empty name", {{"a.yaml", toy_system()}, {"b.yaml", object("User", "\"  \"", "{}")}}},
          {"a name with a line break", {{"a.yaml", toy_system()}, {"b.yaml", object("User", "\"a\\nb\"", "{}")}}},
          of_user("absent and protected", "{}", ", ensure: absent, protect: true"),
          of_user("previously itself, and one name twice", "{}", ", previously: [MIRA.KOS@acme.example, old, OLD]"),
          of_user("unknown metadata", "{}", ", lables: {}"),
          {"a system that is missing",
           {{"a.yaml", toy_system()},
            {"b.yaml", "apiVersion: muster/v1\nkind: User\nmetadata: {system: tyo, name: a}\nspec: {}\n"}}},
          {"no system at all", {{"b.yaml", user("{}")}}}};
}

std::vector<Case> field_cases() {
  return {
      of_user("an unknown field", "{rolse: [ROLE_AGENT]}"),
      of_user("a read-only field", "{skills: [french]}"),
      of_user("a field that cannot be changed there", "{userName: x}"),
      of_user("null", "\n  displayName:\n  enabled: ~\n  roles: null\n  password:"),
      of_user("a default where there is none", "{emailAddress: !default , roles: !default }"),
      of_user("something behind the default", "{displayName: !default Mira}"),
      of_user("words that look like booleans", "{displayName: NO, emailAddress: on}"),
      of_user("numbers where text is wanted", "{displayName: 007, devices: [3001, 1e3]}"),
      of_user("booleans in other words", "{enabled: yes, changePasswordOnFirstLogin: \"true\"}"),
      of_user("numbers in other forms", "{maxCalls: 0x10}"),
      of_user("a quoted number", "{maxCalls: \"10\"}"),
      of_user("a list where text is wanted", "{displayName: [Mira], emailAddress: {a: b}}"),
      of_user("text where a set is wanted", "{roles: ROLE_AGENT}"),
      of_user("an empty set map", "{roles: {}}"),
      of_user("an empty include", "{roles: {include: []}}"),
      of_user("a name in include and exclude", "{roles: {include: [ROLE_AGENT], exclude: [role_agent]}}"),
      of_user("duplicates under the field's comparison",
              "{roles: [ROLE_AGENT, role_agent], devices: [\"30 01\", \"3001\"]}"),
      of_user("members that are no members", "{roles: [~, [a], \"\"], devices: [front desk]}"),
      of_user("unknown keys of a set", "{roles: {includes: [ROLE_AGENT]}}"),
      of_user(
          "dates of members that are none",
          "{roles: [{name: a, validUntil: 24.12.2026}, {name: b, validUntil: 2026-02-30}, {name: c, validUntil: }, "
          "{name: d, validUntil: 2026-12-24T18:00:00}, {name: e, validUntil: 20261224}, {name: f, validuntil: x}]}"),
      of_user("a date of a member that is kept out",
              "{roles: {include: [a], exclude: [{name: b, validUntil: 2026-12-24}]}}"),
      of_user("a date where nothing can be taken out", "{devices: [{name: \"3001\", validUntil: 2026-12-24}]}"),
      of_user("a member without a name", "{roles: [{role: ROLE_ADMIN}]}"),
      of_user("an unusual value is a warning", "{roles: [ROLE_SUPERVISR, ROLE_AGENT]}"),
      of_user("a literal secret", "{password: hunter2}"),
      of_user("a literal secret of digits", "{password: 4711}"),
      of_user("secret references that do not exist", "{password: {fil: hunter2}}"),
      of_user("two sources for one secret", "{password: {file: a, env: B}}"),
      of_user("a credential with a path", "{password: {credential: ../gws}}"),
      of_user("a command that is no absolute path", "{password: {exec: [pass, show]}}"),
      of_user("a command as one text", "{password: {exec: /usr/bin/pass show}}"),
      of_user("a command of nothing", "{password: {exec: []}}"),
      of_user("an empty secret path", "{password: {file: \"\"}}"),
      of_user("a bad variable name", "{password: {env: \"1 A\"}}"),
      of_user("a spec that is no map", "[roles]"),
      of_documents("an assignment without roles", object("RoleAssignment", "bo", "{}")),
      of_documents("an assignment with another field", object("RoleAssignment", "bo", "{roles: [], enabled: true}")),
      of_documents("an absent assignment of an open set",
                   object("RoleAssignment", "bo", "{roles: {include: [ROLE_ADMIN]}}", ", ensure: absent")),
      of_documents(
          "an absent assignment until a date",
          object("RoleAssignment", "bo", "{roles: [{name: ROLE_ADMIN, validUntil: 2026-12-24}]}", ", ensure: absent"))};
}

std::vector<Case> schedule_cases() {
  const auto of_windows = [](const std::string& name, const std::string& windows) {
    return of_system(name, "  windows: " + windows + "\n");
  };
  const std::string hours = "from: \"20:00\", to: \"06:00\"";
  std::string many;
  for (int i = 0; i < 65; ++i) many += "{days: daily, " + hours + "}, ";
  return {
      of_windows("windows that are no list", "{days: daily}"),
      of_windows("no windows", "[]"),
      of_windows("null windows", "~"),
      of_windows("too many windows", "[" + many + "]"),
      of_windows("a window that is no map", "[daily, ~]"),
      of_windows("a window that says nothing", "[{}]"),
      of_windows("unknown keys of a window", "[{day: Mon, days: Mon, " + hours + ", timezone: UTC}]"),
      of_windows("days that are none", "[{days: Funday, " + hours + "}, {days: Mon-Fry, " + hours + "}, {days: mon, " +
                                           hours + "}, {days: weekly, " + hours + "}, {days: , " + hours +
                                           "}, {days: 1, " + hours + "}]"),
      of_windows("days twice, and none", "[{days: [Mon-Wed, Tue], " + hours + "}, {days: [], " + hours + "}]"),
      of_windows("hours that are none",
                 "[{days: Mon, from: 20:00, to: \"6:00\"}, {days: Mon, from: \"25:00\", to: \"24:01\"}, {days: Mon, "
                 "from: ~, to: [a]}]"),
      of_windows("zones that are none", "[{days: Mon, " + hours + ", timeZone: Europe/Berln}, {days: Mon, " + hours +
                                            ", timeZone: ../../etc/passwd}, {days: Mon, " + hours + ", timeZone: ~}]"),
      of_system("a pause without a reason", "  pause: {until: 2026-12-24}\n"),
      of_system("a pause of nothing", "  pause:\n"),
      of_system("a pause for an empty reason", "  pause: {reason: \"  \", untill: 2026-12-24}\n"),
      of_system("a pause until no date", "  pause: {reason: audit, until: tomorrow}\n"),
      of_system("a pause for two lines", "  pause: {reason: \"a\\nb\"}\n"),
      of_system("a wait that is none", "  deleteAfter: 7\n"),
      of_system("a wait of no time", "  deleteAfter: 0s\n"),
      of_system("a wait in other words", "  deleteAfter: 7 days\n"),
      of_user("an urgent change", "{}", ", urgent: true"),
      of_user("an urgent word", "{}", ", urgent: yes, ensure: absent")};
}

std::vector<Case> override_cases() {
  const auto override_of = [](const std::string& spec, const std::string& metadata = "{name: spring clean}") {
    return "---\napiVersion: muster/v1\nkind: Override\nmetadata: " + metadata + "\nspec: " + spec + "\n";
  };
  const std::string good = "guard: maxRemovals, system: toy, expires: 2026-12-24, reason: spring clean";
  return {
      of_documents("an Override without a spec", "apiVersion: muster/v1\nkind: Override\nmetadata: {name: a}\n"),
      of_documents("an Override that says nothing", override_of("{}")),
      of_documents("an Override with a system in its metadata",
                   override_of("{" + good + "}", "{system: toy, name: a, protect: true}")),
      of_documents("an Override without a name", override_of("{" + good + "}", "{labels: {team: a}}")),
      of_documents("guards without exception",
                   override_of("{guard: minAdmins, system: toy, expires: 2026-12-24, reason: a}") +
                       override_of("{guard: maxRemoval, system: toy, expires: 2026-12-24, reason: a}", "{name: b}")),
      of_documents("an Override for a system that is missing",
                   override_of("{guard: windows, system: tyo, expires: 2026-12-24, reason: a}")),
      of_documents("kinds that the system does not have",
                   override_of("{" + good + ", kind: Usr}") + override_of("{" + good + ", kind: System}", "{name: b}")),
      of_documents("objects without a kind", override_of("{" + good + ", objects: [a]}")),
      of_documents("objects that are none",
                   override_of("{" + good + ", kind: User, objects: []}") +
                       override_of("{" + good + ", kind: User, objects: [Bo, bo, \"\", 7]}", "{name: b}") +
                       override_of("{" + good + ", kind: User, objects: bo}", "{name: c}")),
      of_documents("null everywhere",
                   override_of("\n  guard:\n  system: ~\n  kind:\n  objects:\n  expires:\n  reason: null")),
      of_documents("when it expires", override_of("{guard: windows, system: toy, expires: never, reason: a}")),
      of_documents("unknown words", override_of("{" + good + ", until: 2026-12-24, object: [a]}")),
      of_documents("two of one name", override_of("{" + good + "}") + override_of("{" + good + "}"))};
}

std::vector<Case> system_cases() {
  const std::string head = "apiVersion: muster/v1\nkind: System\n";
  return {
      {"no spec", {{"s.yaml", head + "metadata: {name: toy}\n"}}},
      {"a bad name, and metadata of objects", {{"s.yaml", head + "metadata: {name: to y, system: x}\nspec: {}\n"}}},
      {"nothing said", {{"s.yaml", head + "metadata: {name: toy}\nspec: {}\n"}}},
      {"an unknown provider", {{"s.yaml", head + "metadata: {name: toy}\nspec: {provider: toi, url: https://a}\n"}}},
      {"an address with a path",
       {{"s.yaml", head + "metadata: {name: toy}\nspec: {provider: toy, url: https://a/api, credentials: {username: a, "
                          "password: {env: A}}}\n"}}},
      {"passwords in the clear",
       {{"s.yaml", head + "metadata: {name: toy}\nspec: {provider: toy, url: http://a, credentials: {username: a, "
                          "password: {env: A}}}\n"}}},
      {"credentials",
       {{"s.yaml",
         head + "metadata: {name: toy}\nspec: {provider: toy, url: https://a, credentials: {user: a, realm: 7}}\n"}}},
      {"a literal credential",
       {{"s.yaml", head + "metadata: {name: toy}\nspec: {provider: toy, url: https://a, credentials: {username: a, "
                          "password: hunter2}}\n"}}},
      of_system("unknown keys", "  budgets: {}\n  deleteafter: 7d\n"),
      of_system("budget", "  budget: {requestsPerMinute: 0, share: 60, concurrency: 1000, rate: 1}\n"),
      of_system("a budget of nothing", "  budget: {share: 0%}\n"),
      of_system("guards",
                "  guards: {maxRemovals: ten, maxUpdates: 101%, maxMemberRemovals: {share: 10%}, minAdmins: 0, "
                "requiredAdmins: root}\n"),
      of_system("guards left out", "  guards: {maxRemovals: ~, maxUpdates: -1}\n"),
      of_system("policies", "  onDrift: fix\n  unmanaged: {action: remove, except: [a, a]}\n"),
      of_system("tls and proxy", "  tls: {verify: false}\n  proxy: https://proxy:3128\n"),
      of_system("settings",
                "  settings: {updateVerb: PATCH, pageSize: many, endSessions: on, basePath: api/, "
                "visibilityDelay: 5, allowPlaintext: true, regions: [north, north], pagesize: 1}\n"),
      of_system("defaults", "  defaults: {User: {enabled: maybe, rols: []}, Usr: {}, Team: ~}\n"),
      {"two systems of one name", {{"a.yaml", toy_system()}, {"b.yaml", toy_system()}}},
      {"a system that cannot be read hides no other mistake",
       {{"a.yaml", toy_system("  - x\n")}, {"b.yaml", user("{}")}}}};
}

std::vector<Case> cross_cases() {
  const auto team = [](const std::string& name, const std::string& spec, const std::string& metadata = "") {
    return object("Team", name, spec, metadata);
  };
  return {
      of_documents("one user, two documents", user("{}") + object("User", "MIRA.KOS@Acme.example", "{}")),
      of_documents("a user and an assignment",
                   user("{}") + object("RoleAssignment", "mira.kos@acme.example", "{roles: [ROLE_AGENT]}")),
      of_documents("teams that differ in case are two teams", team("Billing", "{}") + team("billing", "{}")),
      of_documents("one number, two users",
                   object("User", "a", "\n  devices:\n    - \"3001\"") + object("User", "b", "{devices: [\"30-01\"]}")),
      of_documents("one agent, two teams", team("one", "{agents: [bo]}") + team("two", "{agents: {include: [BO]}}")),
      of_documents("an excluded agent is no claim",
                   team("one", "{agents: [bo]}") + team("two", "{agents: {exclude: [bo]}}")),
      of_documents("a member that shall not exist",
                   object("User", "bo", "{}", ", ensure: absent") + team("one", "{agents: [Bo], supervisors: [bo]}")),
      of_documents("a former name that still has a document",
                   team("new", "{}", ", previously: [old]") + team("old", "{}")),
      of_documents("a swap of names", team("a", "{}", ", previously: [b]") + team("b", "{}", ", previously: [a]")),
      of_documents("one former name for two",
                   team("a", "{}", ", previously: [old]") + team("b", "{}", ", previously: [old]"))};
}

std::string rendered(const std::vector<Case>& cases) {
  std::string text;
  for (const auto& each : cases) text += "# " + each.name + "\n" + problems_of(each.files) + "\n";
  return text;
}

TEST(LoaderErrors, OfDocuments) {
  EXPECT_TRUE(support::matches_golden(rendered(document_cases()), "manifest/golden/document_errors.txt"));
}

TEST(LoaderErrors, OfMetadata) {
  EXPECT_TRUE(support::matches_golden(rendered(metadata_cases()), "manifest/golden/metadata_errors.txt"));
}

TEST(LoaderErrors, OfFields) {
  EXPECT_TRUE(support::matches_golden(rendered(field_cases()), "manifest/golden/field_errors.txt"));
}

TEST(LoaderErrors, OfSystems) {
  EXPECT_TRUE(support::matches_golden(rendered(system_cases()), "manifest/golden/system_errors.txt"));
}

TEST(LoaderErrors, OfSchedules) {
  EXPECT_TRUE(support::matches_golden(rendered(schedule_cases()), "manifest/golden/schedule_errors.txt"));
}

TEST(LoaderErrors, OfOverrides) {
  EXPECT_TRUE(support::matches_golden(rendered(override_cases()), "manifest/golden/override_errors.txt"));
}

TEST(LoaderErrors, AcrossDocuments) {
  EXPECT_TRUE(support::matches_golden(rendered(cross_cases()), "manifest/golden/cross_errors.txt"));
}

std::vector<Case> all_cases() {
  std::vector<Case> all;
  for (const auto& part : {document_cases(), metadata_cases(), field_cases(), schedule_cases(), override_cases(),
                           system_cases(), cross_cases()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

TEST(LoaderErrors, NeverRepeatALiteralSecret) {
  for (const auto& each : all_cases()) {
    const auto text = problems_of(each.files);
    EXPECT_EQ(text.find("hunter2"), std::string::npos) << text;
    if (each.name != "a literal secret of digits") continue;
    EXPECT_EQ(text.find("4711"), std::string::npos) << text;
  }
}

TEST(LoaderErrors, DoNotDependOnTheOrderOfFiles) {
  std::mt19937 random(5);
  for (const auto& each : all_cases()) {
    const auto expected = problems_of(each.files);
    auto files = each.files;
    std::ranges::shuffle(files, random);
    std::ranges::reverse(files);
    EXPECT_EQ(problems_of(files), expected) << each.name;
  }
}

TEST(LoaderErrors, HavePlacesAndLeaveNothingDesired) {
  for (const auto& each : all_cases()) {
    const auto loaded = load(each.files);
    EXPECT_EQ(loaded.desired == nullptr, !loaded.problems.empty()) << each.name;
    for (const auto& problem : loaded.problems) {
      EXPECT_GT(problem.line, 0U) << each.name;
      EXPECT_GT(problem.column, 0U) << each.name;
      EXPECT_FALSE(problem.code.empty()) << each.name;
    }
  }
}

}  // namespace
}  // namespace muster::manifest
