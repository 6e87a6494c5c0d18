#include <gtest/gtest.h>

#include <set>

#include "providers/simulators/cucm_uds/option_lists.h"
#include "tests/providers/sim_uds_site.h"

namespace muster::tests::uds_site {
namespace {

using uds::Version;

TEST(SimUdsSystem, TellsItsVersionAndWhetherTheDirectoryNeedsSigningIn) {
  Site site;
  EXPECT_EQ(site.open("/version").at("version"), "12.5.1");
  EXPECT_EQ(site.open("/version").attribute("", "version"), "12.5.1");
  EXPECT_EQ(site.open("/version").at("capabilities/usersResourceAuthEnabled"), "false");
  site.world.quirks.users_need_sign_in = true;
  EXPECT_EQ(site.open("/version").at("capabilities/usersResourceAuthEnabled"), "true");
  EXPECT_EQ(site.open("/users").status, 401);
  site.world.quirks.version = Version::v11_0;
  EXPECT_EQ(site.open("/version").at("capabilities"), "-");
}

TEST(SimUdsSystem, FindsWhereSomebodyIsAtHome) {
  Site site;
  EXPECT_EQ(site.open("/servers").count("", "server"), 3U);
  EXPECT_EQ(site.open("/clusterUser?username=arook").at("homeCluster"), "cucm-pub.acme.example");
  EXPECT_EQ(site.open("/clusterUser?email=arook@acme.example").attribute("result", "found"), "true");
  EXPECT_EQ(site.open("/clusterUser?useridentifier=dconti").at("homeCluster"), "cucm-emea.acme.example");
  EXPECT_EQ(site.open("/clusterUser?username=nobody").attribute("result", "found"), "false");
  EXPECT_EQ(site.open("/clusterUser").status, 415);
}

TEST(SimUdsSystem, ListsTheDirectoryInPages) {
  Site site(uds::generated_organisation(150));
  std::set<std::string> seen;
  for (const std::string start : {"0", "64", "128"}) {
    const auto reply = site.open("/users?start=" + start);
    EXPECT_EQ(reply.attribute("", "totalCount"), "150");
    const auto root = reply.xml();
    for (const auto* user : root.all("user")) seen.insert(user->text_of("userName"));
  }
  EXPECT_EQ(seen.size(), 150U);
  EXPECT_EQ(site.open("/users?max=10").attribute("", "returnedCount"), "10");
  EXPECT_EQ(site.open("/users?max=900").attribute("", "requestedCount"), "500");
  EXPECT_EQ(Site().open("/users?last=kos").count("", "user"), 1U);
}

TEST(SimUdsSystem, ListsOptionsAllAtOnceOrOneByOne) {
  Site site;
  EXPECT_EQ(site.open("/options").count("installedLocales", "option"), 6U);
  EXPECT_EQ(site.open("/options/notOnACallRingPreference").count("", "option"), 6U);
  EXPECT_EQ(site.open("/options/messageWaitingAudibleAlertPreference").count("", "option"), 3U);
  EXPECT_EQ(site.open("/installedLocales").count("", "option"), 6U) << "as older samples have it";
  EXPECT_EQ(site.open("/options/none").status, 404);
  EXPECT_EQ(site.open("/options/remoteDestinationUsage").status, 404);
  site.world.quirks.usage_options = true;
  EXPECT_EQ(site.open("/options/remoteDestinationUsage").count("", "option"), 3U);
}

TEST(SimUdsSystem, NumbersTheTimesOfTheDayInOneWayOrTheOther) {
  uds::Quirks quirks;
  auto list = uds::options("timeOfDay", quirks);
  EXPECT_EQ(list.front().name, "No office hours");
  EXPECT_EQ(list[2].name, "00:15");
  EXPECT_EQ(list.back().name, "24:00");
  EXPECT_EQ(list.back().value, "97");
  quirks.time_of_day = uds::TimeOfDay::midnight_first;
  list = uds::options("timeOfDay", quirks);
  EXPECT_EQ(list[0].name, "00:00");
  EXPECT_EQ(list.back().value, "96");
}

TEST(SimUdsSystem, ShowsPoliciesToWhoSignedIn) {
  Site site;
  EXPECT_EQ(site.open("/options/userPolicy").status, 401);
  ASSERT_EQ(site.get("arook").status, 200);
  const auto get = [&](const std::string& path) {
    net::HttpRequest request(Method::get, "/cucm-uds" + path);
    request.headers.add("Cookie", site.jars["arook"]);
    return site.send(request);
  };
  EXPECT_EQ(get("/options/userPolicy").count("", "policy"), 2U);
  EXPECT_EQ(get("/options/userPolicy/ShowSpeedDials").count("", "policy"), 1U);
  EXPECT_EQ(get("/options/userPolicy/None").status, 404);
}

TEST(SimUdsSystem, DescribesPhoneServicesAndTheirCredentials) {
  Site site;
  EXPECT_EQ(site.open("/phoneServices").count("", "phoneService"), 3U);
  const auto reply = site.open("/phoneService/" + site.world.phone_services[2].id);
  EXPECT_EQ(reply.at("parameters/parameter/displayName"), "pin");
  EXPECT_EQ(reply.at("parameters/parameter/isCredential"), "true");
  EXPECT_EQ(site.open("/phoneService/none").status, 404);
}

TEST(SimUdsSystem, AnswersOtherPathsAndMethodsAsTheVendorDoes) {
  Site site;
  EXPECT_EQ(site.open("/nothing").status, 404);
  EXPECT_EQ(site.open("/user").status, 404);
  EXPECT_EQ(site.send({Method::get, "/elsewhere"}).status, 404);
  EXPECT_EQ(site.send({Method::put, "/cucm-uds/version"}).status, 405);
}

}  // namespace
}  // namespace muster::tests::uds_site
