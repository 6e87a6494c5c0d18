#include "reconciler/core/secret_name.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <random>

namespace muster::core {
namespace {

SecretReference file(std::string path) {
  SecretReference reference;
  reference.argument = std::move(path);
  reference.base = "/etc/muster";
  return reference;
}

std::string expanded(std::string path, std::string_view name) {
  const auto reference = expand_name(file(std::move(path)), name);
  return reference ? reference->argument : "refused: " + reference.error().what;
}

TEST(SecretName, GoesIntoAUsernameAsItIs) {
  EXPECT_EQ(expand_name("acme\\{name}@{name}", "mira.kos"), "acme\\mira.kos@mira.kos");
  EXPECT_EQ(expand_name("{name}", "{name}"), "{name}");
  EXPECT_EQ(expand_name("svc", "mira"), "svc");
}

TEST(SecretName, IsOneSegmentOfAPathWhateverItsBytes) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"mira.kos", "uds/mira.kos"},
      {"mira@acme.example", "uds/mira%40acme.example"},
      {"../../etc/passwd", "uds/..%2F..%2Fetc%2Fpasswd"},
      {"a/b", "uds/a%2Fb"},
      {"/etc/passwd", "uds/%2Fetc%2Fpasswd"},
      {"%2e%2e", "uds/%252e%252e"},
      {"..", "uds/%2E%2E"},
      {".", "uds/%2E"},
      {"...", "uds/%2E%2E%2E"},
      {std::string("a\0b", 3), "uds/a%00b"},
      {"a b\n", "uds/a%20b%0A"},
      {"zo\xC3\xAB", "uds/zo%C3%AB"},
      {"{name}", "uds/%7Bname%7D"},
      {"a\\b", "uds/a%5Cb"},
  };
  for (const auto& [name, path] : cases) EXPECT_EQ(expanded("uds/{name}", name), path);
}

TEST(SecretName, RandomNamesNeverLeaveTheFolder) {
  static constexpr std::array<std::string_view, 8> kPieces = {"..", "/", ".", "%2f", "a", "\\", "{name}", "~"};
  std::mt19937 random(7);
  for (int i = 0; i < 3000; ++i) {
    std::string name;
    for (auto count = 1 + random() % 6; count > 0; --count) name += kPieces[random() % kPieces.size()];
    const std::filesystem::path path = expanded("uds/{name}", name);
    EXPECT_EQ(path.lexically_normal(), path) << name;
    EXPECT_EQ(path.parent_path(), "uds") << name;
  }
}

TEST(SecretName, TellsDifferentNamesApart) {
  EXPECT_NE(expanded("{name}", "a/b"), expanded("{name}", "a%2Fb"));
  EXPECT_NE(expanded("{name}", "."), expanded("{name}", "%2E"));
}

TEST(SecretName, IsRefusedWhenEmptyOrTooLong) {
  EXPECT_EQ(expanded("uds/{name}", ""),
            "refused: finding the secret file:uds/{name}: the name is empty; give the "
            "object a name");
  EXPECT_EQ(expanded("{name}", std::string(255, 'a')), std::string(255, 'a'));
  EXPECT_EQ(expanded("{name}", std::string(256, 'a')),
            "refused: finding the secret file:{name}: the name is longer than a file name can be");
  EXPECT_TRUE(expanded("{name}", std::string(100, '/')).starts_with("refused")) << "encoded it is longer";
  EXPECT_TRUE(expanded("{name}.pw", std::string(253, 'a')).starts_with("refused"));
}

TEST(SecretName, BindsTheFileToTheFolderBeforeIt) {
  EXPECT_EQ(expand_name(file("uds/{name}"), "mira")->inside, "uds");
  EXPECT_EQ(expand_name(file("{name}/pin"), "mira")->inside, ".");
  EXPECT_EQ(expand_name(file("a/b-{name}/{name}"), "mira")->inside, "a");
  EXPECT_EQ(expand_name(file("/secrets/{name}"), "mira")->inside, "/secrets");
  EXPECT_EQ(expand_name(file("/{name}"), "mira")->inside, "/");
}

TEST(SecretName, LeavesOtherReferencesAlone) {
  EXPECT_EQ(expand_name(file("uds/all"), "mira").value(), file("uds/all"));
  SecretReference variable;
  variable.source = SecretSource::env;
  variable.argument = "{name}";
  EXPECT_EQ(expand_name(variable, "mira").value(), variable);
}

TEST(SecretName, SurvivesTheTextOfAReference) {
  const auto reference = expand_name(file("uds/{name}"), "a?in=b").value();
  EXPECT_EQ(parse_secret_reference(to_text(reference)), reference);
  EXPECT_EQ(as_stated(to_text(reference)), "file:uds/a%253Fin%253Db");
}

}  // namespace
}  // namespace muster::core
