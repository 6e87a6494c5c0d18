#include "daemon/plan_file.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "reconciler/core/plan_document.h"
#include "reconciler/core/render_json.h"
#include "tests/support/sample_plan.h"
#include "tests/support/toy_catalog.h"

namespace muster::daemon {
namespace {

using core::Secret;
using core::WallMillis;

const WallMillis kNow{std::chrono::seconds(1'795'313'465)};

SavedPlan sample() {
  SavedPlan about;
  about.plan_id = "p-1";
  about.muster_version = MUSTER_VERSION;
  about.commit = "tree:0f3c9a1b2c3d";
  about.sources = {"/srv/manifests", "/srv/more \"quoted\""};
  about.selection.kinds = {"User"};
  about.selection.labels = {{"team", "billing"}};
  about.created_at = kNow;
  about.expires_at = kNow + kPlanFileLifetime;
  about.secret_versions = {{"env:PASSWORD", "abcd"}};
  return about;
}

std::string plan_json() {
  return core::render_json(
      core::make_plan_document(support::sample_plan(), support::sample_desired(), support::toy_catalogs()));
}

Secret key() { return Secret("0123456789abcdef0123456789abcdef"); }

std::string file() { return write_plan_file(sample(), plan_json(), key()); }

std::string refusal_of(const std::string& text, const Secret& with, WallMillis now = kNow) {
  const auto plan = read_plan_file(text, with, now);
  return plan ? "accepted" : plan.error().what;
}

TEST(PlanFile, ReadsBackWhatItWrote) {
  const auto plan = read_plan_file(file(), key(), kNow);
  ASSERT_TRUE(plan) << plan.error().what;
  const SavedPlan expected = sample();
  EXPECT_EQ(plan->plan_id, expected.plan_id);
  EXPECT_EQ(plan->commit, expected.commit);
  EXPECT_EQ(plan->sources, expected.sources);
  EXPECT_EQ(plan->selection.kinds, expected.selection.kinds);
  EXPECT_EQ(plan->selection.labels, expected.selection.labels);
  EXPECT_EQ(plan->expires_at, expected.expires_at);
  EXPECT_EQ(plan->secret_versions, expected.secret_versions);
}

TEST(PlanFile, ApprovesEveryChangeThatIsNotBlocked) {
  const auto plan = read_plan_file(file(), key(), kNow);
  ASSERT_TRUE(plan);
  ASSERT_EQ(plan->approved.size(), 5U);
  EXPECT_TRUE(std::ranges::is_sorted(plan->approved));
  const core::Plan planned = support::sample_plan();
  const core::Change& team = planned.systems[0].changes[0];
  EXPECT_EQ(plan->approved[0].entity, team.entity);
  EXPECT_EQ(plan->approved[0].action, "rename");
  EXPECT_EQ(plan->approved[0].fingerprint, team.fingerprint);
  EXPECT_EQ(plan->approved[0].wish_digest, core::wish_digest(team));
}

TEST(PlanFile, IsReadableJson) {
  const auto json = nlohmann::json::parse(file());
  EXPECT_EQ(json.at("plan"), nlohmann::json::parse(plan_json()));
  EXPECT_EQ(json.at("createdAt"), "2026-11-22T02:11:05Z");
}

TEST(PlanFile, RefusesAFileWithAnySingleByteChanged) {
  const std::string good = file();
  for (std::size_t at = 0; at < good.size(); at += 37) {
    std::string edited = good;
    edited[at] = edited[at] == 'x' ? 'y' : 'x';
    EXPECT_NE(refusal_of(edited, key()), "accepted") << at;
  }
  std::string longer = good;
  longer.insert(longer.find("\"notes\""), " ");
  EXPECT_EQ(refusal_of(longer, key()), "it was edited, or saved where another state is used; save a new plan");
}

TEST(PlanFile, RefusesAFileOfAnotherKey) {
  EXPECT_EQ(refusal_of(file(), Secret("another key")),
            "it was edited, or saved where another state is used; save a new plan");
}

TEST(PlanFile, ExpiresAfter24Hours) {
  EXPECT_EQ(refusal_of(file(), key(), kNow + kPlanFileLifetime - std::chrono::seconds(1)), "accepted");
  EXPECT_EQ(refusal_of(file(), key(), kNow + kPlanFileLifetime), "it is older than 24 hours; save a new plan");
}

TEST(PlanFile, RefusesAPlanOfAnotherVersionOfMuster) {
  SavedPlan about = sample();
  about.muster_version = "9.9.9";
  EXPECT_EQ(refusal_of(write_plan_file(about, plan_json(), key()), key()),
            "it was saved by muster 9.9.9, and this is " MUSTER_VERSION "; save a new plan");
}

TEST(PlanFile, RefusesWhatIsNoPlanFile) {
  EXPECT_EQ(refusal_of("", key()), "it is not a plan saved by `muster plan --out`");
  EXPECT_EQ(refusal_of(plan_json(), key()),
            "it is not a plan saved by `muster plan --out`, or it was edited; save a new plan");
}

}  // namespace
}  // namespace muster::daemon
