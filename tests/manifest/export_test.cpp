#include "reconciler/manifest/export.h"

#include <gtest/gtest.h>

#include <array>
#include <random>

#include "tests/manifest/loading.h"
#include "tests/support/golden.h"

namespace muster::manifest {
namespace {

using core::CellKind;
namespace toy = support::toy;

constexpr std::array<std::string_view, 24> kNasty = {
    "NO",          "on",         "1e3",    "007",    "a: b", "a #b",          "x\ny",       "tab\there",
    "\x01",        "Zo\xC3\xAB", "- item", "~",      "null", "\xE2\x80\xA8z", "quote\"s",   "it's",
    "back\\slash", "{a}",        "[b]",    "*alias", "!tag", "%dir",          "2026-12-24", "---"};

core::Table sample() {
  core::TableBuilder rows;
  rows.begin_row(toy::kUser, "mira.kos@acme.example", "Mira.Kos@acme.example", "17");
  rows.add(toy::kRoles, CellKind::set, "");
  rows.add_member(toy::kRoles, "role_agent", "ROLE_AGENT");
  rows.add(toy::kEnabled, CellKind::boolean, "true");
  rows.add(toy::kDisplayName, CellKind::text, "NO");
  rows.add(toy::kMaxCalls, CellKind::integer, "3");
  rows.add(toy::kDevices, CellKind::set, "");
  rows.add_member(toy::kDevices, "3001", "3001");
  rows.add(toy::kSkills, CellKind::set, "");
  rows.add_member(toy::kSkills, "french", "french");
  rows.begin_row(toy::kUser, "bo", "bo", "18");
  rows.add(toy::kEnabled, CellKind::boolean, "false");
  rows.add(toy::kDevices, CellKind::set, "");
  rows.begin_row(toy::kUser, "idle", "idle", "19");
  rows.begin_row(toy::kUser, "twin", "twin", "20");
  rows.begin_row(toy::kUser, "twin", "Twin", "21");
  rows.begin_row(toy::kUser, "line\nbreak", "line\nbreak", "22");
  rows.begin_row(toy::kTeam, "Billing EU", "Billing EU", "1");
  rows.add(toy::kAgents, CellKind::set, "");
  rows.add_member(toy::kAgents, "bo", "bo");
  rows.begin_row(toy::kTeam, "Sales", "Sales", "2");
  rows.add(toy::kSupervisors, CellKind::set, "");
  rows.add_member(toy::kSupervisors, "bo", "bo");
  rows.add(toy::kDescription, CellKind::text, std::string_view("a\0b", 3));
  return rows.finish();
}

std::string printed(const std::vector<ExportedFile>& files) {
  std::string text;
  for (const auto& file : files) text += "=== " + file.file + "\n" + file.text;
  return text;
}

TEST(Export, WritesWhatAManifestMaySay) {
  const auto table = sample();
  EXPECT_TRUE(support::matches_golden(printed(export_manifests(support::toy_catalog(), table, {.system = "toy"})),
                                      "manifest/golden/export.txt"));
}

TEST(Export, WritesOpenSetsAndOneFileATeam) {
  const auto table = sample();
  const ExportOptions options{.system = "toy", .sets = SetStyle::include, .split_by_team = true};
  EXPECT_TRUE(support::matches_golden(printed(export_manifests(support::toy_catalog(), table, options)),
                                      "manifest/golden/export_split.txt"));
}

std::string random_text(std::mt19937& random) {
  std::string text;
  for (auto count = 1 + random() % 3; count > 0; --count) text += kNasty[random() % kNasty.size()];
  return text;
}

// Live state as a provider might show it, without what an export leaves out on purpose.
core::Table random_state(std::mt19937& random) {
  core::TableBuilder rows;
  for (int i = 0; i < 5; ++i) {
    const auto name = "u" + std::to_string(i) + std::string(kNasty[12 + random() % 12]);
    const auto key = core::comparable(name, core::Compare::folded);
    if (name.find('\n') != std::string::npos) continue;
    rows.begin_row(toy::kUser, key, name, std::to_string(i));
    if (random() % 2 == 0) rows.add(toy::kDisplayName, CellKind::text, random_text(random));
    if (random() % 2 == 0) rows.add(toy::kEnabled, CellKind::boolean, "false");
    if (random() % 2 == 0) rows.add(toy::kMaxCalls, CellKind::integer, std::to_string(random() % 100));
    if (random() % 2 == 0) continue;
    rows.add(toy::kRoles, CellKind::set, "");
    for (auto count = random() % 4; count > 0; --count) {
      const auto role = "r" + random_text(random) + "r";
      rows.add_member(toy::kRoles, core::comparable(role, core::Compare::folded), role);
    }
  }
  return rows.finish();
}

std::string printed(const core::Table& table) {
  std::string text;
  for (const auto& row : table.rows()) {
    text += std::string(row.key.view()) + "|" + std::string(row.name.view()) + "\n";
    for (const auto& cell : table.cells(row)) {
      text += "  " + std::to_string(cell.field) + "|" + std::to_string(static_cast<int>(cell.kind)) + "|" +
              std::string(cell.element.view()) + "|" + std::string(cell.value.view()) + "\n";
    }
  }
  return text;
}

TEST(Export, LoadsBackAsTheSameState) {
  std::mt19937 random(2026);
  for (int i = 0; i < 1000; ++i) {
    const auto live = random_state(random);
    const auto files = export_manifests(support::toy_catalog(), live, {.system = "toy"});
    Files loaded_files = {{"system.yaml", toy_system()}};
    for (const auto& file : files) loaded_files.emplace_back(file.file, file.text);
    const auto loaded = load(loaded_files);
    ASSERT_EQ(render_problems(loaded.problems, {}), "") << files.at(0).text;
    ASSERT_EQ(printed(loaded.desired->systems.at(0).table), printed(live)) << files.at(0).text;
  }
}

}  // namespace
}  // namespace muster::manifest
