#include "daemon/file_leases.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <filesystem>

#include "tests/support/run_task.h"
#include "tests/support/temp_folder.h"

namespace muster::daemon {
namespace {

engine::Task<core::Result<std::int64_t>> count_up(std::int64_t* counter) { co_return ++*counter; }
engine::Task<core::Result<std::int64_t>> refuse() {
  co_return std::unexpected(core::Error(core::ErrorKind::unavailable, "the disk is full"));
}

class FileLeasesTest : public ::testing::Test {
 protected:
  FileLeases leases() {
    return FileLeases(folder_ / "leases", [this](std::string) { return count_up(&counter_); });
  }
  core::Result<std::shared_ptr<engine::Lease>> take(const std::string& system, const std::string& holder) {
    auto mine = leases();
    return support::run_task(context_, mine.take(system, holder));
  }
  std::optional<std::string> holder(const std::string& system) {
    FileLeases asking(folder_ / "leases");
    return support::run_task(context_, asking.holder(system));
  }

  // A process that takes the lease, says so, and holds it until it is killed.
  ::pid_t hold_in_another_process(const std::string& system, const std::string& holder) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    const ::pid_t child = ::fork();
    if (child == 0) {
      const auto lease = take(system, holder);
      const char answer = lease ? 'y' : 'n';
      (void)!::write(ends[1], &answer, 1);
      for (;;) ::pause();
    }
    ::close(ends[1]);
    char answer = 'n';
    EXPECT_EQ(::read(ends[0], &answer, 1), 1);
    EXPECT_EQ(answer, 'y');
    ::close(ends[0]);
    return child;
  }
  static void kill_and_wait(::pid_t child) {
    ASSERT_EQ(::kill(child, SIGKILL), 0);
    ASSERT_EQ(::waitpid(child, nullptr, 0), child);
  }

  support::TempFolder folder_;
  boost::asio::io_context context_;
  std::int64_t counter_ = 0;
};

TEST_F(FileLeasesTest, LetsOneHolderAtATimeWriteAndNamesIt) {
  auto first = take("gws", "musterd (pid 7, socket /run/musterd.sock)");
  ASSERT_TRUE(first);
  EXPECT_TRUE((*first)->is_held());
  const auto second = take("gws", "muster (pid 8)");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, core::ErrorKind::conflict);
  EXPECT_EQ(second.error().what,
            "taking the lease of gws: musterd (pid 7, socket /run/musterd.sock) writes to it at this moment");
  EXPECT_TRUE(take("other", "muster (pid 8)"));
  first->reset();
  EXPECT_TRUE(take("gws", "muster (pid 8)"));
}

TEST_F(FileLeasesTest, TellsTheHolderWithoutDisturbingAnybody) {
  EXPECT_EQ(holder("gws"), std::nullopt);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "leases"));
  auto lease = take("gws", "musterd");
  ASSERT_TRUE(lease);
  EXPECT_EQ(holder("gws"), "musterd");
  EXPECT_EQ(holder("other"), std::nullopt);
  lease->reset();
  EXPECT_EQ(holder("gws"), std::nullopt);
}

TEST_F(FileLeasesTest, GivesEachHolderALargerFence) {
  std::int64_t last = 0;
  for (int i = 0; i < 3; ++i) {
    const auto lease = take("gws", "somebody");
    ASSERT_TRUE(lease);
    EXPECT_GT((*lease)->fence(), last);
    last = (*lease)->fence();
  }
}

TEST_F(FileLeasesTest, IsReleasedByTheDeathOfItsHolder) {
  const ::pid_t child = hold_in_another_process("gws", "the other process");
  const auto refused = take("gws", "me");
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().what.find("the other process"), std::string::npos);
  EXPECT_EQ(holder("gws"), "the other process");
  kill_and_wait(child);
  EXPECT_EQ(holder("gws"), std::nullopt);
  EXPECT_TRUE(take("gws", "me"));
}

TEST_F(FileLeasesTest, IsNotInheritedByCommandsThatItsHolderStarts) {
  auto lease = take("gws", "me");
  ASSERT_TRUE(lease);
  const ::pid_t child = ::fork();
  if (child == 0) {
    ::execlp("sleep", "sleep", "1000", nullptr);
    ::_exit(127);
  }
  // The command runs once its arguments are those of sleep.
  const std::string link = "/proc/" + std::to_string(child) + "/exe";
  std::error_code ignored;
  while (std::filesystem::read_symlink(link, ignored) == std::filesystem::read_symlink("/proc/self/exe")) {
  }
  lease->reset();
  EXPECT_TRUE(take("gws", "somebody else"));
  kill_and_wait(child);
}

TEST_F(FileLeasesTest, IsLostWhenItsFileIsRemoved) {
  const auto lease = take("gws", "me");
  ASSERT_TRUE(lease);
  std::filesystem::remove_all(folder_ / "leases");
  EXPECT_FALSE((*lease)->is_held());
  const auto next = take("gws", "somebody else");
  ASSERT_TRUE(next);
  EXPECT_TRUE((*next)->is_held());
  EXPECT_FALSE((*lease)->is_held());
}

TEST_F(FileLeasesTest, KeepsItsFilesPrivate) {
  const auto lease = take("../../etc/passwd", "me");
  ASSERT_TRUE(lease);
  struct stat found{};
  ASSERT_EQ(::stat((folder_ / "leases").c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777, 0700u);
  int files = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder_ / "leases")) {
    ASSERT_EQ(::stat(file.path().c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777, 0600u);
    ++files;
  }
  EXPECT_EQ(files, 1);
}

TEST_F(FileLeasesTest, HoldsNothingWhenTheHolderCannotBeNumbered) {
  FileLeases broken(folder_ / "leases", [](std::string) { return refuse(); });
  const auto lease = support::run_task(context_, broken.take("gws", "me"));
  ASSERT_FALSE(lease);
  EXPECT_EQ(lease.error().kind, core::ErrorKind::unavailable);
  EXPECT_EQ(lease.error().what, "taking the lease of gws: the disk is full");
  EXPECT_EQ(holder("gws"), std::nullopt);
}

TEST_F(FileLeasesTest, SaysThatItsFolderCannotBeMade) {
  folder_.write("leases", "a file");
  const auto lease = take("gws", "me");
  ASSERT_FALSE(lease);
  EXPECT_EQ(lease.error().kind, core::ErrorKind::unavailable);
  EXPECT_NE(lease.error().what.find("leases"), std::string::npos);
}

}  // namespace
}  // namespace muster::daemon
