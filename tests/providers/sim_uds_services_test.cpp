#include <gtest/gtest.h>

#include "tests/providers/sim_uds_site.h"

namespace muster::tests::uds_site {
namespace {

std::string services(const std::string& inner) { return "<subscribedServices>" + inner + "</subscribedServices>"; }

// A service by its place among the samples: 0 Weather, 1 Directory (site, menu), 2 Voicemail (pin).
std::string service(const Site& site, std::size_t place, const std::string& name, const std::string& more = "") {
  return "<subscribedService><name>" + name + "</name><phoneServiceId>" + site.world.phone_services[place].id +
         "</phoneServiceId>" + more + "</subscribedService>";
}

std::string parameter(const Site& site, std::size_t place, std::size_t number, const std::string& value) {
  return "<parameters><parameter><paramId>" + site.world.phone_services[place].parameters[number].id +
         "</paramId><value>" + value + "</value></parameter></parameters>";
}

TEST(SimUdsServices, AreShownWhereAllDevicesAgreeWithoutTheirId) {
  Site site;
  const auto same = site.get("bo.lind", "/subscribedServices");
  EXPECT_EQ(same.xml().name, "userSubscribedServices");
  EXPECT_EQ(same.attribute("subscribedServices", "appliesToAllDevices"), "true");
  EXPECT_EQ(same.at("subscribedServices/subscribedService/name"), "Directory");
  EXPECT_EQ(same.at("subscribedServices/subscribedService/phoneServiceName"), "Directory");
  EXPECT_EQ(same.attribute("subscribedServices/subscribedService/phoneServiceName", "phoneServiceId"),
            site.world.phone_services[1].id);
  EXPECT_EQ(same.at("subscribedServices/subscribedService/id"), "-");
  EXPECT_EQ(site.get("zoe.amari", "/subscribedServices").attribute("subscribedServices", "appliesToAllDevices"),
            "false");
}

TEST(SimUdsServices, AreAddedAndReplacedOnAllDevices) {
  Site site;
  EXPECT_EQ(site.post("ibrandt", "/subscribedServices", services(service(site, 0, "Rain"))).status, 201);
  EXPECT_EQ(site.last("subscribedServices[Rain].url"), " -> http://services.acme.example/weather");
  EXPECT_EQ(site.post("ibrandt", "/subscribedServices", services(service(site, 0, "Rain"))).status, 409);
  const auto old_id = site.user("ibrandt").devices[0].services[0].id;
  EXPECT_EQ(site.put("ibrandt", "/subscribedServices", services(service(site, 0, "Rain"))).status, 200);
  EXPECT_NE(site.user("ibrandt").devices[0].services[0].id, old_id) << "a list that is replaced has new ids";
  EXPECT_EQ(site.put("ibrandt", "/subscribedServices", services("")).attribute("subscribedServices", "totalCount"),
            "0");
}

TEST(SimUdsServices, TakeParametersInTheAddressOrInAList) {
  Site site;
  const auto put = [&](const std::string& inner) {
    return site.put("arook", "/subscribedServices", services(inner)).status;
  };
  EXPECT_EQ(put(service(site, 1, "D", parameter(site, 1, 1, "main"))), 200);
  EXPECT_EQ(site.user("arook").devices[0].services[0].url, "http://services.acme.example/directory?site=hq&menu=main");
  EXPECT_EQ(put(service(site, 1, "D", "<url>http://services.acme.example/directory?menu=a&amp;site=b</url>")), 200);
  EXPECT_EQ(site.user("arook").devices[0].services[0].url, "http://services.acme.example/directory?site=b&menu=a");
  EXPECT_EQ(site.user("arook").devices[0].services[0].secure_url, "") << "only one address was given";
}

TEST(SimUdsServices, RefuseWhatDoesNotFit) {
  Site site;
  for (const std::string& inner :
       {service(site, 1, "D"), service(site, 1, "", parameter(site, 1, 1, "a")),
        std::string("<subscribedService><name>D</name><phoneServiceId>none</phoneServiceId></subscribedService>"),
        service(site, 1, "D", parameter(site, 2, 0, "a")),
        service(site, 1, "D", "<url>http://elsewhere.example/directory?menu=a</url>"),
        service(site, 1, "D", "<url>http://services.acme.example/directory?other=a</url>"),
        service(site, 1, "D", "<url>http://services.acme.example/directory?menu=a</url>" + parameter(site, 1, 1, "b")),
        service(site, 1, "D",
                "<url>http://services.acme.example/directory?menu=a</url>"
                "<secureUrl>https://services.acme.example/directory?menu=b</secureUrl>")}) {
    EXPECT_EQ(site.put("arook", "/subscribedServices", services(inner)).status, 415) << inner;
  }
  EXPECT_EQ(site.put("arook", "/subscribedServices", services(service(site, 0, "A") + service(site, 0, "A"))).status,
            409);
}

TEST(SimUdsServices, HideCredentialsInTheLog) {
  Site site;
  ASSERT_EQ(
      site.put("arook", "/subscribedServices", services(service(site, 2, "V", parameter(site, 2, 0, "1234")))).status,
      200);
  EXPECT_EQ(site.user("arook").devices[0].services[0].url, "http://services.acme.example/voicemail?pin=1234");
  EXPECT_EQ(site.last("subscribedServices[V].url"), " -> http://services.acme.example/voicemail?pin=***");
}

TEST(SimUdsServices, AreRemovedFromAllDevicesByAnIdOfOne) {
  Site site;
  const auto id = site.get("bo.lind", site.device_path("bo.lind") + "/subscribedServices").at("subscribedService/id");
  EXPECT_EQ(site.del("bo.lind", "/subscribedServices").status, 405);
  EXPECT_EQ(site.del("bo.lind", "/subscribedServices/none").status, 404);
  EXPECT_EQ(site.del("bo.lind", "/subscribedServices/" + id).status, 204);
  for (const auto& device : site.user("bo.lind").devices) EXPECT_TRUE(device.services.empty());
}

TEST(SimUdsServices, AreWrittenOnOneDevice) {
  Site site;
  const auto path = site.device_path("ibrandt") + "/subscribedServices";
  EXPECT_EQ(site.put("ibrandt", path, services(service(site, 0, "Rain"))).status, 200);
  EXPECT_TRUE(site.user("ibrandt").devices[1].services.empty());
  EXPECT_EQ(site.post("ibrandt", path, services(service(site, 0, "Sun"))).status, 201);
  EXPECT_EQ(site.del("ibrandt", path).status, 204);
  EXPECT_TRUE(site.user("ibrandt").devices[0].services.empty());
}

TEST(SimUdsServices, AreWrittenOneByOne) {
  Site site;
  const auto path = site.device_path("ibrandt") + "/subscribedService";
  EXPECT_EQ(site.post("ibrandt", path, service(site, 0, "Rain")).status, 201);
  EXPECT_EQ(site.post("ibrandt", path, service(site, 0, "Rain")).status, 409);
  const auto id = site.user("ibrandt").devices[0].services[0].id;
  EXPECT_EQ(site.get("ibrandt", path + "/" + id).at("name"), "Rain");
  EXPECT_EQ(site.put("ibrandt", path + "/" + id, service(site, 0, "Sun")).at("name"), "Sun");
  EXPECT_EQ(site.put("ibrandt", path + "/none", service(site, 0, "Sun")).status, 404);
  EXPECT_EQ(site.get("ibrandt", path + "/none").status, 404);
  EXPECT_EQ(site.get("ibrandt", path).status, 405);
  EXPECT_EQ(site.del("ibrandt", path + "/" + id).status, 405);
}

}  // namespace
}  // namespace muster::tests::uds_site
