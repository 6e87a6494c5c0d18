#include "daemon/secret_files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "reconciler/core/secret_name.h"
#include "tests/support/temp_folder.h"

namespace muster::daemon {
namespace {

core::SecretReference file_reference(const std::string& path, const std::string& base = {}) {
  core::SecretReference reference;
  reference.source = core::SecretSource::file;
  reference.argument = path;
  reference.base = base;
  return reference;
}

SecretAccess only(const std::string& folder) { return SecretAccess{{folder}, {}, false}; }

class SecretFiles : public ::testing::Test {
 protected:
  core::Result<core::Secret> read(const std::string& path) {
    return read_secret_file(file_reference(path, allowed_), only(allowed_));
  }
  void expect_refused(const std::string& path, std::string_view why) {
    const auto secret = read(path);
    ASSERT_FALSE(secret) << path;
    EXPECT_EQ(secret.error().kind, core::ErrorKind::invalid);
    EXPECT_NE(secret.error().what.find(why), std::string::npos) << secret.error().what;
    EXPECT_EQ(secret.error().what.find("hunter2"), std::string::npos);
  }

  support::TempFolder folder_;
  std::string allowed_ = (std::filesystem::create_directories(folder_.path() / "manifests"), folder_ / "manifests");
};

TEST_F(SecretFiles, AreReadBelowTheFolderOfTheManifest) {
  folder_.write("manifests/pw/gws", "hunter2");
  EXPECT_EQ(read("pw/gws")->reveal(), "hunter2");
  EXPECT_EQ(read(folder_ / "manifests/pw/gws")->reveal(), "hunter2");
  EXPECT_EQ(read("pw/../pw/./gws")->reveal(), "hunter2");
}

TEST_F(SecretFiles, LoseOneLineEnd) {
  for (const auto& [content, secret] : std::vector<std::pair<std::string, std::string>>{
           {"a\n", "a"}, {"a\r\n", "a"}, {"a\n\n", "a\n"}, {" a ", " a "}, {"a\nb", "a\nb"}}) {
    folder_.write("manifests/pw", content);
    EXPECT_EQ(read("pw")->reveal(), secret);
  }
}

TEST_F(SecretFiles, AreRefusedOutsideOfTheFolder) {
  folder_.write("elsewhere", "hunter2");
  folder_.write("manifests-of-others/pw", "hunter2");
  expect_refused("../elsewhere", "not below a folder");
  expect_refused(folder_ / "elsewhere", "not below a folder");
  expect_refused("../manifests-of-others/pw", "not below a folder");
  expect_refused("/etc/hostname", "not below a folder");
}

TEST_F(SecretFiles, AreRefusedWhenALinkLeadsOut) {
  folder_.write("elsewhere/pw", "hunter2");
  std::filesystem::create_symlink(folder_ / "elsewhere/pw", folder_ / "manifests/link");
  std::filesystem::create_directory_symlink(folder_ / "elsewhere", folder_ / "manifests/folder");
  expect_refused("link", "not below a folder");
  expect_refused("folder/pw", "not below a folder");
}

TEST_F(SecretFiles, AreReadThroughALinkThatStaysInside) {
  folder_.write("manifests/real", "hunter2");
  std::filesystem::create_symlink("real", folder_ / "manifests/link");
  EXPECT_EQ(read("link")->reveal(), "hunter2");
}

TEST_F(SecretFiles, AreReadFromEveryAllowedFolderEvenOneReachedByALink) {
  folder_.write("secrets/pw", "hunter2");
  std::filesystem::create_directory_symlink(folder_ / "secrets", folder_ / "alias");
  const auto reference = file_reference(folder_ / "secrets/pw");
  EXPECT_TRUE(read_secret_file(reference, SecretAccess{{allowed_, folder_ / "alias"}, {}, false}));
  EXPECT_FALSE(read_secret_file(reference, SecretAccess{{allowed_, folder_ / "missing"}, {}, false}));
  EXPECT_FALSE(read_secret_file(reference, SecretAccess()));
}

TEST_F(SecretFiles, AreRefusedWhenTheyAreNotRegularAndNothingBlocks) {
  std::filesystem::create_directories(folder_ / "manifests/folder");
  ASSERT_EQ(::mkfifo((folder_ / "manifests/pipe").c_str(), 0600), 0);
  expect_refused("folder", "not a regular file");
  expect_refused("pipe", "not a regular file");
  expect_refused(".", "not below a folder");
}

TEST_F(SecretFiles, AreRefusedWhenMissingEmptyOrLarge) {
  expect_refused("missing", "no such file");
  folder_.write("manifests/pw", "\n");
  expect_refused("pw", "is empty");
  folder_.write("manifests/pw", std::string(64 * 1024, 'x'));
  EXPECT_TRUE(read("pw"));
  folder_.write("manifests/pw", std::string(64 * 1024 + 1, 'x'));
  expect_refused("pw", "larger than 64 KiB");
}

TEST_F(SecretFiles, CountFromTheSecretsFolderWhereThereIsOne) {
  folder_.write("manifests/pw", "of the manifests");
  folder_.write("secrets/pw", "of the secrets");
  const auto reference = file_reference("pw", allowed_);
  const SecretAccess access{{folder_ / "secrets"}, folder_ / "secrets", false};
  EXPECT_EQ(read_secret_file(reference, access)->reveal(), "of the secrets");
}

TEST_F(SecretFiles, OfAPersonStayInTheFolderOfAllEvenThroughLinks) {
  folder_.write("manifests/root", "hunter2");
  folder_.write("manifests/uds/bo", "of bo");
  std::filesystem::create_symlink("bo", folder_ / "manifests/uds/alias");
  std::filesystem::create_symlink("../root", folder_ / "manifests/uds/mira");
  std::filesystem::create_symlink("..", folder_ / "manifests/uds/up");
  const auto of = [&](std::string_view name) {
    const auto reference = core::expand_name(file_reference("uds/{name}", allowed_), name).value();
    const auto secret = read_secret_file(reference, only(allowed_));
    return secret ? secret->reveal() : secret.error().what;
  };
  EXPECT_EQ(of("bo"), "of bo");
  EXPECT_EQ(of("alias"), "of bo");
  EXPECT_NE(of("mira").find("a link leads out of the folder"), std::string::npos) << of("mira");
  EXPECT_NE(of("up").find("not below a folder"), std::string::npos) << of("up");
  for (const std::string& name : {std::string("../root"), std::string(".."), std::string("/etc/hostname"),
                                  std::string("%2e%2e"), std::string("bo\0", 3), std::string(200, 'x')}) {
    EXPECT_NE(of(name).find("there is no such file"), std::string::npos) << of(name);
  }
}

TEST_F(SecretFiles, OfSystemdAreReadByNameAlone) {
  folder_.write("credentials/gws", "hunter2\n");
  folder_.write("outside", "hunter2");
  std::filesystem::create_symlink("../outside", folder_ / "credentials/link");
  std::filesystem::create_directory(folder_ / "credentials/folder");
  const auto of = [&](const std::string& name, const std::string& folder) {
    core::SecretReference reference;
    reference.source = core::SecretSource::credential;
    reference.argument = name;
    const auto secret = read_credential(reference, folder);
    return secret ? secret->reveal() : secret.error().what;
  };
  const auto folder = folder_ / "credentials";
  EXPECT_EQ(of("gws", folder), "hunter2");
  for (const std::string& name : {std::string("../outside"), std::string("a/b"), std::string(".."), std::string(""),
                                  std::string("a\0b", 3), std::string(256, 'a')}) {
    EXPECT_NE(of(name, folder).find("a name without '/'"), std::string::npos) << name;
  }
  EXPECT_NE(of("missing", folder).find("there is no such credential"), std::string::npos);
  EXPECT_NE(of("link", folder).find("cannot be opened"), std::string::npos);
  EXPECT_NE(of("folder", folder).find("not a regular file"), std::string::npos);
  EXPECT_NE(of("gws", "").find("CREDENTIALS_DIRECTORY is not set"), std::string::npos);
}

}  // namespace
}  // namespace muster::daemon
