#include "reconciler/manifest/explain.h"

#include <gtest/gtest.h>

#include "tests/manifest/uds.h"
#include "tests/support/golden.h"

namespace muster::manifest {
namespace {

TEST(Explain, TellsKindsFieldsAndSettings) {
  std::string text;
  for (const auto* topic :
       {"User", "User.roles", "User.enabled", "User.password", "User.devices", "User.skills", "User.userName",
        "RoleAssignment", "Team.agents", "SupervisorAssignment", "System.budget", "System.guards.maxRemovals",
        "System.windows", "System.pause", "System.deleteAfter", "Override", "Override.expires",
        "System.settings.updateVerb", "System.settings.visibilityDelay"}) {
    const auto explanation = explain(support::toy_catalogs(), topic);
    EXPECT_TRUE(explanation.found) << topic;
    text += "$ muster explain " + std::string(topic) + "\n" + explanation.text + "\n";
  }
  EXPECT_TRUE(support::matches_golden(text, "manifest/golden/explain.txt"));
}

TEST(Explain, TellsMapsPartsAndRecords) {
  std::string text;
  for (const auto* topic :
       {"UdsSettings", "UdsSettings.user", "UdsSettings.user.enableDoNotDisturb", "UdsSettings.credentials.pin",
        "UdsSettings.speedDials", "UdsSettings.speedDials.index", "UdsSettings.speedDials.number",
        "UdsSettings.subscribedServices.url", "UdsSettings.devices", "UdsSettings.devices.name",
        "UdsSettings.devices.doNotDisturb", "UdsSettings.devices.extensions",
        "UdsSettings.devices.extensions.callForwardAllDestination", "UdsSettings.devices.extensions.label",
        "UdsSettings.remoteDestinations.associatedDevices.usage", "Team"}) {
    const auto explanation = explain(uds_catalogs(), topic);
    EXPECT_TRUE(explanation.found) << topic;
    text += "$ muster explain " + std::string(topic) + "\n" + explanation.text + "\n";
  }
  EXPECT_TRUE(support::matches_golden(text, "manifest/golden/uds_explain.txt"));
}

TEST(Explain, KnowsEveryPathThatItOffers) {
  for (const auto* topic : {"UdsSettings.devices.extensions.labl", "UdsSettings.speedDials.numbr", "UdsSettings.usr"}) {
    const auto explanation = explain(uds_catalogs(), topic);
    EXPECT_FALSE(explanation.found);
    const auto from = explanation.text.find("did you mean \"") + 14;
    const auto meant = explanation.text.substr(from, explanation.text.find('"', from) - from);
    EXPECT_TRUE(explain(uds_catalogs(), meant).found) << explanation.text;
  }
}

TEST(Explain, NamesWhatCanBeAskedInstead) {
  EXPECT_EQ(explain(support::toy_catalogs(), "User.role").text,
            "nothing is known about \"User.role\"; did you mean \"User.roles\"? ask for System, Override, User, "
            "RoleAssignment and Team or one of their fields");
  EXPECT_FALSE(explain(support::toy_catalogs(), "Colour").found);
  EXPECT_FALSE(explain(support::toy_catalogs(), "User", "no-such-provider").found);
  EXPECT_FALSE(explain(support::toy_catalogs(), "RoleAssignment.enabled").found);
}

TEST(Explain, ShowsWhereADefaultComesFrom) {
  const auto loaded = load({{"systems.yaml", toy_system("  defaults:\n    User:\n      enabled: true\n")}});
  EXPECT_EQ(explain_origin(loaded, "User.enabled"), "User.enabled of toy: from the defaults at systems.yaml:10\n");
  EXPECT_EQ(explain_origin(loaded, "User"), "User.enabled of toy: from the defaults at systems.yaml:10\n");
  EXPECT_EQ(explain_origin(loaded, "User.roles"), "");
}

}  // namespace
}  // namespace muster::manifest
