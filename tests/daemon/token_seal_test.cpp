#include "daemon/token_seal.h"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>

#include "daemon/sqlite_store.h"
#include "tests/support/run_task.h"
#include "tests/support/unsynced_vfs.h"

namespace muster::daemon {
namespace {

const std::string kToken = "refresh-token-that-nobody-may-read";

core::Secret key(char fill) { return core::Secret(std::string(32, fill)); }

TEST(TokenSeal, GivesBackWhatWasSealed) {
  for (const std::string& token : {kToken, std::string(), std::string("\0\xFF", 2), std::string(10'000, 'x')}) {
    const auto sealed = seal_token(key('k'), {"webex", "refresh"}, core::Secret(token));
    ASSERT_TRUE(sealed);
    EXPECT_EQ(open_token(key('k'), {"webex", "refresh"}, *sealed)->reveal(), token);
  }
}

TEST(TokenSeal, NeverSealsTheSameWayTwice) {
  const auto one = seal_token(key('k'), {"webex", "refresh"}, core::Secret(kToken));
  const auto other = seal_token(key('k'), {"webex", "refresh"}, core::Secret(kToken));
  EXPECT_NE(*one, *other);
}

TEST(TokenSeal, OpensForNobodyElse) {
  const auto sealed = seal_token(key('k'), {"webex", "refresh"}, core::Secret(kToken));
  EXPECT_FALSE(open_token(key('l'), {"webex", "refresh"}, *sealed));
  EXPECT_FALSE(open_token(key('k'), {"other", "refresh"}, *sealed));
  EXPECT_FALSE(open_token(key('k'), {"webex", "access"}, *sealed));
  EXPECT_FALSE(open_token(key('k'), {"webexr", "efresh"}, *sealed));
}

TEST(TokenSeal, NoticesEveryChange) {
  const auto sealed = seal_token(key('k'), {"webex", "refresh"}, core::Secret(kToken));
  for (std::size_t at = 0; at < sealed->size(); ++at) {
    std::string changed = *sealed;
    changed[at] = changed[at] == '0' ? '1' : '0';
    EXPECT_FALSE(open_token(key('k'), {"webex", "refresh"}, changed)) << at;
    EXPECT_FALSE(open_token(key('k'), {"webex", "refresh"}, sealed->substr(0, at))) << at;
  }
  EXPECT_EQ(open_token(key('k'), {"webex", "refresh"}, "no hex").error().what,
            "reading the token refresh of webex: it was sealed with another state key, or changed since; restore the "
            "key, or configure the token anew");
}

class StoredTokens : public ::testing::Test {
 protected:
  std::unique_ptr<SqliteStore> open(core::Secret with) {
    StoreChoices choices;
    choices.vfs = disk_.name();
    choices.token_key = std::move(with);
    auto opened = SqliteStore::open("state.db", StoreAccess::read_write, std::move(choices));
    if (!opened) throw std::runtime_error(opened.error().what);
    return std::move(*opened);
  }
  core::Status keep(SqliteStore& store, const std::string& name, const std::string& token) {
    return support::run_task(context_, store.keep_token("webex", name, core::Secret(token)));
  }
  core::Result<core::Secret> load(SqliteStore& store, const std::string& name) {
    return support::run_task(context_, store.load_token("webex", name));
  }

  support::UnsyncedVfs disk_;
  boost::asio::io_context context_;
};

TEST_F(StoredTokens, SurviveARestartAndAreReplaced) {
  ASSERT_TRUE(keep(*open(key('k')), "refresh", "first"));
  ASSERT_TRUE(keep(*open(key('k')), "refresh", kToken));
  const auto store = open(key('k'));
  EXPECT_EQ(load(*store, "refresh")->reveal(), kToken);
  EXPECT_TRUE(load(*store, "unknown")->empty());
}

TEST_F(StoredTokens, AreNowhereInTheFilesAsTheyAre) {
  const auto store = open(key('k'));
  ASSERT_TRUE(keep(*store, "refresh", kToken));
  const std::string bytes = disk_.everything();
  EXPECT_NE(bytes.find("refresh"), std::string::npos);  // it looks at the right bytes: that is the token's name
  EXPECT_EQ(bytes.find(kToken), std::string::npos);
  EXPECT_EQ(bytes.find(kToken.substr(8)), std::string::npos);
}

TEST_F(StoredTokens, NeedTheStateKey) {
  ASSERT_TRUE(keep(*open(key('k')), "refresh", kToken));
  const auto store = open(core::Secret());
  EXPECT_EQ(load(*store, "refresh").error().what,
            "the token refresh of webex needs the state key, and there is none; restore it");
  EXPECT_FALSE(keep(*store, "refresh", kToken));
  EXPECT_FALSE(load(*open(key('l')), "refresh"));
}

}  // namespace
}  // namespace muster::daemon
