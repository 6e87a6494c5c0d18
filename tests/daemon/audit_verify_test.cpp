#include "daemon/audit_verify.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "daemon/audit_checkpoint.h"
#include "daemon/sqlite_schema.h"
#include "tests/support/journal_samples.h"
#include "tests/support/temp_folder.h"

namespace muster::daemon {
namespace {

class AuditVerifyTest : public ::testing::Test {
 protected:
  AuditVerifyTest() : database_(SqliteDatabase::open(":memory:").value()) {
    EXPECT_TRUE(migrate(database_));
    for (int i = 1; i <= 4; ++i) append("gws", "record " + std::to_string(i));
    append("uccx", "alone");
  }

  void append(const std::string& system, const std::string& sentence) {
    const core::AuditRecord record = support::sample_audit(system, sentence);
    EXPECT_TRUE(append_audit(database_, std::span(&record, 1)));
  }
  std::vector<AuditHead> heads() { return read_audit_heads(database_).value(); }
  void change(const std::string& sql) { ASSERT_TRUE(database_.execute(sql)) << sql; }

  // What is wrong with the trail of gws; uccx must be fine.
  std::string fault(const std::vector<AuditHead>& checkpoint) {
    AuditVerification verification(heads(), checkpoint);
    EXPECT_TRUE(visit_audit(database_, [&](const AuditRow& row) { verification.add(row); }));
    std::string found;
    for (const auto& verdict : std::move(verification).finish()) {
      if (verdict.system == "gws") found = verdict.fault;
      if (verdict.system == "gws") continue;
      EXPECT_EQ(verdict.fault, "") << verdict.system;
    }
    return found;
  }

  support::TempFolder folder_;
  SqliteDatabase database_;
};

TEST_F(AuditVerifyTest, FindsAnUntouchedTrailUnbroken) {
  const auto checkpoint = heads();
  EXPECT_EQ(fault(checkpoint), "");
  EXPECT_EQ(fault({}), "");
  append("gws", "later than the checkpoint");
  EXPECT_EQ(fault(checkpoint), "");
}

TEST_F(AuditVerifyTest, FindsEveryKindOfChange) {
  const auto checkpoint = heads();
  const struct {
    const char* sql;
    const char* fault;
  } kCases[] = {
      {"UPDATE audit SET line=replace(line,'record 2','record X') WHERE system='gws' AND number=2",
       "record 2 was changed"},
      {"UPDATE audit SET hash='00' WHERE system='gws' AND number=2", "record 2 was changed"},
      {"UPDATE audit SET previous='00' WHERE system='gws' AND number=2", "record 2 does not follow the one before it"},
      {"DELETE FROM audit WHERE system='gws' AND number=2", "record 2 is missing"},
      {"DELETE FROM audit WHERE system='gws' AND number=1", "record 1 is missing"},
      {"DELETE FROM audit WHERE system='gws' AND number=4", "the tail was cut: records up to 4 were written"},
      {"DELETE FROM audit WHERE system='gws'", "the tail was cut: records up to 4 were written"},
      {"UPDATE audit_head SET hash='00' WHERE system='gws'",
       "the end of the trail is another one than the store remembers"},
      {"DELETE FROM audit_head WHERE system='gws'", "the end of the trail is another one than the store remembers"},
  };
  for (const auto& [sql, expected] : kCases) {
    change("SAVEPOINT untouched");
    change(sql);
    EXPECT_EQ(fault(checkpoint), expected) << sql;
    change("ROLLBACK TO untouched");
  }
}

// Somebody who cuts the store itself cannot cut the checkpoint too by restoring an older store.
TEST_F(AuditVerifyTest, FindsAStoreThatIsBehindTheCheckpoint) {
  const auto older = heads();
  append("gws", "record 5");
  const auto checkpoint = heads();
  change("DELETE FROM audit WHERE system='gws' AND number=5");
  change("UPDATE audit_head SET number=4, hash='" + older.front().hash + "' WHERE system='gws'");
  EXPECT_EQ(fault(older), "");
  EXPECT_EQ(fault(checkpoint), "the tail was cut: records up to 5 were written");
}

TEST_F(AuditVerifyTest, FindsATrailThatWasWrittenAnew) {
  const auto checkpoint = heads();
  change("DELETE FROM audit; DELETE FROM audit_head");
  for (int i = 1; i <= 5; ++i) append("gws", "invented " + std::to_string(i));
  append("uccx", "alone");
  EXPECT_EQ(fault({}), "");
  EXPECT_EQ(fault(checkpoint), "record 4 is another one than the checkpoint remembers");
}

TEST_F(AuditVerifyTest, FindsALineThatBelongsElsewhere) {
  const core::AuditRecord record = support::sample_audit("uccx", "of another system");
  const std::string line = core::audit_line(record, 5);
  const AuditHead last = heads().front();
  auto insert = database_.prepare("INSERT INTO audit(system,number,line,hash,previous) VALUES('gws',5,?,?,?)");
  const std::string hash = core::chain_hash(last.hash, line);
  ASSERT_TRUE(insert->bind(1, line).bind(2, hash).bind(3, last.hash).run());
  EXPECT_EQ(fault({}), "record 5 belongs elsewhere");
}

TEST_F(AuditVerifyTest, KeepsTheCheckpointInAPrivateFileThatIsReplacedWhole) {
  const std::string file = checkpoint_file(folder_ / "state.db");
  EXPECT_EQ(file, folder_ / "audit.heads");
  EXPECT_EQ(read_checkpoint(file).value(), std::nullopt);
  ASSERT_TRUE(write_checkpoint(file, {}));
  ASSERT_TRUE(write_checkpoint(file, heads()));
  EXPECT_EQ(read_checkpoint(file).value(), heads());
  struct stat found{};
  ASSERT_EQ(::stat(file.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777, 0600u);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_.path()), {}), 1) << "something was left behind";
}

TEST_F(AuditVerifyTest, RefusesACheckpointThatIsDamaged) {
  for (const char* text : {"", "{}", "[]", "{\"heads\":[1]}", "{\"heads\":[{\"system\":\"gws\"}]}"}) {
    const std::string file = folder_.write("audit.heads", text);
    EXPECT_EQ(read_checkpoint(file).error().what,
              "reading the audit checkpoint " + file + ": it is damaged; restore it from a backup");
  }
}

TEST_F(AuditVerifyTest, SaysThatTheCheckpointCannotBeWritten) {
  const auto written = write_checkpoint(folder_ / "missing/audit.heads", heads());
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, core::ErrorKind::unavailable);
}

}  // namespace
}  // namespace muster::daemon
