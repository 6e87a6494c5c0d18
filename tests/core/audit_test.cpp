#include "reconciler/core/audit.h"

#include <gtest/gtest.h>

#include "reconciler/core/digest.h"
#include "tests/support/journal_samples.h"

namespace muster::core {
namespace {

AuditRecord sample() {
  AuditRecord record = support::sample_audit("gws", "HTTP 200");
  record.entity = EntityKey("gws", "user", "mira.kos");
  record.name = "Mira.Kos";
  record.action = "update";
  record.outcome = "verified";
  record.commit = "tree:0123456789ab";
  record.plan_id = "plan";
  record.request_id = "request";
  FieldDifference enabled;
  enabled.path = "enabled";
  enabled.before = "false";
  enabled.after = "true";
  FieldDifference roles;
  roles.path = "roles";
  roles.is_set = true;
  roles.added = {"ROLE_A"};
  record.fields = {enabled, roles};
  return record;
}

TEST(Audit, WritesOneCanonicalLine) {
  EXPECT_EQ(audit_line(sample(), 7),
            R"({"number":7,"at":1000000,"system":"gws","event":"write","key_system":"gws","entity":"user",)"
            R"("key":"mira.kos","name":"Mira.Kos","action":"update","outcome":"verified","sentence":"HTTP 200",)"
            R"("commit":"tree:0123456789ab","plan_id":"plan","request_id":"request","fields":[)"
            R"({"path":"enabled","drift":false,"unverifiable":false,"note":"","before":"false","after":"true"},)"
            R"({"path":"roles","drift":false,"unverifiable":false,"note":"","exact":true,"added":["ROLE_A"],)"
            R"("removed":[],"kept":[]}]})");
}

TEST(Audit, SaysWhosePersonItIsWhereTheManifestDoes) {
  AuditRecord record = sample();
  record.person = "mira";
  EXPECT_NE(audit_line(record, 7).find(R"("person":"mira")"), std::string::npos);
  EXPECT_EQ(parse_audit_line(audit_line(record, 7))->record.person, "mira");
  EXPECT_EQ(parse_audit_line(audit_line(sample(), 7))->record.person, "") << "records of before have none";
}

TEST(Audit, ReadsItsOwnLineBack) {
  const auto read = parse_audit_line(audit_line(sample(), 7));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->number, 7);
  EXPECT_EQ(audit_line(read->record, 7), audit_line(sample(), 7));
  EXPECT_EQ(read->record.fields, sample().fields);
}

TEST(Audit, KeepsALineOfTextThatIsNoUtf8InOneForm) {
  support::RandomJournal random(3);
  for (int i = 0; i < 500; ++i) {
    AuditRecord record = sample();
    record.name = random.text();
    record.sentence = random.text();
    record.entity = random.key();
    record.fields[0].before = random.text();
    record.fields[1].added = random.texts();
    const std::string line = audit_line(record, i);
    EXPECT_EQ(line.find('\n'), std::string::npos);
    const auto read = parse_audit_line(line);
    ASSERT_TRUE(read) << line;
    EXPECT_EQ(audit_line(read->record, i), line);
  }
}

TEST(Audit, ReadsNoOtherText) {
  const std::string line = audit_line(sample(), 7);
  for (std::size_t size = 0; size < line.size(); ++size) EXPECT_FALSE(parse_audit_line(line.substr(0, size)));
  EXPECT_FALSE(parse_audit_line("[]"));
  std::string other = line;
  other.replace(other.find("\"write\""), 7, "\"wrote\"");
  EXPECT_FALSE(parse_audit_line(other));
}

TEST(Audit, ChainsEachLineToTheOneBefore) {
  EXPECT_EQ(chain_hash("", "line"), sha256_hex("line"));
  EXPECT_EQ(chain_hash("abc", "line"), sha256_hex("abcline"));
}

}  // namespace
}  // namespace muster::core
