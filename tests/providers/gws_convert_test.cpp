#include "providers/genesys_gws/convert.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "providers/genesys_gws/catalog.h"
#include "providers/registry.h"

namespace muster::genesys_gws {
namespace {

using core::CellKind;
using nlohmann::json;

// "field=value" and "field[element]=spelling", in the order of the table.
std::vector<std::string> cells_of(const json& user) {
  const kit::JsonPlace place("user");
  core::TableBuilder rows;
  add_row(read_user(user, place).value(), rows);
  const auto table = rows.finish();
  std::vector<std::string> cells;
  for (const auto& cell : table.cells(table.rows()[0])) {
    std::string text(catalog().entities[kUser].fields[cell.field].path);
    if (cell.kind == CellKind::set) text += "[]";
    if (cell.kind == CellKind::member) text += "[" + std::string(cell.element.view()) + "]";
    cells.push_back(text + "=" + std::string(cell.value.view()));
  }
  return cells;
}

std::string problem_of(const char* text) {
  const kit::JsonPlace root("");
  const kit::JsonPlace users(root, "users");
  const auto user = read_user(json::parse(text), kit::JsonPlace(users, std::size_t{2}));
  return user ? "" : user.error().what;
}

std::string oddity_of(const char* text) {
  const kit::JsonPlace root("");
  const kit::JsonPlace users(root, "users");
  const auto document = json::parse(text);
  const auto user = read_user(document, kit::JsonPlace(users, std::size_t{2}));
  return user ? user->odd : "unreadable: " + user.error().what;
}

TEST(GwsConvert, TurnsAUserIntoOneRow) {
  const auto user = json::parse(R"({"id":"63630bbe","userName":" Mira.Kos@Acme.example ","firstName":"Mira",
    "lastName":"Kos","emailAddress":"","enabled":true,"password":"","doNotDisturb":"Off",
    "roles":["ROLE_SUPERVISOR","ROLE_AGENT","role_agent"],"uri":"http://other/cloud-web/api/v2/users/63630bbe",
    "devices":[{"id":"d1","phoneNumber":"+49 30 1"},{"id":"d2","phoneNumber":"+49 (30) 1"}],"skills":[{"name":"Billing","level":"3"}]})");
  EXPECT_EQ(cells_of(user), (std::vector<std::string>{
                                "firstName=Mira", "lastName=Kos", "emailAddress=", "enabled=true",
                                "roles[]=", "roles[role_agent]=ROLE_AGENT", "roles[role_supervisor]=ROLE_SUPERVISOR",
                                "devices[]=", "devices[49301]=+49 30 1", "skills[]=", "skills[Billing]=Billing"}));
  core::TableBuilder rows;
  const kit::JsonPlace place("user");
  add_row(read_user(user, place).value(), rows);
  const auto table = rows.finish();
  EXPECT_EQ(table.rows()[0].key.view(), "mira.kos@acme.example");
  EXPECT_EQ(table.rows()[0].name.view(), "Mira.Kos@Acme.example");
  EXPECT_EQ(table.rows()[0].remote_id.view(), "63630bbe");
}

TEST(GwsConvert, WhatTheVendorDoesNotTellIsNotEmpty) {
  EXPECT_TRUE(cells_of(json::parse(R"({"id":"1","userName":"ksippo"})")).empty());
  EXPECT_TRUE(cells_of(json::parse(R"({"userName":"ksippo","roles":null,"emailAddress":null})")).empty());
  EXPECT_EQ(cells_of(json::parse(R"({"userName":"ksippo","roles":[],"devices":[]})")),
            (std::vector<std::string>{"roles[]=", "devices[]="}));
}

TEST(GwsConvert, NamesTheFieldThatIsNotWhatIsDocumented) {
  EXPECT_EQ(problem_of(R"("x")"), "users[2]: expected an object, found text");
  EXPECT_EQ(problem_of(R"({"id":"1"})"), "users[2].userName is missing");
  EXPECT_EQ(problem_of(R"({"id":"1","userName":"  "})"), "users[2].userName is missing");
  EXPECT_EQ(problem_of(R"({"userName":"a","id":[]})"), "users[2].id: expected text, found a list");
  EXPECT_EQ(oddity_of(R"({"userName":"a","roles":"ROLE_AGENT"})"), "users[2].roles: expected a list, found text");
  EXPECT_EQ(oddity_of(R"({"userName":"a","roles":["R",7]})"), "users[2].roles[1]: expected text, found a number");
  EXPECT_EQ(oddity_of(R"({"userName":"a","enabled":"yes"})"), "users[2].enabled: expected true or false, found text");
  EXPECT_EQ(oddity_of(R"({"userName":"a","devices":["3001"]})"), "users[2].devices[0]: expected an object, found text");
  EXPECT_EQ(oddity_of(R"({"userName":"a","devices":[{"id":"d"}]})"), "users[2].devices[0].phoneNumber is missing");
  EXPECT_EQ(oddity_of(R"({"userName":"a","roles":["R"],"enabled":true})"), "");
}

TEST(GwsConvert, AnElementWithoutItsKeyMakesTheListUnknownAndNotShorter) {
  EXPECT_TRUE(cells_of(json::parse(R"({"userName":"a","devices":[{"phoneNumber":"3001"},{"id":"d2"}]})")).empty());
  EXPECT_TRUE(
      cells_of(json::parse(R"({"userName":"a","devices":[{"phoneNumber":"3001"},{"phoneNumber":""}]})")).empty());
  EXPECT_TRUE(cells_of(json::parse(R"({"userName":"a","skills":[{"name":"B"},{"name":null}]})")).empty());
  EXPECT_TRUE(cells_of(json::parse(R"({"userName":"a","roles":["R"," "]})")).empty());
}

TEST(GwsConvert, TakesANumberForATelephoneNumberAndTextForATruth) {
  EXPECT_EQ(cells_of(json::parse(R"({"userName":"a","enabled":"False","devices":[{"phoneNumber":3001}]})")),
            (std::vector<std::string>{"enabled=false", "devices[]=", "devices[3001]=3001"}));
  EXPECT_EQ(cells_of(json::parse(R"({"userName":"a","enabled":"true"})")), std::vector<std::string>{"enabled=true"});
}

TEST(GwsConvert, OneOddFieldLeavesTheOthersKnown) {
  EXPECT_EQ(cells_of(json::parse(R"({"userName":"a","firstName":7,"lastName":"K","enabled":1,"roles":["R"]})")),
            (std::vector<std::string>{"lastName=K", "roles[]=", "roles[r]=R"}));
}

TEST(GwsConvert, OfItsOwnAccountOnlyWhatProtectsItIsRead) {
  const auto answer = json::parse(R"({"user":{"id":"1","userName":"svc","firstName":7,"devices":"x",
    "enabled":[],"roles":["R"],"contactCenterId":"cc"}})");
  const auto own = read_own_user(answer);
  ASSERT_TRUE(own);
  EXPECT_EQ(own->roles, std::vector<std::string>{"R"});
  EXPECT_EQ(own->contact_center_id, "cc");
  EXPECT_EQ(read_own_user(json::parse(R"({"user":{"userName":"svc","roles":7}})")).error().what,
            "user.roles: expected a list, found a number");
}

TEST(GwsConvert, AnIdIsTheSameWithAndWithoutDashesAndInEitherCase) {
  EXPECT_TRUE(same_id("63630BBE84F5", "63630bbe-84f5"));
  EXPECT_FALSE(same_id("63630bbe84f5", "63630bbe84f6"));
}

TEST(GwsConvert, FindsTheNameOfABrokenUser) {
  EXPECT_EQ(user_name_of(json::parse(R"({"userName":"a","roles":7})")), "a");
  EXPECT_EQ(user_name_of(json::parse(R"({"userName":7})")), std::nullopt);
  EXPECT_EQ(user_name_of(json::parse("[]")), std::nullopt);
}

core::FieldWrite text_write(core::FieldIndex field, std::string value) {
  core::FieldWrite write;
  write.field = field;
  write.value = std::move(value);
  return write;
}

core::FieldWrite roles_write() {
  core::FieldWrite write;
  write.field = field::roles;
  write.kind = core::WishKind::set;
  write.members = {"ROLE_AGENT", "ROLE_SUPERVISOR"};
  write.added = {"ROLE_SUPERVISOR"};
  return write;
}

core::FieldWrite password_write() {
  core::FieldWrite write;
  write.field = field::password;
  write.kind = core::WishKind::secret;
  write.secret = core::Secret("s3cret");
  return write;
}

TEST(GwsConvert, ACreateCarriesLoginSecretAndEveryFieldAsked) {
  core::Write write;
  write.action = core::WriteAction::create;
  write.name = "mira.k@acme.example";
  write.fields.push_back(text_write(field::first_name, "Mira"));
  write.fields.push_back(text_write(field::last_name, "Kos"));
  write.fields.push_back(roles_write());
  write.fields.push_back(password_write());
  write.fields.push_back(text_write(field::change_password_on_first_login, "true"));
  EXPECT_EQ(json::parse(create_body(write)), json::parse(R"({"userName":"mira.k@acme.example","firstName":"Mira",
    "lastName":"Kos","roles":["ROLE_AGENT","ROLE_SUPERVISOR"],"password":"s3cret","changePasswordOnFirstLogin":true})"));
}

TEST(GwsConvert, AnUpdateCarriesOnlyTheFieldsAskedAndRolesWhole) {
  core::Write write;
  write.name = "mira.k@acme.example";
  write.fields.push_back(roles_write());
  EXPECT_EQ(json::parse(update_body(write)), json::parse(R"({"roles":["ROLE_AGENT","ROLE_SUPERVISOR"]})"));
}

TEST(GwsConvert, AnUpdateNeverSendsWhatCanOnlyBeCreated) {
  core::Write write;
  write.fields.push_back(text_write(field::enabled, "false"));
  write.fields.push_back(text_write(field::change_password_on_first_login, "true"));
  EXPECT_EQ(json::parse(update_body(write)), json::parse(R"({"enabled":false})"));
}

TEST(GwsConvert, DevicesAndSkillsAreNoPartOfAUser) {
  core::Write write;
  core::FieldWrite devices;
  devices.field = field::devices;
  devices.kind = core::WishKind::set;
  devices.members = {"3001"};
  write.fields.push_back(std::move(devices));
  write.fields.push_back(text_write(field::skills, "x"));
  EXPECT_EQ(update_body(write), "{}");
  EXPECT_EQ(device_body("3001"), R"({"phoneNumber":"3001"})");
}

TEST(GwsConvert, ReadsTheFormsThatAListOfFeaturesMayHave) {
  const auto names = [](const char* text) { return read_features_of(json::parse(text)); };
  EXPECT_TRUE(names(R"({"features":["api-provisioning-read"]})")->contains("api-provisioning-read"));
  EXPECT_TRUE(names(R"({"features":[{"id":"api-provisioning-read"}]})")->contains("api-provisioning-read"));
  EXPECT_TRUE(names(R"({"features":[{"id":"7","name":"api-provisioning-read"}]})")->contains("api-provisioning-read"));
  EXPECT_FALSE(names(R"({"uris":["x"]})"));
  EXPECT_FALSE(names(R"({"features":[{"what":1}]})"));
}

TEST(GwsConvert, AListWithoutAnyInterfaceSaysNothingAboutThem) {
  const auto names = [](const char* text) { return read_features_of(json::parse(text)); };
  EXPECT_FALSE(names(R"({"features":[]})"));
  EXPECT_FALSE(names(R"({"features":["voice",{"id":"7","name":"Provisioning"}]})"));
  EXPECT_TRUE(names(R"({"features":["voice","api-voice"]})"));
}

TEST(GwsConvert, HidesASecretInEveryFormThatAServerMayRepeat) {
  core::Write write;
  core::FieldWrite secret = password_write();
  secret.secret = core::Secret("a\t\"b/\xc3\xa9");
  write.fields.push_back(std::move(secret));
  EXPECT_EQ(without_secrets("plain a\t\"b/\xc3\xa9.", write), "plain ***.");
  EXPECT_EQ(without_secrets("percent a%09%22b%2F%C3%A9.", write), "percent ***.");
  EXPECT_EQ(without_secrets(R"(json {"password":"a\t\"b/\u00e9"}.)", write), R"(json {"password":"***"}.)");
}

TEST(GwsConvert, HidesSecretsThatAServerRepeats) {
  core::Write write;
  write.fields.push_back(password_write());
  EXPECT_EQ(without_secrets("password s3cret is weak: s3cret", write), "password *** is weak: ***");
}

TEST(GwsCatalog, HasItsFieldsWhereTheirNumbersSay) {
  const auto& fields = genesys_gws::catalog().entities[kUser].fields;
  EXPECT_EQ(fields[field::first_name].path, "firstName");
  EXPECT_EQ(fields[field::last_name].path, "lastName");
  EXPECT_EQ(fields[field::email_address].path, "emailAddress");
  EXPECT_EQ(fields[field::enabled].path, "enabled");
  EXPECT_EQ(fields[field::roles].path, "roles");
  EXPECT_EQ(fields[field::password].path, "password");
  EXPECT_EQ(fields[field::change_password_on_first_login].path, "changePasswordOnFirstLogin");
  EXPECT_EQ(fields[field::devices].path, "devices");
  EXPECT_EQ(fields[field::skills].path, "skills");
  EXPECT_EQ(fields.size(), 9u);
}

TEST(Registry, KnowsAllFiveVendors) {
  std::vector<std::string> known;
  for (const auto* catalog : providers::all_catalogs()) {
    known.emplace_back(catalog->provider);
    for (const auto& kind : catalog->kinds) {
      EXPECT_TRUE(catalog->find_entity(kind.entity)) << catalog->provider << " " << kind.name;
    }
  }
  EXPECT_EQ(known, (std::vector<std::string>{"genesys-gws", "ameyo", "webex", "uccx", "cucm-uds"}));
}

TEST(Registry, RefusesProvidersThatAreUnknown) {
  core::SystemSpec spec;
  spec.name = "s";
  spec.provider = "webx";
  EXPECT_EQ(providers::make_provider(spec, {}, {}).error().kind, core::ErrorKind::invalid);
}

TEST(GwsSettings, RefusesWhatIsOutOfRange) {
  core::SystemSpec spec;
  spec.name = "gws";
  spec.provider = "genesys-gws";
  EXPECT_TRUE(providers::check_settings(spec));
  const auto refused = [&](const char* name, core::SettingValue value) {
    auto changed = spec;
    changed.settings[name] = std::move(value);
    return !providers::check_settings(changed);
  };
  EXPECT_TRUE(refused("pageSize", std::int64_t{0}));
  EXPECT_TRUE(refused("pageSize", std::int64_t{10'001}));
  EXPECT_FALSE(refused("pageSize", std::int64_t{100}));
  EXPECT_TRUE(refused("updateVerb", std::string("PATCH")));
  EXPECT_TRUE(refused("basePath", std::string("api/v2")));
  EXPECT_TRUE(refused("basePath", std::string("/api?x=1")));
  EXPECT_FALSE(refused("basePath", std::string("/cloud-web/api/v2/")));
}

TEST(GwsSettings, NeedsCredentialsThatHttpBasicCanSend) {
  core::SystemSpec spec;
  spec.name = "gws";
  spec.provider = "genesys-gws";
  const auto made_with = [&](const char* username, const char* password) {
    kit::Credentials credentials;
    credentials.emplace("username", core::Secret(username));
    credentials.emplace("password", core::Secret(password));
    return providers::make_provider(spec, std::move(credentials), {});
  };
  EXPECT_FALSE(providers::make_provider(spec, {}, {}));
  EXPECT_FALSE(made_with("svc", ""));
  EXPECT_FALSE(made_with("s:vc", "pw"));
}

}  // namespace
}  // namespace muster::genesys_gws
