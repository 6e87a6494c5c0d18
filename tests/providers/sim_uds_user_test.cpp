#include <gtest/gtest.h>

#include "tests/providers/sim_uds_site.h"

namespace muster::tests::uds_site {
namespace {

using uds::Unwritable;
using uds::Version;

TEST(SimUdsUser, ShowsSettingsAndLabelsOfDefaults) {
  Site site;
  const auto reply = site.get("arook");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.at("userName"), "arook");
  EXPECT_EQ(reply.at("displayName"), "Anselm Rook");
  EXPECT_EQ(reply.attribute("userLocale", "value"), "") << "the default";
  EXPECT_EQ(reply.at("userLocale"), "English, United States");
  EXPECT_EQ(reply.attribute("homeCluster", "enableCalendarPresence"), "false");
  EXPECT_EQ(reply.at("callForwardAllDestination/destination"), "");
  EXPECT_EQ(reply.at("primaryExtension"), "-");
  EXPECT_FALSE(reply.has("password"));
  EXPECT_EQ(site.get("bo.lind").attribute("userLocale", "value"), "7");
}

TEST(SimUdsUser, ShowsThePrimaryExtensionWhereTheClusterDoes) {
  Site site;
  site.world.quirks.primary_extension = true;
  const auto reply = site.get("bo.lind");
  EXPECT_EQ(reply.attribute("primaryExtension/onACallRingPreference", "value"), "2");
  EXPECT_EQ(reply.at("primaryExtension/onACallRingPreference"), "Flash Only");
  EXPECT_EQ(reply.at("primaryExtension/logMissedCalls"), "true");
}

TEST(SimUdsUser, MergesWhatIsPut) {
  Site site;
  const auto reply = site.put("bo.lind", "", "<user><displayName>Bo</displayName><userLocale/></user>");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.at("displayName"), "Bo");
  EXPECT_EQ(site.last("user.displayName"), "Bo (Sales) -> Bo");
  EXPECT_EQ(site.last("user.userLocale"), "7 -> ") << "an empty element is the default";
  EXPECT_EQ(site.user("bo.lind").devices[0].lines[0].forward_all.destination, "4999") << "absent is unchanged";
  EXPECT_EQ(site.put("bo.lind", "", "<user><displayName></displayName></user>").at("displayName"), "Bo Lind");
}

TEST(SimUdsUser, OverwritesAllDevicesAndLines) {
  Site site;
  (void)site.put("zoe.amari", site.device_path("zoe.amari", 1),
                 "<device><doNotDisturbSettings><enable>true</enable></doNotDisturbSettings></device>");
  EXPECT_EQ(site.get("zoe.amari").attribute("enableDoNotDisturb", "appliesToAllDevices"), "false");
  const auto reply = site.put("zoe.amari", "",
                              "<user><enableDoNotDisturb>true</enableDoNotDisturb><logMissedCalls>false"
                              "</logMissedCalls><callForwardAllDestination><destination>4711</destination>"
                              "</callForwardAllDestination><userLocale>4</userLocale></user>");
  EXPECT_EQ(reply.attribute("enableDoNotDisturb", "appliesToAllDevices"), "true");
  EXPECT_EQ(reply.at("callForwardAllDestination/destination"), "4711");
  for (const auto& device : site.user("zoe.amari").devices) {
    EXPECT_TRUE(device.do_not_disturb);
    EXPECT_EQ(device.locale, "4");
    EXPECT_EQ(device.lines[0].forward_all.destination, "4711");
    EXPECT_FALSE(device.lines[0].log_missed);
  }
  EXPECT_EQ(site.last("user.callForwardAllDestination.destination"), " -> 4711");
  EXPECT_EQ(site.last("user.enableDoNotDisturb"), " -> true") << "they differed before";
}

TEST(SimUdsUser, LeavesTheDevicesTheirLocaleWhenToldSo) {
  Site site;
  const auto reply = site.put("arook", "", "<user><userLocale appliesToAllDevices=\"false\">7</userLocale></user>");
  EXPECT_EQ(reply.attribute("userLocale", "appliesToAllDevices"), "false");
  EXPECT_EQ(site.user("arook").devices[0].locale, "");
}

TEST(SimUdsUser, ForwardsNumbersThatDifferAsFalseAndNothing) {
  Site site;
  const auto path = site.device_path("ibrandt") + "/extension/" + site.user("ibrandt").devices[0].lines[0].id;
  ASSERT_EQ(site.put("ibrandt", path,
                     "<extension><callForwardAllDestination><sendToCustomDestination>4001</sendToCustomDestination>"
                     "</callForwardAllDestination></extension>")
                .status,
            200);
  const auto reply = site.get("ibrandt");
  EXPECT_EQ(reply.attribute("callForwardAllDestination", "appliesToAllExtensions"), "false");
  EXPECT_EQ(reply.at("callForwardAllDestination/destination"), "");
}

TEST(SimUdsUser, WritesThePrimaryExtensionWhereverItsNumberIs) {
  Site site;
  ASSERT_EQ(site.put("sdahl", "",
                     "<user><primaryExtension><onACallRingPreference>3</onACallRingPreference>"
                     "<callForwardAllDestination><sendToVoiceMailPilotNumber>true</sendToVoiceMailPilotNumber>"
                     "</callForwardAllDestination></primaryExtension></user>")
                .status,
            200);
  const auto& devices = site.user("sdahl").devices;
  EXPECT_EQ(devices[0].lines[0].preferences.on_call_ring, "3");
  EXPECT_EQ(devices[1].lines[1].preferences.on_call_ring, "3") << "the shared line";
  EXPECT_EQ(devices[1].lines[0].preferences.on_call_ring, "") << "another number";
  EXPECT_TRUE(devices[1].lines[1].forward_all.to_voice_mail);
}

TEST(SimUdsUser, RefusesValuesThatAreNone) {
  Site site;
  for (const std::string body :
       {"<user><userLocale>2</userLocale></user>", "<user><enableDoNotDisturb>yes</enableDoNotDisturb></user>",
        "<user><callForwardAllDestination><destination>desk</destination></callForwardAllDestination></user>",
        "<user><primaryExtension><onACallRingPreference>6</onACallRingPreference></primaryExtension></user>",
        "<person/>", "<user>", "", "<!DOCTYPE user [<!ENTITY a \"b\">]><user/>"}) {
    EXPECT_EQ(site.put("arook", "", body).status, 415) << body;
  }
  EXPECT_TRUE(site.world.log.empty());
}

TEST(SimUdsUser, WantsXml) {
  Site site;
  ASSERT_EQ(site.get("arook").status, 200);
  net::HttpRequest request(Method::put, "/cucm-uds/user/arook");
  request.headers.add("Cookie", site.jars["arook"]);
  request.body = "<user/>";
  EXPECT_EQ(site.send(request).status, 415);
  request.headers.add("Content-Type", "application/json");
  EXPECT_EQ(site.send(request).status, 415);
}

TEST(SimUdsUser, IsWrittenInItsHomeClusterAlone) {
  Site site;
  const std::string body = "<user><displayName>D</displayName></user>";
  EXPECT_EQ(site.get("dconti").at("homeCluster"), "false");
  EXPECT_EQ(site.put("dconti", "", body).status, 403);
  EXPECT_EQ(site.put("dconti", site.device_path("dconti"), "<device/>").status, 403) << "nor are its devices";
  site.world.quirks.foreign_cluster_status = 200;
  EXPECT_EQ(site.put("dconti", "", body).at("displayName"), "Dario Conti") << "answered well and not done";
  EXPECT_TRUE(site.world.log.empty());
}

TEST(SimUdsUser, HasADisplayNameThatOldVersionsDoNotWrite) {
  Site site;
  const std::string body = "<user><displayName>A</displayName></user>";
  site.world.quirks.version = Version::v11_0;
  EXPECT_EQ(site.put("arook", "", body).at("displayName"), "Anselm Rook");
  site.world.quirks.old_display_name = Unwritable::refused;
  EXPECT_EQ(site.put("arook", "", body).status, 415);
  site.world.quirks.version = Version::v10_5;
  EXPECT_EQ(site.get("arook").at("displayName"), "-");
}

TEST(SimUdsUser, AnswersWellAndDoesNothingWhenToldTo) {
  Site site;
  site.world.quirks.ignored_writes = 1;
  EXPECT_EQ(site.put("arook", "", "<user><displayName>A</displayName></user>").status, 200);
  EXPECT_EQ(site.user("arook").display_name, "");
  EXPECT_EQ(site.put("arook", "", "<user><displayName>A</displayName></user>").at("displayName"), "A");
}

TEST(SimUdsUser, LogsChangesByWhoSignedIn) {
  Site site;
  (void)site.put("petra vance", "", "<user><enableCalendarPresence>true</enableCalendarPresence></user>");
  ASSERT_EQ(site.world.log.size(), 1U);
  const auto& happening = site.world.log[0];
  EXPECT_EQ(happening.actor, "petra vance");
  EXPECT_EQ(happening.entity, "user");
  EXPECT_EQ(happening.name, "petra vance");
  EXPECT_EQ(happening.fields.size(), 1U);
  EXPECT_EQ(site.last("user.enableCalendarPresence"), "false -> true");
  EXPECT_EQ(site.world.request_count("PUT /user/{id}"), 1U);
}

TEST(SimUdsUser, HasIdsThatNeedEncoding) {
  Site site;
  for (const std::string id : {"petra vance", "hana+mori", "jonas@acme.example", "jörg.kühn", "o'keane"}) {
    EXPECT_EQ(site.get(id).at("userName"), id);
  }
}

TEST(SimUdsUser, IsRefusedOtherMethods) {
  Site site;
  EXPECT_EQ(site.post("arook", "", "<user/>").status, 405);
  EXPECT_EQ(site.del("arook", "").status, 405);
  site.world.quirks.not_allowed_status = 409;
  EXPECT_EQ(site.del("arook", "").status, 409);
  EXPECT_EQ(site.get("arook", "/nothing").status, 404);
}

TEST(SimUdsConferencing, ShowsTheAccessCodeAndHidesItInTheLog) {
  Site site;
  EXPECT_EQ(site.get("bo.lind", "/conferencing").at("conferenceNow/accessCode"), "4711");
  const auto reply = site.put("bo.lind", "/conferencing",
                              "<conferencing><conferenceNow><enabled>false</enabled><accessCode>99</accessCode></"
                              "conferenceNow></conferencing>");
  EXPECT_EQ(reply.at("conferenceNow/enabled"), "false");
  EXPECT_EQ(site.last("conferencing.enabled"), "true -> false");
  EXPECT_EQ(site.last("conferencing.accessCode"), "*** -> ***");
  EXPECT_EQ(site.put("bo.lind", "/conferencing",
                     "<conferencing><conferenceNow><accessCode>ab</accessCode></conferenceNow></conferencing>")
                .status,
            415);
}

TEST(SimUdsConferencing, CameWithVersion11) {
  Site site;
  site.world.quirks.version = Version::v10_5;
  EXPECT_EQ(site.get("bo.lind", "/conferencing").status, 404);
}

}  // namespace
}  // namespace muster::tests::uds_site
