#include <gtest/gtest.h>

#include <set>

#include "providers/simulators/webex/quirk_names.h"
#include "tests/providers/sim_webex_site.h"

namespace muster::tests {
namespace {

TEST(SimWebexQuirks, AreSetByNameAndText) {
  webex::Quirks quirks;
  EXPECT_TRUE(webex::set_quirk(quirks, "rotation", "after_use"));
  EXPECT_TRUE(webex::set_quirk(quirks, "pageCap", "7"));
  EXPECT_TRUE(webex::set_quirk(quirks, "agentCountError", "-1"));
  EXPECT_TRUE(webex::set_quirk(quirks, "missingScopes", "a,b"));
  EXPECT_TRUE(webex::set_quirk(quirks, "visibilityLag", "1500"));
  EXPECT_EQ(quirks.rotation, webex::Rotation::after_use);
  EXPECT_EQ(quirks.page_cap, 7U);
  EXPECT_EQ(quirks.agent_count_error, -1);
  EXPECT_EQ(quirks.missing_scopes.size(), 2U);
  EXPECT_EQ(quirks.visibility_lag, engine::Duration(1500));
}

TEST(SimWebexQuirks, RefuseWhatIsNotKnown) {
  webex::Quirks quirks;
  EXPECT_FALSE(webex::set_quirk(quirks, "gremlins", "true"));
  EXPECT_FALSE(webex::set_quirk(quirks, "paddedIds", "perhaps"));
  EXPECT_FALSE(webex::set_quirk(quirks, "scim", "broken"));
  EXPECT_FALSE(webex::set_quirk(quirks, "pageCap", "7x"));
  EXPECT_FALSE(webex::set_quirk(quirks, "readLag", "-1"));
}

TEST(SimWebexQuirks, HaveDifferentNames) {
  const auto names = webex::quirk_names();
  EXPECT_EQ(std::set(names.begin(), names.end()).size(), names.size());
}

// Reads and writes as a careful client would, under each quirk and under all of them.
void expect_usable(const webex::Quirks& quirks, const std::string& which) {
  WebexSite site;
  site.world.quirks = quirks;
  EXPECT_EQ(site.get("/people/me").status, 200) << which;
  EXPECT_EQ(site.get("/people?max=5").status, 200) << which;
  EXPECT_EQ(site.get("/telephony/config/supervisors").status, 200) << which;
  EXPECT_EQ(site.get(site.at(WebexSite::kMira, true)).status, 200) << which;
  const Json body{{"agents", {site.action(WebexSite::kViktor, "ADD"), site.action(WebexSite::kBo, "DELETE")}}};
  EXPECT_LT(site.put(site.at(WebexSite::kMira, true), body).status, 300) << which;
  EXPECT_EQ(site.agents(WebexSite::kMira, true).size(), 8U) << which;
}

TEST(SimWebexQuirks, LeaveTheSiteUsableOneByOneAndAllTogether) {
  for (const auto& [name, value] : webex::survivable_quirks()) {
    webex::Quirks quirks;
    ASSERT_TRUE(webex::set_quirk(quirks, name, value)) << name << " " << value;
    expect_usable(quirks, std::string(name) + " " + std::string(value));
  }
  expect_usable(webex::all_survivable_quirks(), "all");
}

TEST(SimWebexQuirks, ChangeFormsOfBooleansAndRoles) {
  WebexSite site;
  EXPECT_EQ(site.get("/people/me").json()["loginEnabled"], "true");
  EXPECT_TRUE(site.get("/people?max=1").json()["items"][0].contains("roles"));
  site.world.quirks.tier_as_text = true;
  EXPECT_EQ(site.get("/telephony/config/supervisors").json()["supervisors"][0]["hasCxEssentials"], "false");
  site.world.quirks.login_as_text = false;
  site.world.quirks.list_shows_roles = false;
  site.world.quirks.absent_roles = {"id_full_admin"};
  site.world.quirks.extra_fields = false;
  EXPECT_EQ(site.get("/people/me").json()["loginEnabled"], true);
  EXPECT_FALSE(site.get("/people/me").json().contains("sipAddresses"));
  EXPECT_FALSE(site.get("/people?max=1").json()["items"][0].contains("roles"));
  EXPECT_EQ(site.get("/roles").json()["items"].size(), 7U);
}

TEST(SimWebexQuirks, MoveTheBasePath) {
  WebexSite site;
  site.world.quirks.base_path = "/proxy/v1";
  EXPECT_EQ(site.get("/people/me").status, 404);
  EXPECT_EQ(site.send(webex_request(net::Method::get, "/proxy/v1/people/me")).status, 200);
}

}  // namespace
}  // namespace muster::tests
