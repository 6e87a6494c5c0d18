#include <gtest/gtest.h>

#include "tests/providers/sim_uds_site.h"

namespace muster::tests::uds_site {
namespace {

std::string extension_path(const Site& site, const std::string& user, std::size_t device = 0, std::size_t line = 0) {
  return site.device_path(user, device) + "/extension/" + site.user(user).devices[device].lines[line].id;
}

TEST(SimUdsDevices, AreListedByModel) {
  Site site;
  EXPECT_EQ(site.get("zoe.amari", "/devices").count("", "device"), 3U);
  EXPECT_EQ(site.get("zoe.amari", "/devices?model=%22Cisco%208865%22").count("", "device"), 1U);
  EXPECT_EQ(site.get("nokafor", "/devices").count("", "device"), 0U);
}

TEST(SimUdsDevices, AreReadOneByOne) {
  Site site;
  const auto reply = site.get("arook", site.device_path("arook"));
  EXPECT_EQ(reply.at("name"), site.user("arook").devices[0].name);
  EXPECT_EQ(reply.attribute("", "hasPrimaryNumber"), "true");
  EXPECT_EQ(reply.attribute("description", "source"), "admin");
  EXPECT_EQ(reply.attribute("phoneLocale", "value"), "");
  EXPECT_EQ(reply.at("doNotDisturbSettings/enable"), "false");
  EXPECT_EQ(reply.count("doNotDisturbSettings/option/supportedDndOptions", "option"), 3U);
  EXPECT_EQ(site.get("arook", "/device/none").status, 404);
  EXPECT_EQ(site.get("arook", "/device/" + site.user("arook").devices[0].name).status, 404) << "a name is no pkid";
  EXPECT_EQ(site.get("arook", site.device_path("zoe.amari")).status, 404) << "somebody else's";
}

TEST(SimUdsDevices, HaveADescriptionOfTheUserAndOneOfTheAdministrator) {
  Site site;
  const auto path = site.device_path("arook");
  auto reply = site.put("arook", path, "<device><description>Mine</description></device>");
  EXPECT_EQ(reply.at("description"), "Mine");
  EXPECT_EQ(reply.attribute("description", "source"), "user");
  const auto field = "devices[" + site.user("arook").devices[0].name + "].description";
  EXPECT_EQ(site.last(field), "Auto 2904 -> Mine");
  reply = site.put("arook", path, "<device><description/></device>");
  EXPECT_EQ(reply.at("description"), "Auto 2904");
  EXPECT_EQ(reply.attribute("description", "source"), "admin");
}

TEST(SimUdsDevices, SayNoSourceBefore105) {
  Site site;
  site.world.quirks.version = uds::Version::v10_0;
  EXPECT_EQ(site.get("arook", site.device_path("arook")).attribute("description", "source"), "");
}

TEST(SimUdsDevices, KeepADescriptionThatCannotBeEdited) {
  Site site;
  const auto path = site.device_path("fabbot");
  const std::string body = "<device><description>Mine</description></device>";
  EXPECT_EQ(site.put("fabbot", path, body).at("description"), "Auto 2913");
  EXPECT_EQ(site.get("fabbot", path).attribute("description", "editable"), "false");
  site.world.quirks.fixed_description = uds::Unwritable::refused;
  EXPECT_EQ(site.put("fabbot", path, body).status, 415);
}

TEST(SimUdsDevices, AreNotToBeDisturbedOneByOne) {
  Site site;
  const auto reply = site.put("ibrandt", site.device_path("ibrandt", 1),
                              "<device><doNotDisturbSettings><enable>true</enable></doNotDisturbSettings></device>");
  EXPECT_EQ(reply.at("doNotDisturbSettings/enable"), "true");
  EXPECT_FALSE(site.user("ibrandt").devices[0].do_not_disturb);
  EXPECT_EQ(site.last("devices[" + site.user("ibrandt").devices[1].name + "].doNotDisturb"), "false -> true");
}

TEST(SimUdsExtensions, AreShownOnceForEachNumberThePrimaryOneAmongThem) {
  Site site;
  site.world.quirks.shuffled = false;
  const auto reply = site.get("amoreau", "/extensions");
  const auto root = reply.xml();
  const auto extensions = root.all("extension");
  ASSERT_EQ(extensions.size(), 4U) << "a shared line counts once";
  EXPECT_EQ(extensions[0]->attribute("isPrimary"), "true");
  EXPECT_EQ(extensions[0]->find("onACallRingPreference")->attribute("appliesToAllLineAppearances"), "true");
}

TEST(SimUdsExtensions, HaveOtherIdsAtUserScope) {
  Site site;
  site.world.quirks.shuffled = false;
  const auto& line = site.user("arook").devices[0].lines[0];
  EXPECT_EQ(site.get("arook", "/extensions").at("extension/id"), line.number_id);
  EXPECT_EQ(site.get("arook", "/extension/" + line.number_id).at("directoryNumber"), "2904");
  EXPECT_EQ(site.get("arook", site.device_path("arook") + "/extension/" + line.number_id).status, 404);
  site.world.quirks.same_extension_ids = true;
  EXPECT_EQ(site.get("arook", "/extensions").at("extension/id"), line.id);
}

TEST(SimUdsExtensions, AreWrittenAtUserScopeWhereTheClusterDoes) {
  Site site;
  const auto id = site.user("arook").devices[0].lines[0].number_id;
  const std::string body = "<extension><label>Hi</label></extension>";
  EXPECT_EQ(site.put("arook", "/extension/" + id, body).status, 405);
  site.world.quirks.user_extension_put = true;
  EXPECT_EQ(site.put("arook", "/extension/" + id, body).at("label"), "Hi");
  EXPECT_EQ(site.put("arook", "/extension/none", body).status, 404);
}

TEST(SimUdsExtensions, ListTheirOptionsInOneAndLabelsInTheList) {
  Site site;
  const auto one = site.get("arook", extension_path(site, "arook"));
  EXPECT_EQ(one.attribute("messageWaitingVisualAlertPreference", "value"), "");
  EXPECT_EQ(one.count("messageWaitingVisualAlertPreference", "option"), 5U);
  EXPECT_EQ(one.at("forwardBusyExternalCallDestination/sendToCustomDestination"), "");
  const auto list = site.get("arook", site.device_path("arook") + "/extensions");
  EXPECT_EQ(list.at("extension/messageWaitingVisualAlertPreference"), "Use System Policy");
  EXPECT_EQ(list.attribute("extension/label", "appliesToAllLineAppearances"), "");
}

TEST(SimUdsExtensions, MergeWhatIsPut) {
  Site site;
  const auto path = extension_path(site, "bo.lind");
  const auto reply = site.put("bo.lind", path,
                              "<extension><label>Front</label><onACallRingPreference/>"
                              "<logMissedCalls>false</logMissedCalls></extension>");
  EXPECT_EQ(reply.at("label"), "Front");
  EXPECT_EQ(reply.attribute("onACallRingPreference", "value"), "");
  EXPECT_EQ(reply.at("callForwardAllDestination/sendToCustomDestination"), "4999") << "absent is unchanged";
  const auto name = "devices[" + site.user("bo.lind").devices[0].name + "].extensions[2902].";
  EXPECT_EQ(site.last(name + "label"), "Lind -> Front");
  EXPECT_EQ(site.last(name + "onACallRingPreference"), "2 -> ");
  EXPECT_EQ(
      site.put("bo.lind", path, "<extension><onACallRingPreference>Ring</onACallRingPreference></extension>").status,
      415);
}

TEST(SimUdsExtensions, ForwardTheNumberWhereverItIs) {
  Site site;
  const auto path = extension_path(site, "sdahl", 1, 1);
  ASSERT_EQ(site.put("sdahl", path,
                     "<extension><label>Here</label><callForwardAllDestination><sendToCustomDestination>4002"
                     "</sendToCustomDestination></callForwardAllDestination></extension>")
                .status,
            200);
  const auto& devices = site.user("sdahl").devices;
  EXPECT_EQ(devices[0].lines[0].forward_all.destination, "4002") << "the same number on the other device";
  EXPECT_EQ(devices[0].lines[0].label, "") << "labels belong to one appearance";
  EXPECT_EQ(devices[1].lines[1].label, "Here");
}

TEST(SimUdsExtensions, AreNeitherAddedNorRemoved) {
  Site site;
  const auto path = extension_path(site, "arook");
  EXPECT_EQ(site.post("arook", path, "<extension/>").status, 405);
  EXPECT_EQ(site.del("arook", path).status, 405);
  EXPECT_EQ(site.del("arook", "/extensions").status, 405);
  EXPECT_EQ(site.put("arook", site.device_path("arook") + "/extension/none", "<extension/>").status, 404);
}

}  // namespace
}  // namespace muster::tests::uds_site
