#include <gtest/gtest.h>

#include <set>

#include "tests/providers/sim_uds_site.h"

namespace muster::tests::uds_site {
namespace {

using uds::Attack;
using uds::EmptyElement;

std::string order_of(const uds::Element& root) {
  std::string order;
  for (const auto& child : root.children) order.append(child.name).append(" ");
  return order;
}

TEST(SimUdsAnswer, HasItsElementsInAnyOrder) {
  Site site;
  std::set<std::string> orders;
  for (int i = 0; i < 5; ++i) orders.insert(order_of(site.get("arook").xml()));
  EXPECT_GT(orders.size(), 3U);
  site.world.quirks.shuffled = false;
  EXPECT_EQ(order_of(site.get("arook").xml()), order_of(site.get("arook").xml()));
}

TEST(SimUdsAnswer, HasElementsThatNobodyKnows) {
  Site site;
  EXPECT_TRUE(site.get("arook").has("<vendorNote>"));
  EXPECT_TRUE(site.get("arook").has("xLayout="));
  site.world.quirks.unknown_elements = false;
  EXPECT_FALSE(site.get("arook").has("vendorNote"));
}

TEST(SimUdsAnswer, WritesEmptyElementsInTwoForms) {
  Site site;
  site.world.quirks.shuffled = false;
  const bool first_is_short = site.get("arook").has("<middleName/>");
  EXPECT_NE(first_is_short, site.get("arook").has("<nickName/>")) << "by turns";
  site.world.quirks.empty_element = EmptyElement::long_form;
  EXPECT_TRUE(site.get("arook").has("<middleName></middleName><nickName></nickName>"));
  site.world.quirks.empty_element = EmptyElement::short_form;
  EXPECT_TRUE(site.get("arook").has("<middleName/><nickName/>"));
}

TEST(SimUdsAnswer, NamesAnotherHostWithAPortOrWithout) {
  Site site;
  auto reply = site.get("petra vance", "/devices");
  EXPECT_EQ(reply.attribute("", "uri"), "https://cucm-pub.acme.example:8443/cucm-uds/user/petra%20vance/devices");
  EXPECT_TRUE(reply.attribute("device", "uri").starts_with("https://cucm-pub.acme.example/cucm-uds/user/"));
  site.world.quirks.uri_port = uds::UriPort::never;
  site.world.quirks.self_url = "https://elsewhere.example";
  reply = site.get("petra vance", "/devices");
  EXPECT_EQ(reply.attribute("", "uri"), "https://elsewhere.example/cucm-uds/user/petra%20vance/devices");
  site.world.quirks.uri_port = uds::UriPort::always;
  EXPECT_TRUE(
      site.get("petra vance", "/devices").attribute("device", "uri").starts_with("https://elsewhere.example:8443/"));
}

TEST(SimUdsAnswer, NormalisesNumbersWhenTheyAreRead) {
  Site site;
  const auto number = [&] {
    return site.get("bo.lind", site.device_path("bo.lind") + "/speedDials?index=3").at("speedDial/number");
  };
  EXPECT_EQ(number(), "+49 30 5550100");
  site.world.quirks.number_form = uds::NumberForm::without_plus;
  EXPECT_EQ(number(), "49305550100");
  site.world.quirks.number_form = uds::NumberForm::spaced;
  EXPECT_NE(number(), "+49 30 5550100");
  EXPECT_EQ(number().substr(0, 4), "+49 ");
}

TEST(SimUdsAnswer, SaysWhichCharsetItThinksItHas) {
  Site site;
  EXPECT_EQ(site.open("/version").header("Content-Type"), "application/xml;charset=UTF-8");
  site.world.quirks.charset = uds::Charset::wrong;
  EXPECT_EQ(site.open("/version").header("Content-Type"), "application/xml;charset=ISO-8859-1");
  site.world.quirks.charset = uds::Charset::none;
  EXPECT_EQ(site.open("/version").header("Content-Type"), "application/xml");
}

TEST(SimUdsAnswer, HasErrorsOfThreeForms) {
  Site site;
  std::set<std::string> types;
  for (int i = 0; i < 20; ++i) types.insert(site.open("/none").header("Content-Type"));
  EXPECT_EQ(types, (std::set<std::string>{"", "application/xml", "text/html;charset=utf-8"}));
  site.world.quirks.error_body = uds::ErrorBody::xml;
  EXPECT_EQ(site.open("/none").at("error/errorCode"), "404");
  site.world.quirks.error_body = uds::ErrorBody::empty;
  EXPECT_EQ(site.open("/none").body, "");
  site.world.quirks.error_body = uds::ErrorBody::html;
  EXPECT_TRUE(site.open("/none").has("HTTP Status 404"));
}

struct Attacked : Site {
  explicit Attacked(Attack attack) { world.quirks.attack = attack; }
};

TEST(SimUdsAttacks, DeclareEntities) {
  const auto bomb = Attacked(Attack::entity_bomb).get("arook");
  EXPECT_TRUE(bomb.has("<!ENTITY e29"));
  EXPECT_TRUE(bomb.has("&e29;</"));
  EXPECT_LT(bomb.body.size(), 10'000U);
  const auto file = Attacked(Attack::external_entity).get("arook");
  EXPECT_TRUE(file.has("SYSTEM \"file:///"));
  EXPECT_TRUE(file.has("&file;</"));
}

TEST(SimUdsAttacks, NestAndRepeatElements) {
  EXPECT_GT(Attacked(Attack::deep_xml).get("arook").body.size(), 700'000U);
  EXPECT_GT(Attacked(Attack::huge_xml).get("arook", "/devices").body.size(), 10'000'000U);
}

TEST(SimUdsAttacks, SpoilAndCutTexts) {
  EXPECT_TRUE(Attacked(Attack::invalid_utf8).get("arook").has("\xFF"));
  EXPECT_EQ(Attacked(Attack::cut_xml).get("arook").xml().name, "");
}

TEST(SimUdsAttacks, AnswerWithALoginPage) {
  Attacked site(Attack::login_page);
  EXPECT_EQ(site.open("/version").status, 200);
  EXPECT_TRUE(site.put("arook", "", "<user/>").has("j_security_check"));
  EXPECT_TRUE(site.world.log.empty());
}

TEST(SimUdsAttacks, LeaveWritesAlone) {
  Attacked site(Attack::cut_xml);
  EXPECT_EQ(site.put("arook", "", "<user><displayName>A</displayName></user>").at("displayName"), "A");
}

}  // namespace
}  // namespace muster::tests::uds_site
