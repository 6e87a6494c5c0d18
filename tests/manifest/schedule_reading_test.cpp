// What manifests may say about time and permission, and how it is read.
#include "reconciler/manifest/schedule_reading.h"

#include <gtest/gtest.h>

#include "tests/manifest/loading.h"

namespace muster::manifest {
namespace {

namespace toy = support::toy;

std::shared_ptr<const core::Desired> desired(const Files& files) {
  const auto loaded = load(files);
  EXPECT_EQ(render_problems(loaded.problems, loaded.warnings), "");
  return loaded.desired;
}

core::SystemSpec spec_of(const std::string& lines) {
  return desired({{"a.yaml", toy_system(lines)}})->systems.at(0).spec;
}

std::string iso(const std::optional<core::WallMillis>& time) { return time ? core::to_iso8601(*time) : "never"; }

std::string days_of(const std::string& days) {
  const auto spec = spec_of("  windows: [{days: " + days + ", from: \"08:00\", to: \"09:30\"}]\n");
  std::string text;
  for (const bool day : spec.windows.at(0).days) text += day ? 'x' : '.';
  return text;
}

TEST(ScheduleReading, DaysAreADayARangeAListOrAll) {
  EXPECT_EQ(days_of("Mon"), "x......");
  EXPECT_EQ(days_of("Mon-Fri"), "xxxxx..");
  EXPECT_EQ(days_of("Sat-Mon"), "x....xx") << "over the end of the week";
  EXPECT_EQ(days_of("Tue-Tue"), ".x.....");
  EXPECT_EQ(days_of("[Mon, Wed]"), "x.x....");
  EXPECT_EQ(days_of("[Mon-Tue, Sat]"), "xx...x.");
  EXPECT_EQ(days_of("daily"), "xxxxxxx");
}

TEST(ScheduleReading, AWindowHasHoursAndAZone) {
  const auto spec = spec_of(
      "  windows:\n"
      "    - {days: Mon-Fri, from: \"20:00\", to: \"06:15\", timeZone: Europe/Berlin}\n"
      "    - {days: daily, from: \"00:00\", to: \"24:00\"}\n");
  ASSERT_EQ(spec.windows.size(), 2U);
  EXPECT_EQ(spec.windows[0].from, 20 * 60);
  EXPECT_EQ(spec.windows[0].to, 6 * 60 + 15);
  EXPECT_EQ(spec.windows[0].time_zone, "Europe/Berlin");
  EXPECT_EQ(spec.windows[1].time_zone, "UTC");
  EXPECT_TRUE(core::is_open({spec.windows[1]}, core::WallMillis{})) << "00:00 to 24:00 is the whole day";
}

TEST(ScheduleReading, WithoutWordsEveryTimeWillDo) {
  const auto spec = spec_of("");
  EXPECT_TRUE(spec.windows.empty());
  EXPECT_FALSE(spec.pause);
  EXPECT_FALSE(spec.delete_after);
}

TEST(ScheduleReading, APauseHasAReasonAndMayHaveAnEnd) {
  const auto open = spec_of("  pause: {reason: audit of the year}\n");
  ASSERT_TRUE(open.pause);
  EXPECT_EQ(open.pause->reason, "audit of the year");
  EXPECT_FALSE(open.pause->until);
  EXPECT_EQ(iso(spec_of("  pause: {reason: a, until: 2026-12-24}\n").pause->until), "2026-12-25T00:00:00Z")
      << "a date holds through its day";
  EXPECT_EQ(iso(spec_of("  pause: {reason: a, until: 2026-12-24T18:00:00+01:00}\n").pause->until),
            "2026-12-24T17:00:00Z");
}

TEST(ScheduleReading, DeleteAfterIsADuration) {
  EXPECT_EQ(spec_of("  deleteAfter: 30d\n").delete_after, std::chrono::hours(30 * 24));
  EXPECT_EQ(spec_of("  deleteAfter: 90m\n").delete_after, std::chrono::minutes(90));
}

TEST(ScheduleReading, UnmanagedActionsAreNotWarnedOf) {
  EXPECT_EQ(spec_of("  unmanaged: {action: disable}\n").unmanaged_action, core::UnmanagedAction::disable);
  EXPECT_EQ(spec_of("  unmanaged: {action: delete}\n").unmanaged_action, core::UnmanagedAction::remove);
}

TEST(ScheduleReading, AnUrgentRemovalSaysSo) {
  const auto wanted = desired({{"a.yaml", toy_system() + object("User", "bo", "{}", ", ensure: absent, urgent: true") +
                                              object("User", "mira", "{}", ", urgent: false")}});
  EXPECT_TRUE(wanted->systems[0].find(toy::kUser, "bo")->urgent);
  EXPECT_FALSE(wanted->systems[0].find(toy::kUser, "mira")->urgent);
}

std::string expiring_of(const std::string& spec, const std::string& system_lines = "") {
  const auto wanted = desired({{"a.yaml", toy_system(system_lines) + object("Team", "billing", spec)}});
  std::string text;
  for (const auto& each : wanted->systems[0].find(toy::kTeam, "billing")->expiring) {
    text += std::to_string(each.field) + " " + each.member + " " + iso(each.until) + "\n";
  }
  return text;
}

TEST(ScheduleReading, AMemberMayBeAskedForUntilADate) {
  EXPECT_EQ(expiring_of("{agents: {include: [{name: Bo.Lind, validUntil: 2026-12-24}, mira, {name: ada}]}}"),
            "1 bo.lind 2026-12-25T00:00:00Z\n")
      << "through the end of that day";
  EXPECT_EQ(
      expiring_of("{agents: [{name: zoe, validUntil: 2026-12-24T18:00:00Z}, {name: bo, validUntil: 2027-01-01}]}"),
      "1 bo 2027-01-02T00:00:00Z\n1 zoe 2026-12-24T18:00:00Z\n");
}

TEST(ScheduleReading, ATimeBoxedMemberOfTheDefaultsIsOneOfEveryObject) {
  EXPECT_EQ(expiring_of("{}", "  defaults: {Team: {agents: {include: [{name: bo, validUntil: 2026-12-24}]}}}\n"),
            "1 bo 2026-12-25T00:00:00Z\n");
}

std::string override_text(const std::string& name, const std::string& more) {
  return "---\napiVersion: muster/v1\nkind: Override\nmetadata: {name: " + name +
         ", labels: {team: a}}\nspec: {system: toy, expires: 2026-12-24, " + more + "}\n";
}

TEST(ScheduleReading, OverridesAreSortedAndTheirNamesFolded) {
  const auto wanted =
      desired({{"a.yaml", override_text("two", "guard: windows, reason: b")},
               {"b.yaml", toy_system()},
               {"c.yaml", override_text("one", "guard: maxRemovals, kind: User, objects: [Zoe, \" BO \"], reason: a")},
               {"d.yaml", override_text("teams", "guard: contended, kind: Team, objects: [Billing], reason: c")}});
  ASSERT_EQ(wanted->overrides.size(), 3U);
  const auto& one = wanted->overrides[0];
  EXPECT_EQ(one.name, "one");
  EXPECT_EQ(one.guard, "maxRemovals");
  EXPECT_EQ(one.system, "toy");
  EXPECT_EQ(one.kind, "User");
  EXPECT_EQ(one.names, (std::vector<std::string>{"bo", "zoe"}));
  EXPECT_EQ(iso(one.expires), "2026-12-25T00:00:00Z");
  EXPECT_EQ(one.reason, "a");
  EXPECT_EQ(wanted->place_text(one.place), "c.yaml:4");
  EXPECT_EQ(wanted->overrides[1].names, std::vector<std::string>{"Billing"}) << "teams compare exactly";
  EXPECT_EQ(wanted->overrides[2].name, "two");
  EXPECT_EQ(wanted->overrides[2].kind, "");
}

TEST(ScheduleReading, AnOverrideSaysTheSameWhereverItStands) {
  const auto one =
      desired({{"a.yaml", toy_system() + override_text("x", "guard: windows, reason: b")}})->overrides.at(0);
  auto other =
      desired({{"b.yaml", override_text("x", "reason: b, guard: windows")}, {"a.yaml", toy_system()}})->overrides.at(0);
  EXPECT_TRUE(one.says_the_same_as(other));
  const auto differs = [&](auto change) {
    auto changed = other;
    change(changed);
    return !one.says_the_same_as(changed);
  };
  EXPECT_TRUE(differs([](core::Override& each) { each.name = "y"; }));
  EXPECT_TRUE(differs([](core::Override& each) { each.guard = "maxUpdates"; }));
  EXPECT_TRUE(differs([](core::Override& each) { each.system = "toy-2"; }));
  EXPECT_TRUE(differs([](core::Override& each) { each.kind = "User"; }));
  EXPECT_TRUE(differs([](core::Override& each) { each.names = {"bo"}; }));
  EXPECT_TRUE(differs([](core::Override& each) { each.expires += std::chrono::milliseconds(1); }));
  EXPECT_TRUE(differs([](core::Override& each) { each.reason = "c"; }));
}

}  // namespace
}  // namespace muster::manifest
