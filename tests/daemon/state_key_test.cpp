#include "daemon/state_key.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>
#include <set>

#include "tests/support/temp_folder.h"

namespace muster::daemon {
namespace {

using core::ErrorKind;
using support::TempFolder;

std::string content_of(const std::string& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(StateKey, IsGeneratedForItsOwnerAloneAndStaysTheSame) {
  const TempFolder folder;
  const std::string file = folder / "state/key";
  const auto first = load_state_key(file);
  ASSERT_TRUE(first) << first.error().what;
  EXPECT_EQ(first->reveal().size(), 32u);
  EXPECT_EQ(content_of(file).size(), 65u);
  struct stat found{};
  ASSERT_EQ(::stat(file.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777, 0600u);
  ASSERT_EQ(::stat((folder / "state").c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777, 0700u);
  const auto second = load_state_key(file);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->reveal(), first->reveal());
}

TEST(StateKey, DiffersFromInstallationToInstallation) {
  const TempFolder folder;
  EXPECT_NE(load_state_key(folder / "a")->reveal(), load_state_key(folder / "b")->reveal());
}

TEST(StateKey, IsTheSameForAllWhoGenerateItAtOnceAndLeavesNothingBeside) {
  const TempFolder folder;
  std::vector<std::future<std::string>> keys;
  for (int i = 0; i < 8; ++i) {
    keys.push_back(std::async(std::launch::async, [&] { return load_state_key(folder / "key")->reveal(); }));
  }
  std::set<std::string> different;
  for (auto& key : keys) different.insert(key.get());
  EXPECT_EQ(different.size(), 1u);
  const auto files = std::filesystem::directory_iterator(folder.path());
  EXPECT_EQ(std::distance(begin(files), end(files)), 1);
}

TEST(StateKey, IsRefusedWhenOthersMayReadIt) {
  const TempFolder folder;
  const std::string file = folder / "key";
  ASSERT_TRUE(load_state_key(file));
  ::chmod(file.c_str(), 0640);
  const auto key = load_state_key(file);
  ASSERT_FALSE(key);
  EXPECT_EQ(key.error().kind, ErrorKind::invalid);
  EXPECT_EQ(key.error().what,
            "reading the state key " + file + ": other users may read or write it; run chmod 600 on it");
}

TEST(StateKey, IsRefusedWhenItIsSomethingElse) {
  const TempFolder folder;
  const std::string digits(64, 'a');
  for (const std::string& content : {std::string(), std::string("short"), digits + "\n\n", digits + "a",
                                     std::string(63, 'a') + "g", std::string(63, 'a') + "\n"}) {
    const std::string file = folder.write("key", content);
    ::chmod(file.c_str(), 0600);
    const auto key = load_state_key(file);
    ASSERT_FALSE(key) << content;
    EXPECT_EQ(key.error().what.find(digits.substr(0, 20)), std::string::npos);
    EXPECT_EQ(content_of(file), content);  // never overwritten
  }
}

TEST(StateKey, IsRefusedWhenItIsAFolder) {
  const TempFolder folder;
  EXPECT_EQ(load_state_key(folder.path().string()).error().kind, ErrorKind::invalid);
}

TEST(KeyedHash, DependsOnKeyPurposeAndText) {
  const core::Secret key(std::string(32, 'k'));
  const std::string hash = keyed_hash(key, "secret", "hunter2");
  EXPECT_EQ(hash.size(), 64u);
  EXPECT_EQ(keyed_hash(key, "secret", "hunter2"), hash);
  EXPECT_NE(keyed_hash(key, "secret", "hunter3"), hash);
  EXPECT_NE(keyed_hash(key, "plan", "hunter2"), hash);
  EXPECT_NE(keyed_hash(core::Secret(std::string(32, 'l')), "secret", "hunter2"), hash);
}

TEST(KeyedHash, DoesNotMixPurposeAndText) {
  const core::Secret key(std::string(32, 'k'));
  EXPECT_NE(keyed_hash(key, "ab", "c"), keyed_hash(key, "a", "bc"));
  EXPECT_NE(keyed_hash(key, "a", ""), keyed_hash(key, "", "a"));
}

// Computed with: printf '\0what do ya want for nothing?' | openssl dgst -sha256 -hmac Jefe
TEST(KeyedHash, IsHmacSha256OfPurposeNulText) {
  const core::Secret key("Jefe");
  EXPECT_EQ(keyed_hash(key, "", "what do ya want for nothing?"),
            "6882ec3e66248227aedbf4c2f567b563b5668a12dc6c5560333e28bfa72d3672");
}

}  // namespace
}  // namespace muster::daemon
