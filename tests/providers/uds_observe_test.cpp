// What an observation and a read of UDS show, and what they ask for.
#include "providers/cucm_uds/convert.h"
#include "reconciler/core/wish.h"
#include "tests/providers/uds_fixture.h"

namespace muster::cucm_uds {
namespace {

using core::ErrorKind;

const Names kUserFields = {"user.displayName"};

TEST(UdsObservation, ReadsOnlyWhatSomebodyManages) {
  UdsSite site;
  site.want("user", "mkos", kUserFields);
  const auto coverage = site.observe();
  ASSERT_TRUE(coverage);
  EXPECT_EQ(site.lines(), (Names{"GET /user/mkos"}));
  EXPECT_EQ(coverage->requests, 1);
  EXPECT_EQ(site.cell("user", "mkos", "user.displayName"), "Mira Kos");
}

TEST(UdsObservation, AsksForEachResourceOnceAndOnlyWhereItIsManaged) {
  struct Case {
    const char* field;
    Names asked;
  };
  const std::vector<Case> cases = {
      {"conferencing.enabled", {"GET /user/mkos/conferencing"}},
      {"credentials.password", {}},
      {"credentials.pin", {}},
      {"conferencing.accessCode", {}},
      {"speedDials", {"GET /user/mkos/speedDials"}},
      {"subscribedServices", {"GET /user/mkos/subscribedServices"}},
      {"user.logMissedCalls", {"GET /user/mkos/extensions"}},
      {"user.userLocale", {"GET /options/installedLocales"}},
  };
  for (const auto& one : cases) {
    UdsSite site;
    site.want("user", "mkos", {one.field});
    ASSERT_TRUE(site.observe());
    Names asked = {"GET /user/mkos"};
    asked.insert(asked.end(), one.asked.begin(), one.asked.end());
    EXPECT_EQ(site.lines(), asked) << one.field;
  }
}

TEST(UdsObservation, ReadsNoDevicesLinesOrDestinationsThatNobodyNames) {
  UdsSite site;
  site.want("user", "mkos").want("device", "mkos/sep00deadbeef01", {"description"});
  ASSERT_TRUE(site.observe());
  EXPECT_EQ(site.lines(), (Names{"GET /user/mkos", "GET /user/mkos/devices"}));
  EXPECT_EQ(site.table.rows(kDevice).size(), 1U);
  EXPECT_EQ(site.table.rows(kDevice)[0].name.view(), "mkos/SEP00DEADBEEF01");
  EXPECT_EQ(site.table.rows(kDevice)[0].remote_id.view(), "mkos/dev-1");
}

TEST(UdsObservation, ReadsADeviceForWhatTheListLacks) {
  UdsSite site;
  site.want("user", "mkos").want("device", "mkos/sep00deadbeef01", {"doNotDisturb", "speedDials"});
  ASSERT_TRUE(site.observe());
  EXPECT_EQ(site.lines(), (Names{"GET /user/mkos", "GET /user/mkos/devices", "GET /user/mkos/device/dev-1",
                                 "GET /user/mkos/device/dev-1/speedDials"}));
  EXPECT_EQ(site.cell("device", "mkos/sep00deadbeef01", "doNotDisturb"), "true");
  EXPECT_EQ(site.cell("device", "mkos/sep00deadbeef01", "speedDials"),
            R"(list: {"index":"1","label":"Desk","number":"1234567890"})");
}

TEST(UdsObservation, ReadsTheLinesOfADeviceAtOnce) {
  UdsSite site;
  site.want("user", "mkos").want("extension", "mkos/sep00deadbeef01/2907", {"label"});
  ASSERT_TRUE(site.observe());
  EXPECT_EQ(site.lines(),
            (Names{"GET /user/mkos", "GET /user/mkos/devices", "GET /user/mkos/device/dev-1/extensions"}));
  const auto key = "mkos/sep00deadbeef01/2907";
  EXPECT_EQ(site.table.find(kExtension, key)->remote_id.view(), "mkos/dev-1/ext-1");
  EXPECT_EQ(site.table.find(kExtension, key)->name.view(), "mkos/SEP00DEADBEEF01/2907");
  EXPECT_EQ(site.cell("extension", key, "label"), "default");
  EXPECT_EQ(site.cell("extension", key, "callForwardAllDestination.sendToCustomDestination"), "5555");
  EXPECT_EQ(site.cell("extension", key, "messageWaitingVisualAlertPreference"), "Light and Prompt = 1");
  EXPECT_EQ(site.cell("extension", key, "onACallRingPreference"), "default");
}

TEST(UdsObservation, KnowsARemoteDestinationByWhatIsDialled) {
  UdsSite site;
  site.want("user", "mkos").want("remote destination", "mkos/14055551212", {"name"});
  ASSERT_TRUE(site.observe());
  EXPECT_EQ(site.lines(), (Names{"GET /user/mkos", "GET /user/mkos/remoteDestinations"}));
  const auto key = "mkos/14055551212";
  EXPECT_EQ(site.table.find(kRemoteDestination, key)->remote_id.view(), "mkos/rd-1");
  EXPECT_EQ(site.cell("remote destination", key, "ringWhenExtensionDialed"), "true");
  EXPECT_EQ(site.cell("remote destination", key, "associatedDevices"), R"(list: {"name":"RDPmkos","usage":"0"})");
}

TEST(UdsObservation, AUserWithoutRemoteDestinationsMayBeAnEmptyListOrA404) {
  for (const char* const answer : {"<remoteDestinations/>", ""}) {
    UdsSite site;
    site.script.answers["GET /user/mkos/remoteDestinations"] = answer;
    if (*answer == '\0') site.script.answers.erase("GET /user/mkos/remoteDestinations");
    site.want("user", "mkos").want("remote destination", "mkos/14055551212");
    const auto coverage = site.observe();
    ASSERT_TRUE(coverage);
    EXPECT_TRUE(coverage->unreadable.empty());
    EXPECT_TRUE(coverage->entities.at(kRemoteDestination).complete);
    EXPECT_TRUE(site.table.rows(kRemoteDestination).empty());
  }
}

TEST(UdsObservation, TellsAbsentDefaultAndValueApart) {
  UdsSite site;
  site.want("user", "mkos", kUserFields);
  ASSERT_TRUE(site.observe());
  EXPECT_EQ(site.cell("user", "mkos", "user.userLocale"), "default") << "value=\"\" with the default's label";
  EXPECT_EQ(site.cell("user", "mkos", "user.callForwardAllDestination.destination"), "default");
  EXPECT_EQ(site.cell("user", "mkos", "user.enableDoNotDisturb"), "false");
  EXPECT_EQ(site.cell("user", "mkos", "user.enableCalendarPresence"), "false");
  EXPECT_EQ(site.cell("user", "mkos", "user.primaryExtension.onACallRingPreference"), "not known");
}

constexpr const char* kPrimaryLine =
    "<primaryExtension><callForwardAllDestination><destination>4711</destination></callForwardAllDestination>"
    "<onACallRingPreference value=\"3\">Ring Once</onACallRingPreference><logMissedCalls>false</logMissedCalls>"
    "</primaryExtension>";

std::string answer_with_primary_line() {
  std::string answer = kUserAnswer;
  return answer.insert(answer.find("<homeNumber>"), kPrimaryLine);
}

TEST(UdsObservation, APrimaryLineIsReadWhereTheAnswerHasIt) {
  UdsSite site;
  site.script.answers["GET /user/mkos"] = answer_with_primary_line();
  site.want("user", "mkos", {"user.primaryExtension.onACallRingPreference"});
  ASSERT_TRUE(site.observe());
  EXPECT_EQ(site.lines().size(), 2U) << "the user, and the list of preferences";
  EXPECT_EQ(site.cell("user", "mkos", "user.primaryExtension.callForwardAllDestination.destination"), "4711");
  EXPECT_EQ(site.cell("user", "mkos", "user.primaryExtension.onACallRingPreference"), "Ring Once = 3");
}

TEST(UdsObservation, ThePrimaryLineDoesNotSpeakForTheOthers) {
  UdsSite site;
  site.script.answers["GET /user/mkos"] = answer_with_primary_line();
  site.want("user", "mkos", {"user.logMissedCalls"});
  ASSERT_TRUE(site.observe());
  EXPECT_EQ(site.lines(), (Names{"GET /user/mkos", "GET /user/mkos/extensions"}));
  EXPECT_EQ(site.cell("user", "mkos", "user.logMissedCalls"), "true");
  site.script.answers.erase("GET /user/mkos/extensions");
  site.observe();
  EXPECT_EQ(site.cell("user", "mkos", "user.logMissedCalls"), "false") << "where nothing else tells";
}

TEST(UdsObservation, ALineThatAppearsTwiceMayDifferWithinItself) {
  UdsSite site;
  std::string line = kExtensionAnswer;
  line.replace(line.find("<logMissedCalls>"), 16, "<logMissedCalls appliesToAllLineAppearances=\"false\">");
  site.script.answers["GET /user/mkos/extensions"] = extensions_answer(line);
  site.want("user", "mkos", {"user.logMissedCalls"});
  ASSERT_TRUE(site.observe());
  EXPECT_EQ(site.cell("user", "mkos", "user.logMissedCalls"), "true (not on all devices)");
}

TEST(UdsObservation, AnOptionIsItsNameAndItsValue) {
  UdsSite site;
  std::string answer = kUserAnswer;
  answer.replace(answer.find(R"(value="" appliesToAllDevices="true">English, United States)"), 58,
                 R"(value="7" appliesToAllDevices="true">German, Germany)");
  site.script.answers["GET /user/mkos"] = answer;
  site.want("user", "mkos", {"user.userLocale"});
  ASSERT_TRUE(site.observe());
  EXPECT_EQ(site.cell("user", "mkos", "user.userLocale"), "German, Germany = 7");
  ASSERT_NE(site.table.find(kLocale, "german, germany"), nullptr);
  ASSERT_NE(site.table.find(kLocale, "7"), nullptr);
  EXPECT_EQ(site.table.find(kLocale, "german, germany")->name.view(), "German, Germany");
}

TEST(UdsObservation, TheListOfLocalesMayBeWhereItFirstWas) {
  UdsSite site;
  site.script.answers["GET /installedLocales"] = site.script.answers["GET /options/installedLocales"];
  site.script.answers.erase("GET /options/installedLocales");
  site.want("user", "mkos", {"user.userLocale"});
  const auto coverage = site.observe();
  EXPECT_TRUE(coverage->entities.at(kLocale).complete);
  EXPECT_NE(site.table.find(kLocale, "7"), nullptr);
}

TEST(UdsObservation, AListOfOptionsThatCannotBeReadLeavesOnlyItselfUnknown) {
  UdsSite site;
  site.script.statuses["GET /options/installedLocales"] = 403;
  site.want("user", "mkos", {"user.userLocale"});
  const auto coverage = site.observe();
  ASSERT_TRUE(coverage);
  EXPECT_FALSE(coverage->entities.at(kLocale).complete);
  EXPECT_NE(coverage->entities.at(kLocale).why_not.find("installedLocales"), std::string::npos);
  EXPECT_NE(site.table.find(kUser, "mkos"), nullptr);
}

TEST(UdsObservation, ASettingThatIsNotTheSameEverywhereEqualsNoValue) {
  UdsSite site;
  std::string answer = kUserAnswer;
  answer.replace(answer.find("appliesToAllExtensions=\"true\""), 29, "appliesToAllExtensions=\"false\"");
  answer.replace(answer.find("<destination></destination>"), 27, "<destination>2907</destination>");
  answer.replace(answer.find("enableDoNotDisturb appliesToAllDevices=\"true\""), 45,
                 "enableDoNotDisturb appliesToAllDevices=\"false\"");
  site.script.answers["GET /user/mkos"] = answer;
  site.want("user", "mkos", kUserFields);
  ASSERT_TRUE(site.observe());
  EXPECT_EQ(site.cell("user", "mkos", "user.callForwardAllDestination.destination"), "2907 (not on all devices)");
  EXPECT_EQ(site.cell("user", "mkos", "user.enableDoNotDisturb"), "false (not on all devices)");
}

// As the cell of that field says.
bool is_as_asked(const UdsSite& site, std::string_view path, const core::FieldWish& wish) {
  const auto* row = site.table.find(kUser, "mkos");
  const auto& rule = catalog().entities[kUser].fields[field_of(kUser, path)];
  return core::is_fulfilled(wish, core::cells_of(site.table.cells(*row), field_of(kUser, path)), rule);
}

TEST(UdsObservation, ADefaultGoesByItsNameToo) {
  UdsSite site;
  site.want("user", "mkos", kUserFields);
  ASSERT_TRUE(site.observe());
  core::FieldWish wish;
  wish.value = "english, united states";
  EXPECT_TRUE(is_as_asked(site, "user.userLocale", wish)) << "nothing has to be written";
  wish.value = "German, Germany";
  EXPECT_FALSE(is_as_asked(site, "user.userLocale", wish));
  wish.kind = core::WishKind::at_default;
  EXPECT_TRUE(is_as_asked(site, "user.userLocale", wish));
}

// Two lines that forward to different numbers, and neither to voice mail.
void differ_in_destination(UdsSite& site) {
  std::string answer = kUserAnswer;
  answer.replace(answer.find("appliesToAllExtensions=\"true\""), 29, "appliesToAllExtensions=\"false\"");
  site.script.answers["GET /user/mkos"] = answer;
  std::string other = kExtensionAnswer;
  other.replace(other.find(">5555<"), 6, ">6666<");
  site.script.answers["GET /user/mkos/extensions"] = extensions_answer(kExtensionAnswer + other);
}

TEST(UdsObservation, ForwardingThatDiffersInOnePartIsKnownInTheOther) {
  UdsSite site;
  differ_in_destination(site);
  site.want("user", "mkos", {"user.callForwardAllDestination.sendToVoiceMailPilotNumber"});
  ASSERT_TRUE(site.observe());
  EXPECT_EQ(site.lines(), (Names{"GET /user/mkos", "GET /user/mkos/extensions"}));
  EXPECT_EQ(site.cell("user", "mkos", "user.callForwardAllDestination.sendToVoiceMailPilotNumber"), "false");
  EXPECT_EQ(site.cell("user", "mkos", "user.callForwardAllDestination.destination"), "(not the same on all devices)");
  const auto fresh = site.read("user", "mkos", "mkos");
  ASSERT_TRUE(fresh);
  EXPECT_EQ(UdsSite::cell(*fresh->table, fresh->row(), "user.callForwardAllDestination.sendToVoiceMailPilotNumber"),
            "false");
}

TEST(UdsObservation, OfEverythingLeavesOutWhatNoManifestCanSay) {
  UdsSite site;
  differ_in_destination(site);
  auto& answer = site.script.answers["GET /user/mkos"];
  answer.replace(answer.find("enableDoNotDisturb appliesToAllDevices=\"true\""), 45,
                 "enableDoNotDisturb appliesToAllDevices=\"false\"");
  site.want("user", "mkos");
  site.scope.everything = true;
  ASSERT_TRUE(site.observe());
  EXPECT_EQ(site.cell("user", "mkos", "user.enableDoNotDisturb"), "not known");
  EXPECT_EQ(site.cell("user", "mkos", "user.callForwardAllDestination.destination"), "not known");
  EXPECT_EQ(site.cell("user", "mkos", "user.callForwardAllDestination.sendToVoiceMailPilotNumber"), "false");
}

TEST(UdsObservation, MissedCallsThatDifferFromLineToLineEqualNoValue) {
  UdsSite site;
  std::string other = kExtensionAnswer;
  other.replace(other.find("<logMissedCalls>true"), 20, "<logMissedCalls>false");
  site.script.answers["GET /user/mkos/extensions"] = extensions_answer(kExtensionAnswer + other);
  site.want("user", "mkos", {"user.logMissedCalls"});
  ASSERT_TRUE(site.observe());
  EXPECT_EQ(site.cell("user", "mkos", "user.logMissedCalls"), "(not the same on all devices)");
}

TEST(UdsObservation, LinesThatDifferShowTheSameInAnyOrder) {
  std::string other = kExtensionAnswer;
  other.replace(other.find(">5555<"), 6, ">6666<");
  other.replace(other.find("<logMissedCalls>true"), 20, "<logMissedCalls>false");
  const auto one = kit::read_xml(extensions_answer(kExtensionAnswer + other));
  const auto two = kit::read_xml(extensions_answer(other + kExtensionAnswer));
  const auto missed = field_of(kUser, "user.logMissedCalls");
  const auto destination = field_of(kUser, "user.callForwardAllDestination.destination");
  for (const auto field : {missed, destination}) {
    const auto of = [&](const kit::XmlElement& root) {
      const Cells cells = read_lines(root);
      return *std::ranges::find(cells, field, &FieldCell::field);
    };
    EXPECT_EQ(of(*one), of(*two)) << field;
  }
}

TEST(UdsObservation, AnUnifiedListIsOneList) {
  UdsSite site;
  site.want("user", "mkos", {"speedDials", "subscribedServices"});
  ASSERT_TRUE(site.observe());
  EXPECT_EQ(site.cell("user", "mkos", "speedDials"),
            R"(list: {"index":"1","label":"Desk","number":"1234567890"} {"index":"2","number":"+49 30 55"})");
  EXPECT_EQ(site.cell("user", "mkos", "subscribedServices"),
            R"(list: {"name":"Weather","service":"Weather Forecast","service#":"svc-1",)"
            R"("url":"http://w.acme.example/f?zip=1"})");
}

TEST(UdsObservation, AListThatDiffersIsReadFromEachDevice) {
  UdsSite site;
  site.script.answers["GET /user/mkos/speedDials"] = user_speed_dials("", false);
  site.script.answers["GET /user/mkos/device/dev-5/speedDials"] =
      device_speed_dials(speed_dial("1", "1234567890", "Desk") + speed_dial("4", "77", ""));
  site.want("user", "mkos", {"speedDials"});
  ASSERT_TRUE(site.observe());
  EXPECT_EQ(site.lines(), (Names{"GET /user/mkos", "GET /user/mkos/speedDials",
                                 "GET /user/mkos/device/dev-1/speedDials", "GET /user/mkos/device/dev-5/speedDials"}))
      << "ids come from the links, and the links lead nowhere else";
  EXPECT_EQ(site.cell("user", "mkos", "speedDials"), R"(list: {"index":"1","label":"Desk","number":"1234567890"} )"
                                                     R"({"device":"SEP00DEADBEEF05","index":"4","number":"77"})");
}

TEST(UdsObservation, AListThatIsShorterThanItCountsIsNotBelieved) {
  UdsSite site;
  auto answer = user_speed_dials(speed_dial("1", "11", ""));
  answer.replace(answer.find("appliesToAllDevices"), 0, "totalCount=\"3\" ");
  site.script.answers["GET /user/mkos/speedDials"] = answer;
  site.want("user", "mkos", {"speedDials"});
  const auto coverage = site.observe();
  ASSERT_EQ(coverage->unreadable.size(), 1U);
  EXPECT_EQ(coverage->unreadable[0].kind, ErrorKind::protocol);
  EXPECT_EQ(coverage->unreadable[0].where, core::EntityKey("uds", "user", "mkos"));
  EXPECT_EQ(site.table.find(kUser, "mkos"), nullptr);
}

TEST(UdsObservation, AUserWhoIsNotThereIsNoFailure) {
  UdsSite site;
  site.add_user("gone");
  site.want("user", "gone").want("user", "mkos").want("device", "gone/sep01");
  const auto coverage = site.observe();
  ASSERT_TRUE(coverage);
  EXPECT_TRUE(coverage->unreadable.empty());
  EXPECT_EQ(site.table.find(kUser, "gone"), nullptr);
  EXPECT_NE(site.table.find(kUser, "mkos"), nullptr);
}

TEST(UdsObservation, A404OfAServerWithoutUdsProvesNothing) {
  UdsSite site;
  site.script.answers.clear();
  site.want("user", "mkos");
  const auto coverage = site.observe();
  ASSERT_TRUE(coverage);
  ASSERT_EQ(coverage->unreadable.size(), 1U);
  EXPECT_EQ(coverage->unreadable[0].kind, ErrorKind::rejected);
  EXPECT_EQ(site.lines(), (Names{"GET /user/mkos", "GET /version"}));
}

TEST(UdsObservation, ConferencingOfAnOldVersionIsNotAskedFor) {
  UdsSite site;
  std::string answer = kUserAnswer;
  answer.replace(answer.find("12.5.1"), 6, "10.5.2");
  site.script.answers["GET /user/mkos"] = answer;
  site.want("user", "mkos", {"conferencing.enabled"});
  ASSERT_TRUE(site.observe());
  EXPECT_EQ(site.lines(), (Names{"GET /user/mkos"}));
  EXPECT_EQ(site.cell("user", "mkos", "conferencing.enabled"), "not known");
}

TEST(UdsObservation, TheAccessCodeIsNowhereInWhatIsSeen) {
  UdsSite site;
  site.want("user", "mkos");
  site.scope.everything = true;
  ASSERT_TRUE(site.observe());
  EXPECT_EQ(site.cell("user", "mkos", "conferencing.enabled"), "true");
  for (const auto& row : site.table.rows()) {
    for (const auto& cell : site.table.cells(row)) EXPECT_EQ(cell.value.view().find("48151623"), std::string::npos);
  }
}

TEST(UdsObservation, NothingButWhatIsNamedIsReadEvenForAnExport) {
  UdsSite site;
  site.scope.everything = true;
  ASSERT_TRUE(site.observe());
  EXPECT_TRUE(site.lines().empty());
}

TEST(UdsObservation, ADescriptionOfTheAdministratorIsTheDefault) {
  UdsSite site;
  site.want("device", "mkos/sep00deadbeef01", {"description"}).want("device", "mkos/sep00deadbeef05");
  ASSERT_TRUE(site.observe());
  EXPECT_EQ(site.cell("device", "mkos/sep00deadbeef01", "description"), "default");
  EXPECT_EQ(site.cell("device", "mkos/sep00deadbeef05", "description"), "lobby");
}

TEST(UdsObservation, UsersAreReadSideBySideWithinTheBudget) {
  UdsSite site;
  for (int i = 0; i < 12; ++i) {
    const auto user = "u" + std::to_string(i);
    site.add_plain_user(user);
    site.want("user", user);
  }
  site.http->set_latency(engine::Duration(20));
  ASSERT_TRUE(site.observe());
  EXPECT_EQ(site.table.rows(kUser).size(), 12U);
  EXPECT_EQ(site.http->most_at_once(), 4U);
  EXPECT_EQ(site.http->sent().size(), 12U);
}

// Every row and cell as text.
std::string text_of(const core::Table& table, const core::Row& row) {
  std::string text =
      std::string(row.key.view()) + " " + std::string(row.name.view()) + " " + std::string(row.remote_id.view());
  for (const auto& cell : table.cells(row)) {
    const bool is_default = cell.kind == core::CellKind::text && cell.value.view().empty();  // its name may be shown
    text += " | " + std::to_string(cell.field) + " " + std::to_string(static_cast<int>(cell.kind)) + " ";
    if (is_default) continue;
    text += std::to_string(static_cast<int>(cell.state)) + " " + std::string(cell.element.view()) + "=" +
            std::string(cell.value.view());
  }
  return text;
}

TEST(UdsReading, ShowsWhatAnObservationOfEverythingShows) {
  UdsSite site;
  site.want("user", "mkos")
      .want("device", "mkos/sep00deadbeef01")
      .want("extension", "mkos/sep00deadbeef01/2907")
      .want("remote destination", "mkos/14055551212");
  site.scope.everything = true;
  ASSERT_TRUE(site.observe());
  int seen = 0;
  for (const auto& row : site.table.rows()) {
    if (row.entity > kRemoteDestination) continue;
    ++seen;
    const auto entity = std::string(catalog().entities[row.entity].name);
    const auto fresh = site.read(entity, std::string(row.key.view()), std::string(row.remote_id.view()));
    ASSERT_TRUE(fresh) << fresh.error().what;
    EXPECT_EQ(text_of(*fresh->table, *fresh->row()), text_of(site.table, row));
  }
  EXPECT_EQ(seen, 4);
}

TEST(UdsReading, ALineThatTellsOnlyWhatIsAllowedIsReadFromTheListOfItsDevice) {
  UdsSite site;
  std::string answer = kOneExtension;
  answer.replace(answer.find("notOnACallRingPreference value=\"4\""), 34, "notOnACallRingPreference");
  site.script.answers["GET /user/mkos/device/dev-1/extension/ext-1"] = answer;
  const auto fresh = site.read("extension", "mkos/sep00deadbeef01/2907", "mkos/dev-1/ext-1");
  ASSERT_TRUE(fresh) << fresh.error().what;
  EXPECT_EQ(UdsSite::cell(*fresh->table, fresh->row(), "notOnACallRingPreference"), "Ring = 4");
  EXPECT_EQ(UdsSite::cell(*fresh->table, fresh->row(), "messageWaitingVisualAlertPreference"), "Light and Prompt = 1");
  EXPECT_EQ(site.lines().back(), "GET /user/mkos/device/dev-1/extensions");
}

TEST(UdsReading, WorksWithoutAnObservationBefore) {
  for (const auto& [entity, key, id] :
       std::vector<std::array<std::string, 3>>{{"user", "mkos", "mkos"},
                                               {"device", "mkos/sep00deadbeef01", "mkos/dev-1"},
                                               {"extension", "mkos/sep00deadbeef01/2907", "mkos/dev-1/ext-1"},
                                               {"remote destination", "mkos/14055551212", "mkos/rd-1"}}) {
    UdsSite site;
    const auto fresh = site.read(entity, key, id);
    ASSERT_TRUE(fresh) << fresh.error().what;
    EXPECT_EQ(fresh->row()->key.view(), key);
    EXPECT_EQ(fresh->row()->remote_id.view(), id);
  }
}

TEST(UdsReading, ReadsOnlyWhatIsWanted) {
  const std::vector<std::tuple<std::string, Names, Names>> wants = {
      {"user", {}, {"GET /user/mkos"}},
      {"user", {"user.displayName"}, {"GET /user/mkos"}},
      {"user", {"conferencing.enabled"}, {"GET /user/mkos", "GET /user/mkos/conferencing"}},
      {"user", {"speedDials"}, {"GET /user/mkos", "GET /user/mkos/speedDials"}},
      {"user", {"subscribedServices"}, {"GET /user/mkos", "GET /user/mkos/subscribedServices"}},
      {"device", {"description"}, {"GET /user/mkos/device/dev-1"}},
      {"device", {"speedDials"}, {"GET /user/mkos/device/dev-1", "GET /user/mkos/device/dev-1/speedDials"}},
  };
  for (const auto& [entity, fields, lines] : wants) {
    UdsSite site;
    const bool is_user = entity == "user";
    const auto key = is_user ? "mkos" : "mkos/sep00deadbeef01";
    const auto fresh = site.read(entity, key, is_user ? "mkos" : "mkos/dev-1", fields);
    ASSERT_TRUE(fresh) << fresh.error().what;
    EXPECT_EQ(site.lines(), lines);
    for (const auto& field : fields) EXPECT_NE(UdsSite::cell(*fresh->table, fresh->row(), field), "not known") << field;
  }
}

TEST(UdsReading, WithoutAnIdItFindsThePartByItsKey) {
  UdsSite site;
  EXPECT_EQ(site.read("device", "mkos/sep00deadbeef01", "")->row()->remote_id.view(), "mkos/dev-1");
  EXPECT_EQ(site.read("extension", "mkos/sep00deadbeef01/2907", "")->row()->remote_id.view(), "mkos/dev-1/ext-1");
  EXPECT_EQ(site.read("remote destination", "mkos/14055551212", "")->row()->remote_id.view(), "mkos/rd-1");
  const auto none = site.read("device", "mkos/sepffff", "");
  EXPECT_EQ(none.error().kind, ErrorKind::not_found);
  EXPECT_EQ(none.error().where, core::EntityKey("uds", "device", "mkos/sepffff"));
}

TEST(UdsReading, WhatIsGoneIsNotFound) {
  UdsSite site;
  EXPECT_EQ(site.read("device", "mkos/sep01", "mkos/dev-9").error().kind, ErrorKind::not_found);
  EXPECT_EQ(site.read("remote destination", "mkos/1", "mkos/rd-9").error().kind, ErrorKind::not_found);
}

TEST(UdsReading, APathIsPercentEncoded) {
  UdsSite site;
  site.script.passwords["mira%20k%40acme.example"] = "x";
  site.secrets.files["uds/mira%20k%40acme.example"] = "pw";
  static_cast<void>(site.read("user", "mira k@acme.example", "mira k@acme.example"));
  EXPECT_EQ(site.lines().front(), "GET /user/mira%20k%40acme.example");
  EXPECT_EQ(site.http->sent().front().request.headers.find("Authorization"),
            kit::basic_authorization("mira k@acme.example", "pw"));
}

}  // namespace
}  // namespace muster::cucm_uds
