#include "reconciler/manifest/schema.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "providers/registry.h"
#include "tests/support/gadget_catalog.h"
#include "tests/support/golden.h"
#include "tests/support/toy_catalog.h"

namespace muster::manifest {
namespace {

using support::gadget_catalogs;

using nlohmann::json;

TEST(Schema, FilesAreWhatTheTablesSay) {
  std::set<std::string> generated;
  for (const auto& file : generate_schemas(providers::all_catalogs())) {
    EXPECT_TRUE(support::matches_golden(file.text, "../schemas/" + file.file));
    generated.insert(file.file);
  }
  const auto folder = std::filesystem::path(MUSTER_SOURCE_DIR) / "schemas";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const auto name = entry.path().filename().string();
    const auto of_a_provider = [&](const core::Catalog* each) {
      return name.starts_with(std::string(each->provider) + ".");
    };
    const bool of_a_kind = name == "muster.schema.json" || name == "muster.Override.schema.json" ||
                           std::ranges::any_of(providers::all_catalogs(), of_a_provider);
    EXPECT_TRUE(!of_a_kind || generated.contains(name)) << name << " is not generated any more";
  }
}

json schema_of(const std::string& file, core::Catalogs catalogs = support::toy_catalogs()) {
  for (const auto& each : generate_schemas(catalogs)) {
    if (each.file == file) return json::parse(each.text);
  }
  return nullptr;
}

TEST(Schema, IsThereForEveryKindOfEveryProvider) {
  std::vector<std::string> files;
  for (const auto& each : generate_schemas(support::toy_catalogs())) files.push_back(each.file);
  EXPECT_EQ(files,
            (std::vector<std::string>{"muster.Override.schema.json", "muster.schema.json",
                                      "toy-other.System.schema.json", "toy.RoleAssignment.schema.json",
                                      "toy.System.schema.json", "toy.Team.schema.json", "toy.User.schema.json"}));
}

TEST(Schema, AllowsExactlyTheFieldsThatManifestsMaySet) {
  const auto spec = schema_of("toy.User.schema.json")["properties"]["spec"];
  EXPECT_EQ(spec["additionalProperties"], false);
  EXPECT_TRUE(spec["properties"].contains("roles"));
  EXPECT_TRUE(spec["properties"].contains("changePasswordOnFirstLogin"));
  EXPECT_FALSE(spec["properties"].contains("skills"));
  EXPECT_EQ(schema_of("toy.RoleAssignment.schema.json")["properties"]["spec"]["properties"].size(), 1U);
}

TEST(Schema, AllowsNoLiteralSecret) {
  const auto password = schema_of("toy.User.schema.json")["properties"]["spec"]["properties"]["password"];
  EXPECT_EQ(password["type"], "object");
  EXPECT_EQ(password["additionalProperties"], false);
  EXPECT_EQ(password["maxProperties"], 1);
}

TEST(Schema, ChoosesByKind) {
  const auto any = schema_of("muster.schema.json");
  EXPECT_EQ(any["properties"]["kind"]["enum"], (json{"System", "User", "RoleAssignment", "Team", "Override"}));
  EXPECT_EQ(any["allOf"].size(), 5U);
  for (const auto& choice : any["allOf"]) {
    for (const auto& target : choice["then"]["anyOf"]) {
      const auto file = target["$ref"].get<std::string>();
      EXPECT_FALSE(schema_of(file).is_null()) << file;
    }
  }
}

TEST(Schema, AllowsADateOnlyOnMembersThatCanBeTakenOut) {
  const auto has_date = [](const json& members) {
    return members["items"]["anyOf"][1]["properties"].contains("validUntil");
  };
  const auto user = schema_of("toy.User.schema.json")["properties"]["spec"]["properties"];
  EXPECT_TRUE(has_date(user["roles"]["anyOf"][0]));
  EXPECT_TRUE(has_date(user["roles"]["anyOf"][1]["properties"]["include"]));
  EXPECT_FALSE(has_date(user["roles"]["anyOf"][1]["properties"]["exclude"]));
  EXPECT_FALSE(has_date(user["devices"]["anyOf"][0]));
}

TEST(Schema, AnOverrideIsTheSameForEveryVendor) {
  const auto spec = schema_of("muster.Override.schema.json")["properties"]["spec"];
  EXPECT_EQ(spec["required"], (json{"guard", "system", "expires", "reason"}));
  EXPECT_EQ(spec["properties"]["kind"]["enum"], (json{"User", "RoleAssignment", "Team"}));
  EXPECT_EQ(spec["dependentRequired"]["objects"], json::array({"kind"}));
}

json gadget_spec() {
  return schema_of("gadgets.UdsSettings.schema.json", gadget_catalogs())["properties"]["spec"]["properties"];
}

TEST(Schema, HasMapsOfFieldsThatAreClosed) {
  const auto profile = gadget_spec()["profile"];
  EXPECT_EQ(profile["additionalProperties"], false);
  EXPECT_EQ(profile["properties"]["alert"]["properties"]["volume"]["type"], "integer");
  EXPECT_FALSE(gadget_spec().contains("profile.note"));
}

TEST(Schema, HasListsOfPartsWithTheirKey) {
  const auto gadget = gadget_spec()["gadgets"]["items"];
  EXPECT_EQ(gadget["required"], json::array({"id"}));
  EXPECT_EQ(gadget["additionalProperties"], false);
  EXPECT_EQ(gadget["properties"]["lines"]["items"]["required"], json::array({"number"}));
  EXPECT_FALSE(gadget["properties"].contains("contacts"));
}

TEST(Schema, HasRecordsWithTheirKeyAloneInExclude) {
  const auto dials = gadget_spec()["dials"]["anyOf"];
  EXPECT_EQ(dials[0]["items"]["properties"].size(), 5U);
  EXPECT_EQ(dials[1]["properties"]["include"]["items"]["required"], json::array({"slot"}));
  EXPECT_EQ(dials[1]["properties"]["exclude"]["items"]["properties"].size(), 1U);
}

TEST(Schema, HasExactlyOneWhereOneIsNeeded) {
  const auto role = gadget_spec()["role"];
  EXPECT_EQ(role["type"], "array");
  EXPECT_EQ(role["minItems"], 1);
  EXPECT_EQ(role["maxItems"], 1);
}

TEST(Schema, HasNoPartsInDefaults) {
  const auto system = schema_of("gadgets.System.schema.json", gadget_catalogs())["properties"]["spec"];
  const auto defaults = system["properties"]["defaults"]["properties"]["UdsSettings"]["properties"];
  EXPECT_TRUE(defaults.contains("profile"));
  EXPECT_FALSE(defaults.contains("gadgets"));
}

TEST(Schema, WantsTheNameInTheCredentialsOfASystemWhereEachUserSignsIn) {
  const auto system = schema_of("cucm-uds.System.schema.json", providers::all_catalogs())["properties"]["spec"];
  const auto credentials = system["properties"]["credentials"]["properties"];
  EXPECT_EQ(credentials["username"]["const"], "{name}");
  EXPECT_EQ(credentials["password"]["required"], json::array({"file"}));
}

}  // namespace
}  // namespace muster::manifest
