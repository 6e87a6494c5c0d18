#include "daemon/commands_audit.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <boost/asio/io_context.hpp>
#include <filesystem>

#include "daemon/state_files.h"
#include "tests/daemon/recording_console.h"
#include "tests/support/journal_samples.h"
#include "tests/support/run_task.h"
#include "tests/support/temp_folder.h"

namespace muster::daemon {
namespace {

class AuditCommand : public ::testing::Test {
 protected:
  AuditCommand() { options_.state = folder_ / "state.db"; }

  // A store with two writes and an event of a system as a whole.
  void fill() {
    auto state = open_state(CommandContext{options_, console_}, StateUse::create);
    if (!state) throw std::runtime_error(state.error().what);
    write(*state->store, "ada", 1000);
    write(*state->store, "bo", 2000);
    core::PassRecord pass;
    pass.system = "uccx";
    pass.audit.push_back(support::sample_audit("uccx", "bound to uccx at https://uccx.example", 3000));
    pass.audit.back().event = core::AuditEvent::bound;
    EXPECT_TRUE(run(state->store->record(std::make_shared<const core::PassRecord>(std::move(pass)))));
  }
  void write(SqliteStore& store, const std::string& name, std::int64_t second) {
    const core::Intent intent = support::sample_intent("request-" + name, name, second);
    core::Closing closing = support::sample_closing(intent, core::Outcome::verified, second);
    closing.audit.action = "update";
    closing.audit.outcome = "verified";
    closing.audit.sentence = "PUT /users/1 answered 200";
    closing.audit.commit = intent.commit;
    core::FieldDifference roles;
    roles.path = "roles";
    roles.is_set = true;
    roles.added = {"ROLE_A"};
    closing.audit.fields = {roles};
    EXPECT_TRUE(run(store.begin({intent})));
    EXPECT_TRUE(run(store.close({closing})));
  }
  template <typename T>
  T run(engine::Task<T> task) {
    return support::run_task(context_, std::move(task));
  }
  core::ExitCode ask(const std::string& question, const std::string& about = {}) {
    console_ = RecordingConsole();
    options_.topic = question;
    options_.about = about;
    return run_audit(CommandContext{options_, console_});
  }

  support::TempFolder folder_;
  boost::asio::io_context context_;
  Options options_;
  RecordingConsole console_;
};

TEST_F(AuditCommand, LogTellsEverythingInOrderOfTime) {
  fill();
  EXPECT_EQ(ask("log"), core::ExitCode::done);
  EXPECT_EQ(console_.written,
            "1970-01-01T00:16:40Z gws #1 write update user ada verified: PUT /users/1 answered 200\n"
            "1970-01-01T00:33:20Z gws #2 write update user bo verified: PUT /users/1 answered 200\n"
            "1970-01-01T00:50:00Z uccx #1 bound: bound to uccx at https://uccx.example\n");
  EXPECT_EQ(console_.complained, "");
}

TEST_F(AuditCommand, LogIsNarrowedBySystemAndByName) {
  fill();
  options_.selection.systems = {"uccx"};
  EXPECT_EQ(ask("log"), core::ExitCode::done);
  EXPECT_EQ(console_.written.find("gws"), std::string::npos);
  EXPECT_NE(console_.written.find("uccx"), std::string::npos);
  options_.selection.systems.clear();
  EXPECT_EQ(ask("log", "bo"), core::ExitCode::done);
  EXPECT_EQ(console_.written.find("ada"), std::string::npos);
  EXPECT_NE(console_.written.find("bo"), std::string::npos);
}

TEST_F(AuditCommand, WhyTellsFieldsAndOrigin) {
  fill();
  EXPECT_EQ(ask("why", "ada"), core::ExitCode::done);
  EXPECT_EQ(console_.written,
            "1970-01-01T00:16:40Z gws #1 write update user ada verified: PUT /users/1 answered 200\n"
            "    roles: +ROLE_A\n"
            "    commit tree:0123456789ab\n"
            "    request request-ada\n");
  EXPECT_EQ(ask("why", "nobody"), core::ExitCode::done);
  EXPECT_EQ(console_.written, "");
  EXPECT_EQ(console_.complained, "Nothing is recorded about that.\n");
  EXPECT_EQ(ask("why"), core::ExitCode::error);
}

TEST_F(AuditCommand, AnswersInJson) {
  fill();
  options_.output = OutputFormat::json;
  EXPECT_EQ(ask("log", "ada"), core::ExitCode::done);
  EXPECT_NE(console_.written.find("\"requestId\": \"request-ada\""), std::string::npos) << console_.written;
  EXPECT_EQ(ask("verify"), core::ExitCode::done);
  EXPECT_NE(console_.written.find("\"intact\": true"), std::string::npos) << console_.written;
}

TEST_F(AuditCommand, VerifyFindsTheTrailOfThisStoreUnbroken) {
  fill();
  EXPECT_EQ(ask("verify"), core::ExitCode::done);
  EXPECT_EQ(console_.written, "gws: 2 records, unbroken\nuccx: 1 record, unbroken\n");
  EXPECT_EQ(console_.complained, "");
}

TEST_F(AuditCommand, VerifyFindsAStoreThatWasReplacedByAnOlderOne) {
  fill();
  std::filesystem::copy_file(options_.state, folder_ / "older.db");
  {
    auto state = open_state(CommandContext{options_, console_}, StateUse::create);
    write(*state->store, "cy", 4000);
  }
  std::filesystem::rename(folder_ / "older.db", options_.state);
  EXPECT_EQ(ask("verify"), core::ExitCode::error);
  EXPECT_EQ(console_.written,
            "gws: 2 records, the tail was cut: records up to 3 were written\n"
            "uccx: 1 record, unbroken\n");
}

TEST_F(AuditCommand, VerifyWarnsWithoutACheckpoint) {
  fill();
  std::filesystem::remove(folder_ / "audit.heads");
  EXPECT_EQ(ask("verify"), core::ExitCode::done);
  EXPECT_EQ(console_.complained,
            "warning: there is no checkpoint file beside the store, so that a cut tail would not show\n");
}

TEST_F(AuditCommand, ChangesNothing) {
  fill();
  const auto before = std::filesystem::last_write_time(options_.state);
  for (const char* question : {"log", "verify"}) EXPECT_EQ(ask(question), core::ExitCode::done);
  EXPECT_EQ(std::filesystem::last_write_time(options_.state), before);
}

TEST_F(AuditCommand, SaysThatThereIsNoStore) {
  EXPECT_EQ(ask("log"), core::ExitCode::error);
  EXPECT_EQ(console_.complained, "error: reading the audit trail: there is no state store " + options_.state +
                                     "; name the right one with --state\n");
  EXPECT_FALSE(std::filesystem::exists(options_.state));
}

TEST_F(AuditCommand, DoesNotKnowYetWhoHadARight) {
  EXPECT_EQ(ask("who-had", "ROLE_ADMIN"), core::ExitCode::error);
  EXPECT_NE(console_.complained.find("not available in this version"), std::string::npos);
}

}  // namespace
}  // namespace muster::daemon
