// Mistakes in documents with maps of fields, lists of parts and lists of records, as their users see them.
#include <gtest/gtest.h>

#include "tests/manifest/uds.h"
#include "tests/support/golden.h"

namespace muster::manifest {
namespace {

struct Case {
  std::string name;
  std::string documents;
  std::string system = uds_system();
};

Case of_user(const std::string& name, const std::string& spec, const std::string& metadata = "") {
  return {name, uds_settings("mkos", spec, metadata)};
}

Case of_system(const std::string& name, const std::string& credentials, const std::string& more = "") {
  return {name, "",
          "apiVersion: muster/v1\nkind: System\nmetadata: {name: cucm}\nspec:\n  provider: cucm-uds\n"
          "  url: https://cucm.example\n  credentials: " +
              credentials + "\n" + more};
}

std::vector<Case> field_cases() {
  return {
      of_user(
          "keys that are not known, at every level",
          "  usr: {}\n  user: {userLocal: a, primaryExtension: {ring: b}}\n  conferencing: {accessCod: {env: A}}\n"),
      of_user("a field at the wrong level", "  userLocale: German\n  user: {onACallRingPreference: Ring}\n"),
      of_user("a path as a key", "  user.userLocale: German\n  user: {callForwardAllDestination.destination: \"1\"}\n"),
      of_user("a text where a map is wanted", "  user: German\n  conferencing: [enabled]\n  credentials:\n"),
      of_user("a map where a text is wanted", "  user: {userLocale: {name: German}, enableDoNotDisturb: {a: true}}\n"),
      of_user("a default of a map", "  user: !default\n"),
      of_user("an empty text, which is the default there",
              "  user:\n    userLocale: \"\"\n    displayName: \"  \"\n    callForwardAllDestination: {destination: "
              "\"\"}\n"),
      of_user("a number without anything to dial", "  user: {callForwardAllDestination: {destination: \"( - )\"}}\n"),
      of_user("a bare number, and null", "  user: {callForwardAllDestination: {destination: 2907}, displayName: }\n"),
      of_user("a default of a secret", "  credentials: {pin: !default }\n"),
      of_user("a literal secret", "  credentials: {pin: \"hunter2\"}\n"),
      of_user("something behind a default", "  user: {enableDoNotDisturb: !default true}\n"),
      of_user("a user that shall not exist", "  user: {displayName: a}\n", ", ensure: absent"),
      {"a name with a slash", uds_settings("a/b", "  user: {displayName: a}\n")}};
}

std::vector<Case> record_cases() {
  return {of_user("records that are none", "  speedDials: [4711, ~, [1], {number: \"4711\"}]\n"),
          of_user("a text where a list is wanted", "  speedDials: 4711\n"),
          of_user("a default of a list", "  speedDials: !default\n"),
          of_user("unknown parts", "  speedDials: [{index: 1, numbr: \"4711\", validUntil: 2026-12-24}]\n"),
          of_user("wrong types", "  speedDials: [{index: \"1\", number: 4711}, {index: two, number: [1], label: ~}]\n"),
          of_user("keys that are no values",
                  "  speedDials: [{index: !default , number: \"1\"}, {index: , number: \"2\"}]\n"),
          of_user("a default where there is none", "  speedDials: [{index: 1, number: !default }]\n"),
          of_user("something behind a default", "  speedDials: [{index: 1, label: !default Boss}]\n"),
          of_user("empty texts", "  speedDials: [{index: 1, number: \"\", label: \"\"}]\n"),
          of_user("a key that is empty", "  subscribedServices: [{name: \" \", service: Weather}]\n"),
          of_user("one key twice",
                  "  speedDials:\n    - {index: 1, number: \"1\"}\n    - {index: 1, number: \"2\"}\n"
                  "  subscribedServices: [{name: Weather}, {name: \" Weather \"}]\n"),
          of_user("a key in include and exclude", "  speedDials: {include: [{index: 1}], exclude: [{index: 1}]}\n"),
          of_user("more than a key in exclude", "  speedDials: {exclude: [{index: 1, number: \"4711\"}]}\n"),
          of_user("maps that say nothing", "  speedDials: {}\n  subscribedServices: {include: []}\n"),
          of_user("unknown keys of the map", "  speedDials: {includes: [{index: 1}]}\n"),
          of_user("no list in the map", "  speedDials: {include: {index: 1}}\n")};
}

std::vector<Case> part_cases() {
  return {
      of_user("parts that are none", "  devices: [SEP1, ~, {description: Desk}]\n  remoteDestinations: {name: Home}\n"),
      of_user("a default of a list of parts", "  devices: !default\n"),
      of_user("parts in include and exclude",
              "  devices: {include: [{name: SEP1}]}\n  remoteDestinations: {exclude: [{destination: \"1\"}]}\n"),
      of_user("names that are none",
              "  devices: [{name: \"\", description: a}, {name: ~}, {name: SEP/1}]\n"
              "  remoteDestinations: [{destination: \"()\"}, {destination: 49170}, {destination: !default }]\n"),
      of_user("one part twice",
              "  devices:\n    - {name: SEP1, description: Desk}\n    - {name: sep1, description: Lobby}\n"
              "  remoteDestinations: [{destination: \"+49 170\"}, {destination: \"(49) 170\"}]\n"),
      of_user("unknown keys of a part",
              "  devices: [{name: SEP1, descripton: a, extensions: [{directoryNumber: \"1\", lable: a, "
              "callForwardAllDestination: {destination: \"1\"}}]}]\n"),
      of_user("wrong types in a part",
              "  devices: [{name: SEP1, doNotDisturb: \"yes\", description: [a], extensions: [{directoryNumber: \"1\", "
              "logMissedCalls: 1, callForwardAllDestination: a}]}]\n"),
      of_user(
          "empty texts in parts",
          "  devices: [{name: SEP1, description: \"\"}]\n  remoteDestinations: [{destination: \"1\", name: \"\"}]\n"),
      of_user("a default where there is none", "  remoteDestinations: [{destination: \"1\", name: !default }]\n")};
}

std::vector<Case> claim_cases() {
  const std::string device = "  devices:\n    - {name: SEP1, description: Desk}\n";
  return {of_user("a setting for all and of a device",
                  "  user: {enableDoNotDisturb: false}\n  devices:\n    - {name: SEP1, doNotDisturb: true}\n"),
          of_user("a default for all and a value of an extension",
                  "  user: {callForwardAllDestination: {destination: !default }}\n  devices:\n    - name: SEP1\n"
                  "      extensions:\n        - directoryNumber: \"2001\"\n"
                  "          callForwardAllDestination: {sendToCustomDestination: \"1\"}\n"),
          of_user("a number for all lines, and another for the primary one",
                  "  user:\n    callForwardAllDestination: {destination: \"1\"}\n"
                  "    primaryExtension: {callForwardAllDestination: {destination: \"2\"}}\n"),
          of_user("the same number for all lines and for the primary one",
                  "  user:\n    callForwardAllDestination: {destination: \"1\"}\n"
                  "    primaryExtension: {callForwardAllDestination: {destination: \"1\"}}\n"),
          of_user("lists for all and of a device",
                  "  speedDials: []\n  devices:\n    - name: SEP1\n      speedDials:\n        - {index: 1}\n"),
          {"a setting in the defaults and of a device",
           uds_settings("mkos", "  devices:\n    - {name: SEP1, doNotDisturb: true}\n"),
           uds_system("  defaults:\n    UdsSettings:\n      user: {enableDoNotDisturb: true}\n")},
          {"one device, two users", uds_settings("mkos", device) + uds_settings("bo", device)},
          {"a device that is only named claims nothing",
           uds_settings("mkos", device) + uds_settings("bo", "  devices: [{name: SEP1}]\n")},
          {"one number, two users, is no conflict",
           uds_settings("mkos", "  remoteDestinations: [{destination: \"49170\", name: a}]\n") +
               uds_settings("bo", "  remoteDestinations: [{destination: \"49170\", name: b}]\n")},
          {"one user, two documents", uds_settings("mkos", device) + uds_settings("MKOS", device)},
          of_system("one account for all", "{username: admin, password: {file: uds/admin}}"),
          of_system("a name with more, and another source",
                    "{username: \"{name}@acme.example\", password: {env: UDS_PASSWORD}}"),
          {"parts in defaults", "",
           uds_system("  defaults:\n    UdsSettings:\n      devices: [{name: SEP1}]\n      user: {userLocal: a}\n"
                      "      remoteDestinations: []\n")}};
}

std::string rendered(const std::vector<Case>& cases) {
  std::string text;
  for (const auto& each : cases) {
    const auto loaded = load_uds(each.documents, each.system);
    text += "# " + each.name + "\n" + render_problems(loaded.problems, loaded.warnings) + "\n";
    EXPECT_EQ(loaded.desired == nullptr, !loaded.problems.empty()) << each.name;
  }
  return text;
}

TEST(UdsErrors, OfNestedFields) {
  EXPECT_TRUE(support::matches_golden(rendered(field_cases()), "manifest/golden/uds_field_errors.txt"));
}

TEST(UdsErrors, OfRecords) {
  EXPECT_TRUE(support::matches_golden(rendered(record_cases()), "manifest/golden/uds_record_errors.txt"));
}

TEST(UdsErrors, OfParts) {
  EXPECT_TRUE(support::matches_golden(rendered(part_cases()), "manifest/golden/uds_part_errors.txt"));
}

TEST(UdsErrors, OfClaims) {
  EXPECT_TRUE(support::matches_golden(rendered(claim_cases()), "manifest/golden/uds_claim_errors.txt"));
}

TEST(UdsErrors, NeverRepeatALiteralSecret) { EXPECT_EQ(rendered(field_cases()).find("hunter2"), std::string::npos); }

}  // namespace
}  // namespace muster::manifest
