// Servers that read the documentation of UDS otherwise than muster's own simulator does.
#include <utility>

#include "providers/cucm_uds/lists.h"
#include "providers/cucm_uds/options.h"
#include "tests/providers/uds_fixture.h"

namespace muster::cucm_uds {

using core::Delivery;
using core::ErrorKind;
using Answer = std::optional<core::Result<net::HttpResponse>>;

namespace {

std::string path_of(const net::HttpRequest& request) {
  return request.target.substr(std::string_view("/cucm-uds").size());
}

std::string record(const std::vector<std::pair<std::string, std::string>>& parts) {
  core::Record record;
  for (const auto& [name, value] : parts) record.parts[name] = value;
  return core::record_text(record);
}

void replace(std::string& text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  ASSERT_NE(at, std::string::npos) << from;
  text.replace(at, from.size(), to);
}

// Nothing but the user's own resources, as one page describes them: no options, no phone services, no devices one by
// one, speed dials that a PUT adds to, and a POST that wants an id.
struct OnePageServer {
  OnePageServer() {
    site.script.instead = [this](const net::HttpRequest& request) { return answer(request); };
  }

  Answer answer(const net::HttpRequest& request) {
    const auto path = path_of(request);
    const bool is_plain = request.headers.find("Accept") == "application/xml" &&
                          request.headers.find("Content-Type") == "application/xml";
    if (!is_plain) return tests::answer(415, "");
    if (!path.starts_with("/user/") || path.find("/device/") != std::string::npos) return tests::answer(404, "");
    if (path == "/user/mkos/remoteDestination") return tests::answer(405, "");
    if (path == "/user/mkos/speedDials" && request.method == net::Method::put) return tests::answer(200, "");
    if (path.starts_with("/user/mkos/speedDials?index=")) return tests::answer(204, "");
    return std::nullopt;
  }

  UdsSite site;
};

core::Write destination() {
  core::Write write;
  write.action = core::WriteAction::create;
  write.entity = core::EntityKey("uds", "remote destination", "mkos/12345678901");
  write.name = "mkos/+12345678901";
  write.fields.push_back(value_of(kRemoteDestination, "name", "Home"));
  write.fields.push_back(
      list_of(kRemoteDestination, "associatedDevices", {record({{"name", "RD02"}, {"usage", "2"}})}));
  return write;
}

const Names kPrimary = {"user.primaryExtension.callForwardAllDestination.sendToVoiceMailPilotNumber",
                        "user.primaryExtension.callForwardAllDestination.destination",
                        "user.primaryExtension.messageWaitingVisualAlertPreference",
                        "user.primaryExtension.messageWaitingAudibleAlertPreference"};

}  // namespace

TEST(UdsServers, EveryRequestHasBothHeaders) {
  UdsSite site;
  site.want("user", "mkos", {"conferencing.enabled", "user.userLocale", "speedDials"});
  site.want("remote destination", "mkos/14055551212", {"name"});
  ASSERT_TRUE(site.observe());
  for (const auto& sent : site.http->sent()) {
    EXPECT_EQ(sent.request.headers.find("Accept"), "application/xml") << sent.request.target;
    EXPECT_EQ(sent.request.headers.find("Content-Type"), "application/xml") << sent.request.target;
  }
}

TEST(UdsServers, AServerWithTheResourcesOfUsersAloneIsEnough) {
  OnePageServer server;
  auto& site = server.site;
  auto write = site.change_user();
  write.fields.push_back(value_of(kUser, "user.userLocale", "7"));
  write.fields.push_back(
      value_of(kUser, "user.primaryExtension.messageWaitingVisualAlertPreference", "Light and Prompt"));
  write.fields.push_back(value_of(kUser, "user.primaryExtension.onACallRingPreference", "beep only"));
  write.fields.push_back(value_of(kUser, "user.primaryExtension.messageWaitingAudibleAlertPreference", "1"));
  write.fields.push_back(list_of(kUser, "speedDials", {record({{"index", "1"}, {"number", "11"}})}));
  write.fields.push_back(list_of(kUser, "subscribedServices",
                                 {record({{"name", "Weather"}, {"service", "292ab26b-5052-dd46-325f-45b12d4822a7"}})}));
  const auto receipt = site.write(std::move(write));
  ASSERT_TRUE(receipt) << receipt.error().what;
  for (const auto& element : receipt->elements) {
    EXPECT_FALSE(element.error) << element.element << ": " << element.error->what;
  }
  EXPECT_EQ(site.body("PUT /user/mkos"),
            "<user><primaryExtension><messageWaitingVisualAlertPreference>1</messageWaitingVisualAlertPreference>"
            "<messageWaitingAudibleAlertPreference>1</messageWaitingAudibleAlertPreference>"
            "<onACallRingPreference>5</onACallRingPreference></primaryExtension>"
            "<userLocale appliesToAllDevices=\"true\">7</userLocale></user>");
  EXPECT_EQ(site.body("PUT /user/mkos/subscribedServices"),
            "<subscribedServices><subscribedService><name>Weather</name>"
            "<phoneServiceId>292ab26b-5052-dd46-325f-45b12d4822a7</phoneServiceId></subscribedService>"
            "</subscribedServices>");
  EXPECT_EQ(site.lines().back(), "PUT /user/mkos/subscribedServices");
  const auto lines = site.lines();
  EXPECT_NE(std::ranges::find(lines, "DELETE /user/mkos/speedDials?index=2"), lines.end());
}

TEST(UdsServers, WithoutAListOfLocalesTheyGoByTheirNumbers) {
  OnePageServer server;
  server.site.want("user", "mkos", {"user.userLocale", "user.primaryExtension.onACallRingPreference"});
  const auto coverage = server.site.observe();
  ASSERT_TRUE(coverage);
  EXPECT_TRUE(coverage->entities.at(kLocale).complete);
  EXPECT_NE(server.site.table.find(kLocale, "7"), nullptr);
  EXPECT_NE(server.site.table.find(kOnACallPreference, "ring once"), nullptr);
  auto write = server.site.change_user();
  write.fields.push_back(value_of(kUser, "user.userLocale", "German"));
  EXPECT_EQ(server.site.write(std::move(write)).error().delivery, Delivery::not_sent) << "a name says no number";
}

TEST(UdsServers, APhoneServiceWithoutAListIsNeverSentByItsName) {
  OnePageServer server;
  auto write = server.site.change_user();
  write.fields.push_back(list_of(kUser, "subscribedServices", {record({{"name", "Weather"}, {"service", "Weather"}})}));
  EXPECT_FALSE(server.site.write(std::move(write)));
  EXPECT_EQ(server.site.lines(), (Names{"GET /phoneServices"}));
}

TEST(UdsServers, APathThatIsNotThereIsFollowedByTheOtherOne) {
  for (const int status : {404, 405, 415}) {
    UdsSite site;
    site.script.statuses["POST /user/mkos/remoteDestination"] = status;
    const auto receipt = site.write(destination());
    ASSERT_TRUE(receipt) << receipt.error().what;
    EXPECT_TRUE(site.lines().at(1).starts_with("POST /user/mkos/remoteDestination/")) << site.lines().at(1);
    EXPECT_EQ(site.body("POST /user/mkos/remoteDestination"),
              "<remoteDestination><name>Home</name><destination>+12345678901</destination><associatedDevices>"
              "<associatedDevice><name>RD02</name><usage>2</usage></associatedDevice></associatedDevices>"
              "</remoteDestination>");
  }
}

TEST(UdsServers, ARefusalOfBothPathsIsTheFirstOne) {
  UdsSite site;
  int posts = 0;
  site.script.instead = [&posts](const net::HttpRequest& request) -> Answer {
    if (request.method != net::Method::post) return std::nullopt;
    return tests::answer(415, ++posts == 1 ? "<error>no such profile</error>" : "<error>later</error>");
  };
  const auto receipt = site.write(destination());
  ASSERT_FALSE(receipt);
  EXPECT_EQ(receipt.error().delivery, Delivery::refused);
  EXPECT_NE(receipt.error().what.find("no such profile"), std::string::npos) << receipt.error().what;
  EXPECT_EQ(posts, 2);
}

TEST(UdsServers, ANumberThatIsRefusedUnderOneNameGoesUnderTheOther) {
  UdsSite site;
  site.script.instead = [](const net::HttpRequest& request) -> Answer {
    const bool is_other = request.body.find("<destinationNumber>") != std::string::npos;
    return is_other ? Answer(tests::answer(415, "<error>destination is missing</error>")) : std::nullopt;
  };
  auto write = site.change("remote destination", "mkos/14055551212", "mkos/rd-1");
  write.fields.push_back(value_of(kRemoteDestination, "ringWhenExtensionDialed", "false"));
  const auto receipt = site.write(std::move(write));
  ASSERT_TRUE(receipt) << receipt.error().what;
  EXPECT_EQ(site.lines().size(), 2U);
  EXPECT_EQ(site.body("PUT /user/mkos/remoteDestination/rd-1"),
            "<remoteDestination><destination>+1 (405) 555-1212</destination><ringWhenExtensionDialed>false"
            "</ringWhenExtensionDialed></remoteDestination>");
}

TEST(UdsServers, APostInDoubtIsNotSentToTheOtherPath) {
  UdsSite site;
  site.script.statuses["POST /user/mkos/remoteDestination"] = 500;
  EXPECT_EQ(site.write(destination()).error().delivery, Delivery::maybe_applied);
  EXPECT_EQ(site.lines(), (Names{"POST /user/mkos/remoteDestination"}));
}

TEST(UdsServers, AServerThatWantsCredentialsForListsTooGetsThoseOfSomebodyItKnows) {
  UdsSite site;
  site.script.instead = [](const net::HttpRequest& request) -> Answer {
    if (request.headers.find("Authorization")) return std::nullopt;
    return tests::answer(401, "<html></html>", {{"Content-Type", "text/html"}});
  };
  site.want("user", "mkos", {"user.userLocale"});
  const auto coverage = site.observe();
  ASSERT_TRUE(coverage);
  EXPECT_TRUE(coverage->entities.at(kLocale).complete);
  EXPECT_EQ(site.lines(), (Names{"GET /user/mkos", "GET /options/installedLocales", "GET /options/installedLocales"}));
  EXPECT_EQ(site.script.refused, 0);
}

TEST(UdsServers, AServerThatWantsCredentialsForItsVersionTooIsBelievedThatAUserIsNotThere) {
  UdsSite site;
  site.script.answers.erase("GET /user/mkos");
  site.script.instead = [](const net::HttpRequest& request) -> Answer {
    if (request.headers.find("Authorization")) return std::nullopt;
    return tests::answer(401, "");
  };
  site.want("user", "mkos", {"user.displayName"});
  const auto coverage = site.observe();
  ASSERT_TRUE(coverage);
  EXPECT_TRUE(coverage->unreadable.empty()) << coverage->unreadable[0].what;
  EXPECT_EQ(site.lines(), (Names{"GET /user/mkos", "GET /version", "GET /version"}));
}

TEST(UdsServers, ASpeedDialThatIsGoneAlreadyIsNoFailure) {
  UdsSite site;
  site.script.statuses["DELETE /user/mkos/speedDials?index=1"] = 404;
  auto write = site.change_user();
  write.fields.push_back(list_of(kUser, "speedDials", {}));
  site.script.answers["GET /user/mkos/speedDials"] = user_speed_dials("");
  const auto receipt = site.write(std::move(write));
  ASSERT_TRUE(receipt) << receipt.error().what;
  EXPECT_EQ(site.lines(), (Names{"DELETE /user/mkos/speedDials?index=1", "DELETE /user/mkos/speedDials?index=2",
                                 "GET /user/mkos/speedDials"}));
}

TEST(UdsServers, APrimaryLineThatTheUserDoesNotShowIsReadFromTheLines) {
  UdsSite site;
  std::string line = kExtensionAnswer;
  replace(line, "messageWaitingVisualAlertPreference value",
          "messageWaitingVisualAlertPreference appliesToAllLineAppearances=\"true\" value");
  std::string other = kExtensionAnswer;
  replace(other, "isPrimary=\"true\"", "isPrimary=\"false\"");
  replace(other, "5555", "6666");
  site.script.answers["GET /user/mkos/extensions"] = extensions_answer(line + other);
  site.want("user", "mkos", kPrimary);
  ASSERT_TRUE(site.observe());
  EXPECT_EQ(site.lines().at(1), "GET /user/mkos/extensions");
  EXPECT_EQ(site.cell("user", "mkos", kPrimary[0]), "false");
  EXPECT_EQ(site.cell("user", "mkos", kPrimary[1]), "5555");
  EXPECT_EQ(site.cell("user", "mkos", kPrimary[2]), "Light and Prompt = 1");
  EXPECT_EQ(site.cell("user", "mkos", kPrimary[3]), "default");
}

TEST(UdsServers, WithoutAPrimaryLineNothingIsKnownOfIt) {
  for (const char* const answer : {"<extensions/>", ""}) {
    UdsSite site;
    site.script.answers["GET /user/mkos/extensions"] = answer;
    if (std::string_view(answer).empty()) site.script.statuses["GET /user/mkos/extensions"] = 404;
    site.want("user", "mkos", kPrimary);
    const auto coverage = site.observe();
    ASSERT_TRUE(coverage);
    EXPECT_TRUE(coverage->unreadable.empty());
    EXPECT_EQ(site.cell("user", "mkos", kPrimary[1]), "not known");
  }
}

TEST(UdsServers, WhatTheUserItselfShowsComesFirst) {
  UdsSite site;
  std::string answer = kUserAnswer;
  replace(answer, "<jabberProfile/>",
          "<logMissedCalls>false</logMissedCalls><primaryExtension><callForwardAllDestination>"
          "<destination>77</destination></callForwardAllDestination><logMissedCalls>true</logMissedCalls>"
          "</primaryExtension><enableCalendarPresence>true</enableCalendarPresence>");
  replace(answer, " enableCalendarPresence=\"false\"", "");
  site.script.answers["GET /user/mkos"] = answer;
  site.want("user", "mkos", {"user.logMissedCalls", "user.enableCalendarPresence", kPrimary[1]});
  ASSERT_TRUE(site.observe());
  EXPECT_EQ(site.cell("user", "mkos", "user.logMissedCalls"), "false");
  EXPECT_EQ(site.cell("user", "mkos", "user.enableCalendarPresence"), "true");
  EXPECT_EQ(site.cell("user", "mkos", kPrimary[1]), "77");
  EXPECT_EQ(site.lines(), (Names{"GET /user/mkos"}));
}

TEST(UdsServers, AListOfADeviceMayHaveAnotherRoot) {
  const auto dials = "<deviceSpeedDials>" + speed_dial("1", "11", "") + "</deviceSpeedDials>";
  const auto wrapped =
      "<deviceSpeedDials><speedDials>" + speed_dial("1", "11", "") + "</speedDials></deviceSpeedDials>";
  for (const auto& body : {dials, wrapped, device_speed_dials(speed_dial("1", "11", ""))}) {
    const auto list = read_list(List::speed_dials, kit::read_xml(body).value());
    ASSERT_TRUE(list) << body;
    EXPECT_EQ(list->records.size(), 1U) << body;
  }
  EXPECT_FALSE(read_list(List::speed_dials, kit::read_xml("<userSpeedDials><devices/></userSpeedDials>").value()))
      << "it says neither that the devices agree nor that they differ";
}

TEST(UdsServers, AListThatDiffersMayCountWhatItDoesNotShow) {
  const auto list = read_list(
      List::speed_dials, kit::read_xml("<userSpeedDials><speedDials appliesToAllDevices=\" FALSE \" totalCount=\"3\"/>"
                                       "<devices><device name=\"A\" uri=\"https://h/user/u/device/d-1\"/>"
                                       "<device name=\"B\"><id>d-2</id></device></devices></userSpeedDials>")
                             .value());
  ASSERT_TRUE(list);
  EXPECT_FALSE(list->unified);
  EXPECT_EQ(list->devices, (std::vector<ListedDevice>{{"A", "d-1"}, {"B", "d-2"}}));
}

TEST(UdsServers, AServiceMayBeSpelledInLowerCase) {
  const auto list = read_list(List::services, kit::read_xml("<subscribedServices><subscribedservice><name>W</name>"
                                                            "</subscribedservice></subscribedServices>")
                                                  .value());
  ASSERT_TRUE(list);
  EXPECT_EQ(list->records.size(), 1U);
}

TEST(UdsServers, AnswersMayHaveAPrefixAndTheOtherSpellingOfTruth) {
  UdsSite site;
  site.script.answers["GET /user/mkos"] =
      "<u:user xmlns:u=\"urn:x\" version=\"12.5.1\"><u:userName>mkos</u:userName><u:enableDoNotDisturb>1"
      "</u:enableDoNotDisturb><u:callForwardAllDestination><u:sendToVoiceMailPilotNumber>0"
      "</u:sendToVoiceMailPilotNumber></u:callForwardAllDestination></u:user>";
  site.want("user", "mkos", {"user.enableDoNotDisturb"});
  ASSERT_TRUE(site.observe());
  EXPECT_EQ(site.cell("user", "mkos", "user.enableDoNotDisturb"), "true");
  EXPECT_EQ(site.cell("user", "mkos", "user.callForwardAllDestination.sendToVoiceMailPilotNumber"), "false");
}

TEST(UdsServers, ThePageOfOptionsMayHaveThemAsAttributes) {
  const auto root = kit::read_xml("<options><option value=\"3\"> Ring Once </option></options>").value();
  EXPECT_EQ(read_options(root), (Options{{"3", "Ring Once"}}));
  const auto services = kit::read_xml(
      "<phoneServices><phoneService uri=\"https://h/phoneService/s-1\"><name>W</name>"
      "</phoneService></phoneServices>");
  EXPECT_EQ(read_services(services.value()), (Options{{"s-1", "W"}}));
}

TEST(UdsServers, NoRemoteDestinationsMayBeNoAnswerAtAll) {
  for (const int status : {200, 204}) {
    UdsSite site;
    site.script.statuses["GET /user/mkos/remoteDestinations"] = status;
    site.script.answers["GET /user/mkos/remoteDestinations"] = "";
    site.want("remote destination", "mkos/14055551212", {"name"});
    const auto coverage = site.observe();
    ASSERT_TRUE(coverage);
    EXPECT_TRUE(coverage->unreadable.empty()) << status;
    EXPECT_EQ(site.table.find(kRemoteDestination, "mkos/14055551212"), nullptr);
  }
}

TEST(UdsServers, WhatNobodyManagesMayBeForbiddenWithoutStoppingAChange) {
  UdsSite site;
  for (const char* const resource : {"conferencing", "extensions", "speedDials", "subscribedServices"}) {
    site.script.statuses[std::string("GET /user/mkos/") + resource] = 403;
  }
  const auto fresh = site.read("user", "mkos", "mkos");
  ASSERT_TRUE(fresh) << fresh.error().what;
  EXPECT_EQ(UdsSite::cell(*fresh->table, fresh->row(), "speedDials"), "not known");
  EXPECT_EQ(UdsSite::cell(*fresh->table, fresh->row(), "user.enableDoNotDisturb"), "false");
}

TEST(UdsServers, AListThatWasSeenAndIsForbiddenNowStopsAChange) {
  UdsSite site;
  site.want("user", "mkos", {"speedDials"});
  ASSERT_TRUE(site.observe());
  site.script.statuses["GET /user/mkos/speedDials"] = 403;
  EXPECT_FALSE(site.read("user", "mkos", "mkos")) << "what is not known of it would be lost by a PUT";
}

TEST(UdsServers, AServerWithoutCookiesIsServedTheSame) {
  UdsSite site;
  site.script.instead = [&site](const net::HttpRequest& request) -> Answer {
    EXPECT_FALSE(request.headers.find("Cookie"));
    const auto found = site.script.answers.find("GET " + path_of(request));
    return found == site.script.answers.end() ? tests::answer(404, "") : tests::answer(200, found->second);
  };
  site.want("user", "mkos", {"speedDials"}).want("device", "mkos/sep00deadbeef01", {"description"});
  const auto coverage = site.observe();
  ASSERT_TRUE(coverage);
  EXPECT_TRUE(coverage->unreadable.empty());
}

TEST(UdsServers, ARefusalThatRepeatsTheLoginIsNotRepeated) {
  UdsSite site;
  site.secrets.files["uds/mkos"] = site.script.passwords["mkos"] = "s&cret/42";
  site.connect();
  site.script.instead = [](const net::HttpRequest& request) -> Answer {
    const auto header = request.headers.find("Authorization").value_or("");
    return tests::answer(403, "<error>no s&amp;cret/42 or s%26cret%2F42 for " + std::string(header) + "</error>");
  };
  site.want("user", "mkos", {"user.displayName"});
  const auto coverage = site.observe();
  ASSERT_TRUE(coverage);
  ASSERT_EQ(coverage->unreadable.size(), 1U);
  const auto& what = coverage->unreadable[0].what;
  EXPECT_NE(what.find("no *** or *** for Basic ***"), std::string::npos) << what;
}

TEST(UdsServers, BodiesAreInTheOrderOfTheExamplesWhateverTheOrderOfTheWishes) {
  UdsSite site;
  auto write = site.change_user();
  write.fields.push_back(value_of(kUser, "user.logMissedCalls", "true"));
  write.fields.push_back(value_of(kUser, "user.callForwardAllDestination.destination", "43521"));
  write.fields.push_back(value_of(kUser, "user.callForwardAllDestination.sendToVoiceMailPilotNumber", "false"));
  write.fields.push_back(value_of(kUser, "user.enableDoNotDisturb", "true"));
  write.fields.push_back(value_of(kUser, "user.enableCalendarPresence", "true"));
  write.fields.push_back(value_of(kUser, kPrimary[1], "673285"));
  write.fields.push_back(value_of(kUser, kPrimary[0], "false"));
  write.fields.push_back(secret_of("conferencing.accessCode", "9876"));
  write.fields.push_back(value_of(kUser, "conferencing.enabled", "true"));
  write.fields.push_back(secret_of("credentials.pin", "4321"));
  write.fields.push_back(secret_of("credentials.password", "1234"));
  ASSERT_TRUE(site.write(std::move(write)));
  EXPECT_EQ(site.body("PUT /user/mkos"),
            "<user><primaryExtension><callForwardAllDestination><sendToVoiceMailPilotNumber>false"
            "</sendToVoiceMailPilotNumber><destination>673285</destination></callForwardAllDestination>"
            "</primaryExtension><enableCalendarPresence>true</enableCalendarPresence><enableDoNotDisturb>true"
            "</enableDoNotDisturb><callForwardAllDestination><sendToVoiceMailPilotNumber>false"
            "</sendToVoiceMailPilotNumber><destination>43521</destination></callForwardAllDestination>"
            "<logMissedCalls>true</logMissedCalls></user>");
  EXPECT_EQ(site.body("PUT /user/mkos/conferencing"),
            "<conferencing><conferenceNow><enabled>true</enabled><accessCode>9876</accessCode></conferenceNow>"
            "</conferencing>");
  EXPECT_EQ(site.body("PUT /user/mkos/credentials"),
            "<credentials><credential type=\"password\">1234</credential><credential type=\"pin\">4321</credential>"
            "</credentials>");
}

}  // namespace muster::cucm_uds
