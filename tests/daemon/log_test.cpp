#include "daemon/log.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sstream>

#include "tests/support/temp_folder.h"
#include "tests/support/virtual_clock.h"

namespace muster::daemon {
namespace {

class LogTest : public ::testing::Test {
 protected:
  tests::VirtualClock clock_;
  std::ostringstream written_;
  Log log_{clock_, LogSettings(), LineStyle{LogFormat::logfmt, false, false},
           std::make_shared<spdlog::sinks::ostream_sink_st>(written_)};
};

TEST_F(LogTest, WritesOneLineAnEvent) {
  log_.note(Severity::info, "started", {{"version", "1"}});
  log_.note(Severity::error, "stopped", {{"sentence", "%v {} %n"}});
  EXPECT_EQ(written_.str(), "level=info event=started version=1\nlevel=error event=stopped sentence=\"%v {} %n\"\n");
}

TEST_F(LogTest, LeavesOutWhatIsBelowItsLevelUntilThatChanges) {
  log_.note(Severity::debug, "page_read", {});
  EXPECT_EQ(written_.str(), "");
  LogSettings settings;
  settings.least = Severity::debug;
  log_.change(settings);
  log_.note(Severity::debug, "page_read", {});
  EXPECT_EQ(written_.str(), "level=debug event=page_read\n");
}

TEST_F(LogTest, WritesTheHeadsOfTheAuditChains) {
  log_.audit_heads({{"gws-emea", 17, "abcd"}});
  EXPECT_EQ(written_.str(), "level=info event=audit_head system=gws-emea number=17 hash=abcd\n");
}

TEST(Journal, IsKnownByDeviceAndInodeOfTheDescriptor) {
  const support::TempFolder folder;
  const int file = ::open(folder.write("stream", "").c_str(), O_RDONLY | O_CLOEXEC);
  struct stat found{};
  ASSERT_EQ(::fstat(file, &found), 0);
  const std::string stream = std::to_string(found.st_dev) + ":" + std::to_string(found.st_ino);
  EXPECT_TRUE(is_journal(stream.c_str(), file));
  EXPECT_FALSE(is_journal((stream + "1").c_str(), file));
  EXPECT_FALSE(is_journal("", file));
  EXPECT_FALSE(is_journal(nullptr, file));
  ::close(file);
}

}  // namespace
}  // namespace muster::daemon
