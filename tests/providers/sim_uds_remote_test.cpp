#include <gtest/gtest.h>

#include "tests/providers/sim_uds_site.h"

namespace muster::tests::uds_site {
namespace {

using uds::PostPath;
using uds::PutNumber;

std::string remote(const std::string& inner) { return "<remoteDestination>" + inner + "</remoteDestination>"; }

const std::string kHome = remote("<name>Home</name><destination>+49305550001</destination>");

std::string path_of(const Site& site, const std::string& user) {
  return "/remoteDestination/" + site.user(user).destinations.at(0).id;
}

TEST(SimUdsRemote, ShowsNoneAs404OrAnEmptyList) {
  Site site;
  EXPECT_EQ(site.get("mira.kos", "/remoteDestinations").status, 404);
  site.world.quirks.no_destinations = uds::NoDestinations::empty_list;
  EXPECT_EQ(site.get("mira.kos", "/remoteDestinations").count("", "remoteDestination"), 0U);
  EXPECT_EQ(site.get("mira.kos", "/remoteDestinations").status, 200);
}

TEST(SimUdsRemote, ShowsUsageByValueAndLabel) {
  Site site;
  const auto list = site.get("slund", "/remoteDestinations");
  EXPECT_EQ(list.attribute("remoteDestination/associatedDevices/associatedDevice/usage", "value"), "0");
  EXPECT_EQ(list.at("remoteDestination/associatedDevices/associatedDevice/usage"), "Single Number Reach");
  EXPECT_EQ(list.at("remoteDestination/associatedDevices/associatedDevice/model"), "Remote Destination Profile");
  EXPECT_EQ(list.at("remoteDestination/advancedSettings"), "-");
  site.world.quirks.usage_as_options = true;
  const auto one = site.get("slund", path_of(site, "slund"));
  EXPECT_EQ(one.count("associatedDevices/associatedDevice/usage", "option"), 3U);
  EXPECT_EQ(one.at("advancedSettings/delayBeforeRingTimer"), "4000");
  site.world.quirks.version = uds::Version::v11_5;
  EXPECT_FALSE(site.get("slund", "/remoteDestinations").has("<model>"));
}

TEST(SimUdsRemote, ShowsAScheduleUnderTheNameThatIsGivenIt) {
  Site site;
  EXPECT_FALSE(site.get("slund", path_of(site, "slund")).has("timeOfDayStart"));
  site.world.quirks.schedule_element = "ringSchedule";
  const auto reply = site.get("slund", path_of(site, "slund"));
  EXPECT_EQ(reply.count("ringSchedule", "day"), 5U);
}

TEST(SimUdsRemote, IsAddedWithAndWithoutAnId) {
  Site site;
  EXPECT_EQ(site.post("mira.kos", "/remoteDestination", kHome).status, 201);
  EXPECT_EQ(site.last("remoteDestinations[+49305550001].ringWhenExtensionDialed"), " -> true");
  EXPECT_EQ(site.last("remoteDestinations[+49305550001].associatedDevices[RDP00].usage"), " -> 0");
  EXPECT_EQ(site.post("mira.kos", "/remoteDestination/any", remote("<destination>4001</destination>")).status, 201);
  EXPECT_EQ(site.user("mira.kos").destinations.size(), 2U);
}

TEST(SimUdsRemote, IsAddedAtOnePathAloneWhereTheClusterSaysSo) {
  Site site;
  site.world.quirks.post_path = PostPath::without_id;
  EXPECT_EQ(site.post("mira.kos", "/remoteDestination/any", kHome).status, 405);
  EXPECT_EQ(site.post("mira.kos", "/remoteDestination", kHome).status, 201);
  site.world.quirks.post_path = PostPath::with_id;
  EXPECT_EQ(site.post("pnair", "/remoteDestination", kHome).status, 405);
  EXPECT_EQ(site.post("pnair", "/remoteDestination/any", kHome).status, 201);
}

TEST(SimUdsRemote, AnswersACreationWithABodyOrWithout) {
  Site site;
  EXPECT_EQ(site.post("mira.kos", "/remoteDestination", kHome).body, "");
  site.world.quirks.created_body = true;
  EXPECT_EQ(site.post("pnair", "/remoteDestination", kHome).at("destination"), "+49305550001");
}

TEST(SimUdsRemote, IsNotAddedTwiceNorWithoutAProfileNorPastTheLimit) {
  Site site;
  EXPECT_EQ(site.post("mira.kos", "/remoteDestination", kHome).status, 201);
  EXPECT_EQ(site.post("mira.kos", "/remoteDestination", kHome).status, 409);
  EXPECT_EQ(site.post("arook", "/remoteDestination", kHome).status, 409) << "no profile";
  EXPECT_EQ(site.post("hana+mori", "/remoteDestination", kHome).status, 201) << "a CTI remote device will do";
  for (const std::string number : {"1", "2", "3"}) {
    EXPECT_EQ(site.post("mira.kos", "/remoteDestination", remote("<destination>" + number + "</destination>")).status,
              201);
  }
  EXPECT_EQ(site.post("mira.kos", "/remoteDestination", remote("<destination>4</destination>")).status, 409);
}

TEST(SimUdsRemote, RefusesBodiesThatAreWrong) {
  Site site;
  for (const std::string inner :
       {"", "<destination>home</destination>", "<destinationNumber>4001</destinationNumber>",
        "<destination>1</destination><associatedDevices><associatedDevice><name>None</name></associatedDevice>"
        "</associatedDevices>",
        "<destination>1</destination><associatedDevices><associatedDevice><name>RDP00</name><usage>3</usage>"
        "</associatedDevice></associatedDevices>"}) {
    EXPECT_EQ(site.post("mira.kos", "/remoteDestination", remote(inner)).status, 415) << inner;
  }
}

TEST(SimUdsRemote, IsMergedWithWhatIsPut) {
  Site site;
  const auto reply = site.put("slund", path_of(site, "slund"),
                              remote("<ringWhenExtensionDialed>false</ringWhenExtensionDialed><name/>"));
  EXPECT_EQ(reply.at("ringWhenExtensionDialed"), "false");
  EXPECT_EQ(reply.at("name"), "");
  EXPECT_EQ(reply.at("destination"), "+491705550027");
  EXPECT_EQ(site.last("remoteDestinations[+491705550027].ringWhenExtensionDialed"), "true -> false");
  EXPECT_EQ(site.put("slund", "/remoteDestination/none", remote("")).status, 404);
  EXPECT_EQ(site.put("slund", path_of(site, "slund"), remote("<destination/>")).status, 415) << "a number is needed";
}

TEST(SimUdsRemote, TakesANewNumberByOneNameOrTheOther) {
  Site site;
  const auto put = [&](const std::string& name, const std::string& number) {
    return site.put("slund", path_of(site, "slund"), remote("<" + name + ">" + number + "</" + name + ">"))
        .at("destination");
  };
  EXPECT_EQ(put("destination", "4001"), "4001");
  EXPECT_EQ(put("destinationNumber", "4002"), "4002");
  site.world.quirks.put_number = PutNumber::destination_number;
  EXPECT_EQ(put("destination", "4003"), "4002") << "ignored, with 200";
  EXPECT_EQ(put("destinationNumber", "4004"), "4004");
  site.world.quirks.put_number = PutNumber::destination;
  EXPECT_EQ(put("destinationNumber", "4005"), "4004");
  EXPECT_EQ(put("destination", "4006"), "4006");
}

TEST(SimUdsRemote, ChangesTheUsageOfWhatIsNamed) {
  Site site;
  const auto reply = site.put("slund", path_of(site, "slund"),
                              remote("<associatedDevices><associatedDevice><name>RDP27</name><usage>2</usage>"
                                     "</associatedDevice></associatedDevices>"));
  EXPECT_EQ(reply.attribute("associatedDevices/associatedDevice/usage", "value"), "2");
}

TEST(SimUdsRemote, IsNeverDeleted) {
  Site site;
  EXPECT_EQ(site.del("slund", path_of(site, "slund")).status, 405);
  EXPECT_EQ(site.del("slund", "/remoteDestinations").status, 405);
  EXPECT_EQ(site.user("slund").destinations.size(), 1U);
}

}  // namespace
}  // namespace muster::tests::uds_site
