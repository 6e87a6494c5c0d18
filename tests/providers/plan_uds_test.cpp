// What plans and manifests make of the catalog of User Data Services.
#include "providers/cucm_uds/catalog.h"
#include "tests/providers/vendor_plan.h"

namespace muster::tests {
namespace {

using core::Compare;
using cucm_uds::field_of;
using cucm_uds::kDevice;
using cucm_uds::kExtension;
using cucm_uds::kLocale;
using cucm_uds::kRemoteDestination;
using cucm_uds::kUser;

class PlanOfUds : public VendorPlan {
 protected:
  PlanOfUds()
      : VendorPlan(
            "  provider: cucm-uds\n  url: https://uds.acme.example:8443\n"
            "  credentials: {username: \"{name}\", password: {file: \"uds/{name}\"}}\n") {}

  void want_settings(const std::string& spec) { want("UdsSettings", "mkos", spec); }
  void text(std::string_view path, const std::string& value_text) { value(field_of(kUser, path), value_text); }
  void list(core::EntityIndex entity, std::string_view path, const std::vector<std::string>& records) {
    set(field_of(entity, path), records, Compare::exact);
  }
  static const core::FieldDifference* field(const core::SystemPlan& plan, const std::string& entity,
                                            const std::string& name, std::string_view path) {
    const auto* change = find(plan, entity, name);
    if (change == nullptr) return nullptr;
    const auto at = std::ranges::find(change->fields, path, &core::FieldDifference::path);
    return at == change->fields.end() ? nullptr : &*at;
  }
};

// One more, for tests that make several plans.
class Another final : public PlanOfUds {
 public:
  using PlanOfUds::list, PlanOfUds::live, PlanOfUds::option, PlanOfUds::plan, PlanOfUds::text, PlanOfUds::want_settings;

 private:
  void TestBody() override {}
};

TEST_F(PlanOfUds, AnOptionIsAsAskedByItsNameAndByItsValue) {
  for (const char* const asked : {"German, Germany", "german, germany", "\"7\""}) {
    Another here;
    here.live(kUser, "mkos");
    here.option(field_of(kUser, "user.userLocale"), "7", "German, Germany");
    here.want_settings(std::string("{user: {userLocale: ") +
                       (asked[0] == '"' ? asked : "\"" + std::string(asked) + "\"") + "}}");
    EXPECT_TRUE(here.plan().changes.empty()) << asked;
  }
}

TEST_F(PlanOfUds, AnOptionThatTheClusterHasNotBlocksTheChange) {
  live(kUser, "mkos");
  text("user.userLocale", "");
  live(kLocale, "1");
  live(kLocale, "English, United States");
  want_settings("{user: {userLocale: Klingon}}");
  const auto why = why_blocked(plan(), "user", "mkos");
  EXPECT_NE(why.find("userLocale names Klingon, and there is no such locale"), std::string::npos) << why;
}

TEST_F(PlanOfUds, WhatIsNotTheSameEverywhereIsNeverAsAsked) {
  live(kUser, "mkos");
  text("user.callForwardAllDestination.destination", "2907 (not on all devices)");
  want_settings("{user: {callForwardAllDestination: {destination: \"2907\"}}}");
  const auto planned = plan();
  const auto* shown_field = field(planned, "user", "mkos", "user.callForwardAllDestination.destination");
  ASSERT_NE(shown_field, nullptr);
  EXPECT_EQ(shown_field->before, "2907 (not on all devices)");
  EXPECT_EQ(shown_field->after, "2907");
}

TEST_F(PlanOfUds, ANumberThatIsWrittenInAnotherWayIsAsAsked) {
  live(kUser, "mkos");
  text("user.callForwardAllDestination.destination", "+49 (30) 55");
  list(kUser, "speedDials", {R"({"index":"1","label":"Desk","number":"+49 30 1"})"});
  want_settings(
      "{user: {callForwardAllDestination: {destination: \"+493055\"}}, speedDials: [{index: 1, number: \"+49301\"}]}");
  EXPECT_TRUE(plan().changes.empty());
}

TEST_F(PlanOfUds, AnEmptyTextIsAnErrorAndTheDefaultIsNot) {
  want_settings("{user: {displayName: \"\"}}");
  EXPECT_NE(problems().find("!default"), std::string::npos) << problems();
  Another other;
  other.live(kUser, "mkos");
  other.text("user.displayName", "");
  other.want_settings("{user: {displayName: !default}}");
  EXPECT_TRUE(other.plan().changes.empty());
}

TEST_F(PlanOfUds, AnExactListTakesOutWhatOnlyOneDeviceHas) {
  live(kUser, "mkos");
  list(kUser, "speedDials",
       {R"({"index":"1","number":"11"})", R"({"device":"SEP01","index":"2","number":"22"})",
        R"({"device":"SEP01","index":"3","number":"33"})"});
  want_settings("{speedDials: [{index: 1, number: \"11\"}, {index: 2, number: \"22\"}]}");
  const auto planned = plan();
  const auto* dials = field(planned, "user", "mkos", "speedDials");
  ASSERT_NE(dials, nullptr);
  EXPECT_EQ(dials->removed, (std::vector<std::string>{"2: number 22, device SEP01", "3: number 33, device SEP01"}));
  EXPECT_EQ(dials->added, (std::vector<std::string>{"2: number 22"})) << "it is to be on all devices";
}

TEST_F(PlanOfUds, AListThatOwnsOnlyWhatItNamesLeavesTheRestOfADeviceThere) {
  live(kUser, "mkos");
  list(kUser, "speedDials", {R"({"index":"1","number":"11"})", R"({"device":"SEP01","index":"3","number":"33"})"});
  want_settings("{speedDials: {include: [{index: 2, number: \"22\"}]}}");
  const auto planned = plan();
  const auto* dials = field(planned, "user", "mkos", "speedDials");
  ASSERT_NE(dials, nullptr);
  EXPECT_TRUE(dials->removed.empty());
  EXPECT_EQ(dials->added, (std::vector<std::string>{"2: number 22"}));
  EXPECT_EQ(dials->kept.size(), 2U);
}

TEST_F(PlanOfUds, AServiceIsAsAskedByItsNameAndByItsId) {
  for (const char* const asked : {"weather forecast", "svc-1"}) {
    Another here;
    here.live(kUser, "mkos");
    here.list(kUser, "subscribedServices",
              {R"({"name":"Weather","service":"Weather Forecast","service#":"svc-1","url":"http://w?zip=1"})"});
    here.want_settings(std::string("{subscribedServices: [{name: Weather, service: ") + asked + "}]}");
    EXPECT_TRUE(here.plan().changes.empty()) << asked;
  }
}

TEST_F(PlanOfUds, ParametersOfAServiceAreNotShown) {
  live(kUser, "mkos");
  list(kUser, "subscribedServices", {});
  want_settings("{subscribedServices: [{name: W, service: svc-1, url: \"http://w.acme.example/f?pin=4711\"}]}");
  const auto page = shown();
  EXPECT_EQ(page.find("4711"), std::string::npos) << page;
  EXPECT_NE(page.find("http://w.acme.example/f?***"), std::string::npos) << page;
}

TEST_F(PlanOfUds, ASettingIsClaimedForAllDevicesOrForOne) {
  want_settings("{user: {enableDoNotDisturb: true}, devices: [{name: SEP01, doNotDisturb: false}]}");
  EXPECT_NE(problems().find("enableDoNotDisturb"), std::string::npos) << problems();
}

TEST_F(PlanOfUds, ADeviceThatIsNotThereBlocksItsOwnChangeAlone) {
  live(kUser, "mkos");
  text("user.displayName", "M");
  want_settings("{user: {displayName: Mira}, devices: [{name: SEP01, description: desk}]}");
  const auto planned = plan();
  EXPECT_EQ(why_blocked(planned, "user", "mkos"), "");
  EXPECT_NE(why_blocked(planned, "device", "mkos/SEP01"), "") << "devices are assigned by the administrator";
}

TEST_F(PlanOfUds, ARemoteDestinationIsMadeAndTheOthersAreLeft) {
  live(kUser, "mkos");
  live(kRemoteDestination, "mkos/11");
  value(field_of(kRemoteDestination, "name"), "old");
  want_settings(
      "{remoteDestinations: [{destination: \"22\", name: Home, associatedDevices: [{name: RDP, usage: 0}]}]}");
  const auto planned = plan();
  ASSERT_EQ(planned.changes.size(), 1U);
  EXPECT_EQ(planned.changes[0].action, core::Action::create);
  EXPECT_EQ(planned.changes[0].name, "mkos/22");
}

TEST_F(PlanOfUds, ADescriptionOfTheAdministratorIsTheDefault) {
  live(kUser, "mkos");
  live(kDevice, "mkos/sep01");
  value(field_of(kDevice, "description"), "");
  want_settings("{devices: [{name: SEP01, description: !default}]}");
  EXPECT_TRUE(plan().changes.empty());
}

TEST_F(PlanOfUds, ALineIsFoundByWhatIsDialled) {
  live(kUser, "mkos");
  live(kExtension, "mkos/sep01/2907");
  value(field_of(kExtension, "label"), "Mira");
  live(kDevice, "mkos/sep01");
  want_settings("{devices: [{name: SEP01, extensions: [{directoryNumber: \"29-07\", label: Mira}]}]}");
  EXPECT_TRUE(plan().changes.empty());
}

TEST_F(PlanOfUds, AUserIdWithASlashIsAnError) {
  want("UdsSettings", "a/b", "{user: {displayName: x}}");
  EXPECT_NE(problems().find("/"), std::string::npos);
  EXPECT_FALSE(load().problems.empty());
}

}  // namespace
}  // namespace muster::tests
