// Documents with maps of fields, lists of parts and lists of records: rows, names, places and cells.
#include <gtest/gtest.h>

#include "reconciler/core/record.h"
#include "tests/manifest/uds.h"
#include "tests/support/gadget_catalog.h"

namespace muster::manifest {
namespace {

using support::gadget_catalog;
using support::gadget_catalogs;
namespace gadgets = support::gadgets;

using core::CellKind;
using core::CellState;

const std::string kMira =
    "  user:\n"
    "    userLocale: \"German, Germany\"\n"
    "    enableDoNotDisturb: !default\n"
    "    callForwardAllDestination: {destination: \"2907\"}\n"
    "    primaryExtension: {onACallRingPreference: Ring}\n"
    "  conferencing: {enabled: true, accessCode: {file: codes/mkos}}\n"
    "  credentials: {pin: {file: pins/mkos}}\n"
    "  speedDials: [{index: 1, number: \"+49 30 1234\", label: Boss}, {index: 2, number: \"4711\", label: !default }]\n"
    "  subscribedServices:\n"
    "    include: [{name: Weather, service: Weather, url: \"http://x/y?menuname=US\"}]\n"
    "    exclude: [{name: \" Old \"}]\n"
    "  remoteDestinations:\n"
    "    - {destination: \"+49170123\", name: Home, associatedDevices: [{name: RDP-mkos, usage: 0}]}\n"
    "  devices:\n"
    "    - name: SEP00DEADBEEF01\n"
    "      description: Desk\n"
    "      extensions:\n"
    "        - {directoryNumber: \"20 01\", label: Mira}\n"
    "        - {directoryNumber: \"2002\"}\n"
    "    - {name: Lobby}\n";

const core::DesiredSystem& only_system(const Loaded& loaded) {
  EXPECT_EQ(render_problems(loaded.problems, loaded.warnings), "");
  return loaded.desired->systems.at(0);
}

std::vector<std::string> rows_of(const Loaded& loaded) {
  const auto& system = only_system(loaded);
  std::vector<std::string> rows;
  for (std::size_t i = 0; i < system.objects.size(); ++i) {
    const auto& row = system.table.rows()[i];
    rows.push_back(std::to_string(row.entity) + " " + std::string(row.key.view()) + " = " +
                   std::string(row.name.view()) + " at " + loaded.desired->place_text(system.objects[i].place));
  }
  return rows;
}

std::span<const core::Cell> cells(const core::DesiredSystem& system, core::EntityIndex entity, std::string_view key,
                                  std::string_view path) {
  return core::cells_of(system.table.cells(*system.table.find(entity, key)), cucm_uds::field_of(entity, path));
}

TEST(UdsLoader, GivesEveryPartThatClaimsSomethingItsRowAndItsPlace) {
  EXPECT_EQ(rows_of(load_uds(uds_settings("MKos", kMira))),
            (std::vector<std::string>{
                "0 mkos = MKos at users.yaml:4",
                "1 mkos/sep00deadbeef01 = MKos/SEP00DEADBEEF01 at users.yaml:20",
                "2 mkos/sep00deadbeef01/2001 = MKos/SEP00DEADBEEF01/20 01 at users.yaml:23",
                "3 mkos/49170123 = MKos/+49170123 at users.yaml:18",
            }));
}

TEST(UdsLoader, GivesPartsTheLabelsAndTheProtectionOfTheirDocument) {
  const auto loaded = load_uds(uds_settings("mkos", kMira, ", labels: {team: billing}, protect: true"));
  for (const auto& object : only_system(loaded).objects) {
    EXPECT_TRUE(object.protect);
    EXPECT_EQ(object.labels.at("team"), "billing");
    EXPECT_EQ(uds_catalogs()[0]->kinds[object.kind].name, "UdsSettings");
  }
  const auto* device = only_system(loaded).find(cucm_uds::kDevice, "mkos/sep00deadbeef01");
  ASSERT_NE(device, nullptr);
  EXPECT_EQ(uds_catalogs()[0]->kinds[device->kind].entity, "device");
}

TEST(UdsLoader, ReadsFieldsInMaps) {
  const auto loaded = load_uds(uds_settings("mkos", kMira));
  const auto& system = only_system(loaded);
  const auto locale = cells(system, cucm_uds::kUser, "mkos", "user.userLocale");
  ASSERT_EQ(locale.size(), 1U);
  EXPECT_EQ(locale[0].value.view(), "German, Germany");
  EXPECT_EQ(locale[0].line, 7U);
  const auto silent = cells(system, cucm_uds::kUser, "mkos", "user.enableDoNotDisturb");
  ASSERT_EQ(silent.size(), 1U);
  EXPECT_EQ(silent[0].state, CellState::at_default);
  EXPECT_EQ(silent[0].value.view(), "");
  const auto ring = cells(system, cucm_uds::kUser, "mkos", "user.primaryExtension.onACallRingPreference");
  ASSERT_EQ(ring.size(), 1U);
  EXPECT_EQ(ring[0].value.view(), "Ring");
  EXPECT_EQ(cells(system, cucm_uds::kUser, "mkos", "credentials.pin")[0].kind, CellKind::secret);
  EXPECT_TRUE(cells(system, cucm_uds::kUser, "mkos", "user.displayName").empty());
}

TEST(UdsLoader, KeepsRecordsAsMembersByTheirKey) {
  const auto loaded = load_uds(uds_settings("mkos", kMira));
  const auto dials = cells(only_system(loaded), cucm_uds::kUser, "mkos", "speedDials");
  ASSERT_EQ(dials.size(), 3U);
  EXPECT_EQ(dials[0].kind, CellKind::set);
  EXPECT_EQ(dials[1].kind, CellKind::member);
  EXPECT_EQ(dials[1].element.view(), "1");
  EXPECT_EQ(dials[1].value.view(), R"({"index":"1","label":"Boss","number":"+49 30 1234"})");
  EXPECT_EQ(dials[2].value.view(), R"({"index":"2","label":null,"number":"4711"})");
  const auto services = cells(only_system(loaded), cucm_uds::kUser, "mkos", "subscribedServices");
  ASSERT_EQ(services.size(), 3U);
  EXPECT_EQ(services[0].kind, CellKind::partial);
  EXPECT_EQ(services[1].kind, CellKind::excluded);
  EXPECT_EQ(services[1].value.view(), R"({"name":"Old"})");
  EXPECT_EQ(services[2].kind, CellKind::member);
  EXPECT_EQ(services[2].element.view(), "Weather");
  const auto profiles = cells(only_system(loaded), cucm_uds::kRemoteDestination, "mkos/49170123", "associatedDevices");
  ASSERT_EQ(profiles.size(), 2U);
  EXPECT_EQ(profiles[1].value.view(), R"({"name":"RDP-mkos","usage":"0"})");
}

TEST(UdsLoader, TellsAnEmptyListFromNone) {
  const auto loaded = load_uds(uds_settings("mkos", "  speedDials: []\n"));
  EXPECT_EQ(cells(only_system(loaded), cucm_uds::kUser, "mkos", "speedDials").size(), 1U);
  EXPECT_TRUE(cells(only_system(loaded), cucm_uds::kUser, "mkos", "subscribedServices").empty());
}

TEST(UdsLoader, KeepsTheUserWhoseDevicesAloneAreStatedAndTheDeviceOfAStatedExtension) {
  const auto loaded = load_uds(
      uds_settings("mkos", "  devices: [{name: SEP1, extensions: [{directoryNumber: \"2001\", label: !default }]}]\n"));
  EXPECT_EQ(rows_of(loaded),
            (std::vector<std::string>{"0 mkos = mkos at users.yaml:4", "1 mkos/sep1 = mkos/SEP1 at users.yaml:6",
                                      "2 mkos/sep1/2001 = mkos/SEP1/2001 at users.yaml:6"}));
}

TEST(UdsLoader, ARemoteDestinationThatIsOnlyNamedShallBeThere) {
  EXPECT_EQ(rows_of(load_uds(uds_settings("mkos", "  remoteDestinations: [{destination: \"49170\"}]\n"))).size(), 2U);
  EXPECT_EQ(rows_of(load_uds(uds_settings("mkos", "  devices: [{name: SEP1}]\n"))).size(), 1U);
}

TEST(UdsLoader, GivesUsersTheDefaultsOfTheirKind) {
  const auto system =
      uds_system("  defaults:\n    UdsSettings:\n      user: {userLocale: German, logMissedCalls: true}\n");
  const auto loaded = load_uds(uds_settings("mkos", "  user: {logMissedCalls: false}\n"), system);
  const auto locale = cells(only_system(loaded), cucm_uds::kUser, "mkos", "user.userLocale");
  ASSERT_EQ(locale.size(), 1U);
  EXPECT_EQ(locale[0].line, 0U);
  const auto missed = cells(only_system(loaded), cucm_uds::kUser, "mkos", "user.logMissedCalls");
  ASSERT_EQ(missed.size(), 1U);
  EXPECT_EQ(missed[0].value.view(), "false");
  ASSERT_EQ(loaded.origins.size(), 2U);
  EXPECT_EQ(loaded.origins[1].field, "user.userLocale");
}

const std::string kGadgets =
    "apiVersion: muster/v1\nkind: System\nmetadata: {name: cucm}\nspec: {provider: gadgets, url: https://g.example}\n";

std::string gadget_problems(const std::string& spec) {
  const auto loaded = load({{"system.yaml", kGadgets}, {"users.yaml", uds_settings("mkos", spec)}}, gadget_catalogs());
  return render_problems(loaded.problems, loaded.warnings);
}

TEST(OneMember, IsAPlainListOfExactlyOne) {
  EXPECT_EQ(gadget_problems("  role: [Owner]\n"), "");
  for (const auto* role : {"[]", "[Owner, Guest]", "{include: [Owner]}", "Owner"}) {
    EXPECT_EQ(gadget_problems("  role: " + std::string(role) + "\n"),
              "users.yaml:6:9: error: role always has exactly one member: write a list of one, such as [Guest]\n");
  }
  EXPECT_EQ(gadget_problems("  role: [{name: Owner, validUntil: 2026-12-24}]\n"),
            "users.yaml:6:36: error: validUntil is not possible in role: it always has exactly one member\n");
}

TEST(Gadgets, WithoutByNameAnEmptyTextIsAValue) {
  EXPECT_EQ(
      gadget_problems("  profile: {locale: \"\", note: \"\"}\n  dials: [{slot: 1, number: \"1\", label: \"\"}]\n"), "");
}

TEST(Gadgets, SayHowAnUnsupportedFieldOfAPartIsDone) {
  EXPECT_EQ(gadget_problems("  gadgets: [{id: a, colour: red}]\n"),
            "users.yaml:6:21: error: gadgets.colour of a UdsSettings cannot be set on gadgets: paint it\n");
}

TEST(Gadgets, ReadRecordsOfEveryType) {
  const auto loaded = load({{"system.yaml", kGadgets},
                            {"users.yaml", uds_settings("mkos",
                                                        "  dials:\n    - {slot: 1, number: \"1\", loud: true, weight: "
                                                        "-3}\n    - {slot: 2, loud: !default , weight: !default }\n")}},
                           gadget_catalogs());
  const auto& system = only_system(loaded);
  const auto dials = core::cells_of(system.table.cells(system.table.rows()[0]),
                                    gadget_catalog().entities[gadgets::kHousehold].find("dials").value());
  ASSERT_EQ(dials.size(), 3U);
  EXPECT_EQ(dials[1].value.view(), R"({"loud":"true","number":"1","slot":"1","weight":"-3"})");
  EXPECT_EQ(dials[2].value.view(), R"({"loud":null,"slot":"2","weight":null})");
}

}  // namespace
}  // namespace muster::manifest
