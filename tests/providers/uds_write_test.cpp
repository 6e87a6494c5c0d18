// What is sent for a change, and what is refused before anything is.
#include "providers/cucm_uds/lists.h"
#include "tests/providers/uds_fixture.h"

namespace muster::cucm_uds {
namespace {

using core::Delivery;
using core::ErrorKind;

std::string record(std::initializer_list<std::pair<const char*, const char*>> parts) {
  core::Record record;
  for (const auto& [name, value] : parts) record.parts[name] = value;
  return core::record_text(record);
}

TEST(UdsWrite, SendsOnlyWhatIsAskedInOneRequest) {
  UdsSite site;
  auto write = site.change_user();
  write.fields.push_back(value_of(kUser, "user.callForwardAllDestination.destination", "2907"));
  write.fields.push_back(value_of(kUser, "user.callForwardAllDestination.sendToVoiceMailPilotNumber", "false"));
  write.fields.push_back(reset(kUser, "user.enableDoNotDisturb"));
  write.fields.push_back(value_of(kUser, "user.primaryExtension.callForwardAllDestination.destination", "1"));
  write.fields.push_back(value_of(kUser, "user.displayName", "Mira <Kos> & \"co\""));
  ASSERT_TRUE(site.write(std::move(write)));
  EXPECT_EQ(site.lines(), (Names{"PUT /user/mkos"}));
  EXPECT_EQ(site.body("PUT /user/mkos"),
            "<user><primaryExtension><callForwardAllDestination><destination>1</destination>"
            "</callForwardAllDestination></primaryExtension><enableDoNotDisturb/><callForwardAllDestination>"
            "<sendToVoiceMailPilotNumber>false</sendToVoiceMailPilotNumber><destination>2907</destination>"
            "</callForwardAllDestination><displayName>Mira &lt;Kos&gt; &amp; &quot;co&quot;</displayName></user>");
  const auto& request = site.http->sent().back().request;
  EXPECT_EQ(request.headers.find("Content-Type"), "application/xml");
  EXPECT_EQ(request.headers.find("Accept"), "application/xml");
}

TEST(UdsWrite, AnOptionGoesByItsValueAndIsFoundByValueOrName) {
  for (const char* const wanted : {"7", "German, Germany", "GERMAN, germany"}) {
    UdsSite site;
    auto write = site.change_user();
    write.fields.push_back(value_of(kUser, "user.userLocale", wanted));
    ASSERT_TRUE(site.write(std::move(write)));
    EXPECT_EQ(site.body("PUT /user/mkos"), "<user><userLocale appliesToAllDevices=\"true\">7</userLocale></user>");
  }
}

TEST(UdsWrite, AnUnknownOptionIsRefusedWithTheChoices) {
  UdsSite site;
  auto write = site.change_user();
  write.fields.push_back(value_of(kUser, "user.userLocale", "Klingon"));
  const auto receipt = site.write(std::move(write));
  ASSERT_FALSE(receipt);
  EXPECT_EQ(receipt.error().delivery, Delivery::not_sent);
  EXPECT_EQ(receipt.error().what,
            "there is no locale Klingon, or more than one: the cluster offers English, United States (1), German, "
            "Germany (7)");
  EXPECT_EQ(site.lines(), (Names{"GET /options/installedLocales"}));
}

TEST(UdsWrite, AnEmptyTextNeverBecomesAnEmptyElement) {
  UdsSite site;
  auto write = site.change_user();
  write.fields.push_back(value_of(kUser, "user.displayName", ""));
  const auto receipt = site.write(std::move(write));
  ASSERT_FALSE(receipt);
  EXPECT_EQ(receipt.error().kind, ErrorKind::invalid);
  EXPECT_TRUE(site.lines().empty());
}

TEST(UdsWrite, CharactersThatXmlHasNotAreRefused) {
  UdsSite site;
  auto write = site.change_user();
  write.fields.push_back(value_of(kUser, "user.displayName", "a\x01"));
  EXPECT_EQ(site.write(std::move(write)).error().kind, ErrorKind::invalid);
  EXPECT_TRUE(site.lines().empty());
}

TEST(UdsWrite, EachResourceIsWrittenOnceAndCredentialsLast) {
  UdsSite site;
  auto write = site.change_user();
  write.fields.push_back(secret_of("credentials.pin", "4321"));
  write.fields.push_back(value_of(kUser, "user.displayName", "M"));
  write.fields.push_back(value_of(kUser, "conferencing.enabled", "true"));
  write.fields.push_back(secret_of("conferencing.accessCode", "9876"));
  write.fields.push_back(list_of(
      kUser, "speedDials", {record({{"index", "2"}, {"number", "4711"}}), record({{"index", "1"}, {"number", "1"}})}));
  write.fields.push_back(list_of(kUser, "subscribedServices", {}));
  const auto receipt = site.write(std::move(write));
  ASSERT_TRUE(receipt);
  EXPECT_EQ(site.lines(), (Names{"PUT /user/mkos", "PUT /user/mkos/conferencing", "PUT /user/mkos/speedDials",
                                 "PUT /user/mkos/subscribedServices", "PUT /user/mkos/credentials"}));
  EXPECT_EQ(site.body("PUT /user/mkos/conferencing"),
            "<conferencing><conferenceNow><enabled>true</enabled><accessCode>9876</accessCode></conferenceNow>"
            "</conferencing>");
  EXPECT_EQ(site.body("PUT /user/mkos/speedDials"),
            "<speedDials><speedDial><index>2</index><number>4711</number></speedDial><speedDial><index>1</"
            "index><number>1</number></speedDial></speedDials>");
  EXPECT_EQ(site.body("PUT /user/mkos/subscribedServices"), "<subscribedServices/>");
  EXPECT_EQ(site.body("PUT /user/mkos/credentials"),
            "<credentials><credential type=\"pin\">4321</credential></credentials>");
}

TEST(UdsWrite, AServiceGoesByItsIdAndIsFoundByIdOrName) {
  for (const char* const wanted : {"svc-2", "Directory", "directory"}) {
    UdsSite site;
    auto write = site.change_user();
    write.fields.push_back(list_of(
        kUser, "subscribedServices",
        {record(
             {{"name", "Weather"}, {"service", "Weather Forecast"}, {"service#", "svc-1"}, {"url", "http://w?zip=1"}}),
         record({{"name", "Book"}, {"service", wanted}})}));
    ASSERT_TRUE(site.write(std::move(write)));
    EXPECT_EQ(site.lines(), (Names{"GET /phoneServices", "PUT /user/mkos/subscribedServices"}));
    EXPECT_EQ(site.body("PUT /user/mkos/subscribedServices"),
              "<subscribedServices><subscribedService><name>Weather</name><phoneServiceId>svc-1</phoneServiceId>"
              "<url>http://w?zip=1</url></subscribedService><subscribedService><name>Book</name><phoneServiceId>svc-2"
              "</phoneServiceId></subscribedService></subscribedServices>");
  }
}

TEST(UdsWrite, AnUnknownServiceIsRefusedWithTheChoices) {
  UdsSite site;
  auto write = site.change_user();
  write.fields.push_back(list_of(kUser, "subscribedServices", {record({{"name", "x"}, {"service", "Horoscope"}})}));
  const auto receipt = site.write(std::move(write));
  ASSERT_FALSE(receipt);
  EXPECT_EQ(receipt.error().what,
            "there is no phone service Horoscope, or more than one: the cluster offers Weather Forecast (svc-1), "
            "Directory (svc-2)");
}

TEST(UdsWrite, RecordsOfOneDeviceStayThereAndOnlyDevicesThatChangeAreWritten) {
  UdsSite site;
  site.script.answers["GET /user/mkos/speedDials"] = user_speed_dials("", false);
  site.script.answers["GET /user/mkos/device/dev-1/speedDials"] =
      device_speed_dials(speed_dial("1", "11", "") + speed_dial("2", "22", ""));
  site.script.answers["GET /user/mkos/device/dev-5/speedDials"] =
      device_speed_dials(speed_dial("1", "11", "") + speed_dial("2", "999", "Own"));
  auto write = site.change_user();
  const auto own1 = record({{"index", "2"}, {"number", "22"}, {"device", "SEP00DEADBEEF01"}});
  const auto own5 = record({{"index", "2"}, {"number", "999"}, {"label", "Own"}, {"device", "SEP00DEADBEEF05"}});
  const auto common = record({{"index", "1"}, {"number", "11"}});
  write.fields.push_back(
      list_of(kUser, "speedDials", {common, own1, own5, record({{"index", "3"}, {"number", "33"}})}));
  ASSERT_TRUE(site.write(std::move(write)));
  EXPECT_EQ(site.lines(), (Names{"PUT /user/mkos/device/dev-1/speedDials", "PUT /user/mkos/device/dev-5/speedDials"}));
  EXPECT_EQ(site.body("PUT /user/mkos/device/dev-5/speedDials"),
            "<speedDials><speedDial><index>1</index><number>11</number></speedDial><speedDial><index>2</index>"
            "<number>999</number><label>Own</label></speedDial><speedDial><index>3</index><number>33</number>"
            "</speedDial></speedDials>");
  auto one = site.change_user();
  one.fields.push_back(list_of(
      kUser, "speedDials", {common, own5, record({{"index", "2"}, {"number", "22"}, {"device", "SEP00DEADBEEF01"}})}));
  ASSERT_TRUE(site.write(std::move(one)));
  EXPECT_TRUE(site.lines().empty()) << "every device has its list already";
}

// What the server shows after the PUT is what the script says.
void put_shows(UdsSite& site, const std::string& path, const std::string& answer) {
  site.script.instead = [&site, path, answer](const net::HttpRequest& request) {
    if (request.method == net::Method::put && request.target == "/cucm-uds" + path) {
      site.script.answers["GET " + path] = answer;
    }
    return std::optional<core::Result<net::HttpResponse>>();
  };
}

TEST(UdsWrite, AListOfAllDevicesThatReplacesIsOneRequestAndALook) {
  UdsSite site;
  auto write = site.change_user();
  write.fields.push_back(list_of(kUser, "speedDials", {record({{"index", "1"}, {"number", "11"}})}));
  put_shows(site, "/user/mkos/speedDials", user_speed_dials(speed_dial("1", "11", "")));
  ASSERT_TRUE(site.write(std::move(write)));
  EXPECT_EQ(site.lines(), (Names{"PUT /user/mkos/speedDials", "GET /user/mkos/speedDials"}));
}

TEST(UdsWrite, WhatAListOfAllDevicesKeepsIsTakenOutByItsIndex) {
  UdsSite site;
  auto write = site.change_user();
  write.fields.push_back(list_of(kUser, "speedDials", {record({{"index", "1"}, {"number", "11"}})}));
  ASSERT_TRUE(site.write(std::move(write)));
  EXPECT_EQ(site.lines(),
            (Names{"PUT /user/mkos/speedDials", "GET /user/mkos/speedDials", "DELETE /user/mkos/speedDials?index=2"}));
  auto again = site.change_user();
  again.fields.push_back(list_of(kUser, "speedDials", {record({{"index", "1"}, {"number", "11"}})}));
  ASSERT_TRUE(site.write(std::move(again)));
  EXPECT_EQ(site.lines(), (Names{"PUT /user/mkos/speedDials", "DELETE /user/mkos/speedDials?index=2"}))
      << "it is remembered";
}

TEST(UdsWrite, AListOfAllDevicesThatIsToBeEmptyIsTakenOutAndNotPut) {
  UdsSite site;
  auto write = site.change_user();
  write.fields.push_back(list_of(kUser, "speedDials", {}));
  ASSERT_TRUE(site.write(std::move(write)));
  EXPECT_EQ(site.lines(), (Names{"DELETE /user/mkos/speedDials?index=1", "DELETE /user/mkos/speedDials?index=2"}));
}

TEST(UdsWrite, AListOfAllDevicesThatOnlyAddsIsWrittenOnEachDeviceWhereNothingIsTakenOut) {
  UdsSite site;
  site.script.statuses["DELETE /user/mkos/speedDials?index=2"] = 405;
  auto write = site.change_user();
  write.fields.push_back(list_of(kUser, "speedDials", {record({{"index", "1"}, {"number", "11"}})}));
  ASSERT_TRUE(site.write(std::move(write)));
  EXPECT_EQ(site.lines(),
            (Names{"PUT /user/mkos/speedDials", "GET /user/mkos/speedDials", "DELETE /user/mkos/speedDials?index=2",
                   "PUT /user/mkos/device/dev-1/speedDials", "PUT /user/mkos/device/dev-5/speedDials"}));
  EXPECT_EQ(site.body("PUT /user/mkos/device/dev-5/speedDials"), site.body("PUT /user/mkos/speedDials"));
}

TEST(UdsWrite, ADeviceAndItsListsAreWrittenByThemselves) {
  UdsSite site;
  auto write = site.change("device", "mkos/sep00deadbeef01", "mkos/dev-1");
  write.fields.push_back(value_of(kDevice, "description", "desk"));
  write.fields.push_back(reset(kDevice, "doNotDisturb"));
  write.fields.push_back(list_of(kDevice, "speedDials", {record({{"index", "1"}, {"number", "4711"}})}));
  ASSERT_TRUE(site.write(std::move(write)));
  EXPECT_EQ(site.lines(), (Names{"PUT /user/mkos/device/dev-1", "PUT /user/mkos/device/dev-1/speedDials"}));
  EXPECT_EQ(site.body("PUT /user/mkos/device/dev-1"),
            "<device><description>desk</description><doNotDisturbSettings><enable/></doNotDisturbSettings></device>");
}

TEST(UdsWrite, ALineIsWrittenAtItsDevice) {
  UdsSite site;
  site.script.answers["GET /options/onACallRingPreference"] =
      "<onACallRingPreference><option><value>3</value><name>Ring Once</name></option></onACallRingPreference>";
  auto write = site.change("extension", "mkos/sep00deadbeef01/2907", "mkos/dev-1/ext-1");
  write.fields.push_back(value_of(kExtension, "callForwardAllDestination.sendToCustomDestination", "11"));
  write.fields.push_back(value_of(kExtension, "onACallRingPreference", "Ring Once"));
  write.fields.push_back(reset(kExtension, "label"));
  ASSERT_TRUE(site.write(std::move(write)));
  EXPECT_EQ(site.lines(), (Names{"GET /options/onACallRingPreference", "PUT /user/mkos/device/dev-1/extension/ext-1"}));
  EXPECT_EQ(site.body("PUT /user/mkos/device/dev-1/extension/ext-1"),
            "<extension><callForwardAllDestination><sendToCustomDestination>11</sendToCustomDestination>"
            "</callForwardAllDestination><label/><onACallRingPreference>3</onACallRingPreference></extension>");
}

core::Write creation() {
  core::Write write;
  write.entity = core::EntityKey("uds", "remote destination", "mkos/12345678901");
  write.name = "mkos/+12345678901";
  write.action = core::WriteAction::create;
  write.fields.push_back(value_of(kRemoteDestination, "name", "Home"));
  write.fields.push_back(value_of(kRemoteDestination, "allowTransferToMobile", "true"));
  write.fields.push_back(
      list_of(kRemoteDestination, "associatedDevices", {record({{"name", "RD02"}, {"usage", "2"}})}));
  return write;
}

TEST(UdsWrite, ARemoteDestinationIsMadeWithItsDestination) {
  UdsSite site;
  auto made = std::string(kDestination);
  made.replace(made.find("rd-1</id>"), 9, "rd-2</id>");
  made.replace(made.find("+1 (405) 555-1212"), 17, "+12345678901");
  site.script.answers["GET /user/mkos/remoteDestinations"] = "<remoteDestinations>" + made + "</remoteDestinations>";
  const auto receipt = site.write(creation());
  ASSERT_TRUE(receipt) << receipt.error().what;
  EXPECT_EQ(receipt->id.text, "mkos/rd-2");
  EXPECT_EQ(site.lines(), (Names{"POST /user/mkos/remoteDestination", "GET /user/mkos/remoteDestinations"}));
  EXPECT_EQ(site.body("POST /user/mkos/remoteDestination"),
            "<remoteDestination><name>Home</name><destination>+12345678901</destination><allowTransferToMobile>true"
            "</allowTransferToMobile><associatedDevices><associatedDevice><name>RD02</name><usage>2</usage>"
            "</associatedDevice></associatedDevices></remoteDestination>");
}

TEST(UdsWrite, ARemoteDestinationMayBeMadeAtANewId) {
  UdsSite site;
  site.spec.settings["remoteDestinationPath"] = std::string("withId");
  site.connect();
  ASSERT_TRUE(site.write(creation()));
  const auto line = site.lines().front();
  ASSERT_TRUE(line.starts_with("POST /user/mkos/remoteDestination/")) << line;
  EXPECT_EQ(line.size(), std::string("POST /user/mkos/remoteDestination/").size() + 36);
}

TEST(UdsWrite, ADestinationThatExistsIsAConflict) {
  UdsSite site;
  site.script.statuses["POST /user/mkos/remoteDestination"] = 409;
  const auto receipt = site.write(creation());
  ASSERT_FALSE(receipt);
  EXPECT_EQ(receipt.error().kind, ErrorKind::conflict);
  EXPECT_EQ(receipt.error().delivery, Delivery::refused);
}

TEST(UdsWrite, AnUpdateNamesTheNumberAsTheSettingSays) {
  for (const std::string name : {"destinationNumber", "destination"}) {
    UdsSite site;
    site.spec.settings["remoteDestinationNumber"] = name;
    site.connect();
    auto write = site.change("remote destination", "mkos/14055551212", "mkos/rd-1");
    write.fields.push_back(value_of(kRemoteDestination, "ringWhenExtensionDialed", "false"));
    ASSERT_TRUE(site.write(std::move(write)));
    EXPECT_EQ(site.lines(), (Names{"PUT /user/mkos/remoteDestination/rd-1"}));
    EXPECT_EQ(site.body("PUT /user/mkos/remoteDestination/rd-1"),
              "<remoteDestination><" + name + ">+1 (405) 555-1212</" + name +
                  "><ringWhenExtensionDialed>false</ringWhenExtensionDialed></remoteDestination>");
  }
}

struct Refusal {
  const char* from;  // in the user's answer
  const char* to;
  core::FieldWrite field;
  const char* says;
};

TEST(UdsWrite, IsRefusedWithTheReasonBeforeAnythingIsSent) {
  std::vector<Refusal> cases;
  cases.push_back({"enableCalendarPresence=\"false\">true<", "enableCalendarPresence=\"false\">false<",
                   value_of(kUser, "user.displayName", "M"), "is not the home cluster"});
  cases.push_back({"useLdapAuth=\"false\"", "useLdapAuth=\"true\"", secret_of("credentials.password", "n"), "by LDAP"});
  cases.push_back({"version=\"12.5.1\"", "version=\"11.0.1\"", value_of(kUser, "user.displayName", "M"),
                   "11.0.1 is older than 11.5"});
  cases.push_back(
      {"version=\"12.5.1\"", "version=\"10.5.2\"", value_of(kUser, "conferencing.enabled", "true"), "older than 11.0"});
  for (auto& one : cases) {
    UdsSite site;
    std::string answer = kUserAnswer;
    answer.replace(answer.find(one.from), std::string(one.from).size(), one.to);
    site.script.answers["GET /user/mkos"] = answer;
    auto write = site.change_user();
    write.fields.push_back(std::move(one.field));
    const auto receipt = site.write(std::move(write));
    ASSERT_FALSE(receipt) << one.says;
    EXPECT_EQ(receipt.error().kind, ErrorKind::rejected);
    EXPECT_EQ(receipt.error().delivery, Delivery::not_sent);
    EXPECT_EQ(receipt.error().where, core::EntityKey("uds", "user", "mkos"));
    EXPECT_NE(receipt.error().what.find(one.says), std::string::npos) << receipt.error().what;
    EXPECT_TRUE(site.lines().empty());
  }
}

TEST(UdsWrite, APinOfAnLdapUserMayBeChanged) {
  UdsSite site;
  std::string answer = kUserAnswer;
  answer.replace(answer.find("useLdapAuth=\"false\""), 19, "useLdapAuth=\"true\"");
  site.script.answers["GET /user/mkos"] = answer;
  auto write = site.change_user();
  write.fields.push_back(secret_of("credentials.pin", "4321"));
  EXPECT_TRUE(site.write(std::move(write)));
}

TEST(UdsWrite, ADescriptionThatIsFixedIsRefusedAndTheRestGoesOn) {
  UdsSite site;
  site.want("device", "mkos/sep00deadbeef05");
  ASSERT_TRUE(site.observe());
  core::Write write;
  write.entity = core::EntityKey("uds", "device", "mkos/sep00deadbeef05");
  write.name = "mkos/SEP00DEADBEEF05";
  write.id = core::RemoteId("mkos/dev-5");
  write.fields.push_back(value_of(kDevice, "description", "mine"));
  write.fields.push_back(list_of(kDevice, "speedDials", {}));
  const auto receipt = site.write(std::move(write));
  ASSERT_TRUE(receipt);
  ASSERT_EQ(receipt->elements.size(), 2U);
  ASSERT_TRUE(receipt->elements[0].error);
  EXPECT_EQ(receipt->elements[0].path, "device");
  EXPECT_NE(receipt->elements[0].error->what.find("does not let its user change it"), std::string::npos);
  EXPECT_FALSE(receipt->elements[1].error);
}

TEST(UdsWrite, NothingIsEverRemoved) {
  for (const char* const entity : {"user", "device", "extension", "remote destination"}) {
    UdsSite site;
    core::Write write;
    write.entity = core::EntityKey("uds", entity, "mkos/x");
    write.name = "mkos/x";
    write.id = core::RemoteId("mkos/x");
    write.action = core::WriteAction::remove;
    const auto receipt = site.write(std::move(write));
    ASSERT_FALSE(receipt);
    EXPECT_EQ(receipt.error().kind, ErrorKind::rejected);
    EXPECT_EQ(receipt.error().delivery, Delivery::not_sent);
    EXPECT_TRUE(site.lines().empty());
  }
}

TEST(UdsWrite, AUserWithASlashIsRefused) {
  UdsSite site;
  core::Write write;
  write.entity = core::EntityKey("uds", "user", "a/b");
  write.name = "a/b";
  write.id = core::RemoteId("a/b");
  write.fields.push_back(value_of(kUser, "user.displayName", "M"));
  EXPECT_NE(site.write(std::move(write)).error().what.find("slash"), std::string::npos);
  EXPECT_TRUE(site.lines().empty());
}

core::Write three_resources(UdsSite& site) {
  auto write = site.change_user();
  write.fields.push_back(value_of(kUser, "user.displayName", "M"));
  write.fields.push_back(value_of(kUser, "conferencing.enabled", "false"));
  write.fields.push_back(list_of(kUser, "subscribedServices", {}));
  return write;
}

TEST(UdsWrite, OneRefusedResourceLeavesTheOthers) {
  UdsSite site;
  auto write = three_resources(site);
  site.script.statuses["PUT /user/mkos/conferencing"] = 415;
  const auto receipt = site.write(std::move(write));
  ASSERT_TRUE(receipt);
  ASSERT_EQ(receipt->elements.size(), 3U);
  EXPECT_FALSE(receipt->elements[0].error);
  EXPECT_EQ(receipt->elements[1].error->delivery, Delivery::refused);
  EXPECT_FALSE(receipt->elements[2].error);
  EXPECT_EQ(site.lines().size(), 3U);
}

TEST(UdsWrite, AfterADoubtNothingFurtherIsSentAndTheReceiptSaysWhat) {
  UdsSite site;
  auto write = three_resources(site);
  site.script.statuses["PUT /user/mkos/conferencing"] = 500;
  const auto receipt = site.write(std::move(write));
  ASSERT_TRUE(receipt);
  ASSERT_EQ(receipt->elements.size(), 3U);
  EXPECT_FALSE(receipt->elements[0].error);
  EXPECT_EQ(receipt->elements[1].error->delivery, Delivery::maybe_applied);
  EXPECT_EQ(receipt->elements[2].error->delivery, Delivery::not_sent);
  EXPECT_EQ(site.lines().size(), 2U);
}

TEST(UdsWrite, WhereNothingWasAcceptedThereIsOneError) {
  UdsSite site;
  auto write = three_resources(site);
  for (const char* const path :
       {"PUT /user/mkos", "PUT /user/mkos/conferencing", "PUT /user/mkos/subscribedServices"}) {
    site.script.statuses[path] = 403;
  }
  const auto receipt = site.write(std::move(write));
  ASSERT_FALSE(receipt);
  EXPECT_EQ(receipt.error().kind, ErrorKind::rejected);
  EXPECT_EQ(receipt.error().what,
            "PUT /cucm-uds/user/mkos of uds: the server answered 403: put the user into the access control group "
            "Standard CCM End Users");
  auto doubtful = three_resources(site);
  site.script.statuses["PUT /user/mkos"] = 500;
  EXPECT_EQ(site.write(std::move(doubtful)).error().delivery, Delivery::maybe_applied);
}

TEST(UdsWrite, AnAnswerThatIsAPageIsNoSuccess) {
  UdsSite site;
  auto write = site.change_user();
  write.fields.push_back(value_of(kUser, "user.displayName", "M"));
  site.script.answers["PUT /user/mkos"] = "<html><body>Sign in</body></html>";
  EXPECT_EQ(site.write(std::move(write)).error().delivery, Delivery::maybe_applied);
}

TEST(UdsWrite, AnOverloadedServerIsWaitedForAtLeastAsLongAsItSays) {
  UdsSite site;
  auto write = site.change_user();
  write.fields.push_back(value_of(kUser, "user.displayName", "M"));
  int refusals = 2;
  site.script.instead = [&](const net::HttpRequest& request) {
    std::optional<core::Result<net::HttpResponse>> own;
    if (request.method == net::Method::put && refusals-- > 0) own = tests::answer(503, "", {{"Retry-After", "7"}});
    return own;
  };
  const auto start = site.clock.now();
  ASSERT_TRUE(site.write(std::move(write)));
  EXPECT_EQ(site.lines().size(), 3U);
  EXPECT_GE(site.clock.now() - start, std::chrono::seconds(14));
}

TEST(UdsWrite, AnOverloadedServerThatDoesNotSayWhetherItActedIsNotAskedAgain) {
  UdsSite site;
  auto write = site.change_user();
  write.fields.push_back(value_of(kUser, "user.displayName", "M"));
  site.script.statuses["PUT /user/mkos"] = 503;
  const auto receipt = site.write(std::move(write));
  EXPECT_EQ(receipt.error().delivery, Delivery::maybe_applied);
  EXPECT_EQ(site.lines().size(), 1U);
}

}  // namespace
}  // namespace muster::cucm_uds
