// New users: what is sent, what is sent once more, what is refused.
#include <nlohmann/json.hpp>

#include "tests/providers/ameyo_fixture.h"

namespace muster::ameyo {
namespace {

using core::Delivery;
using core::ErrorKind;
using net::HttpRequest;
using net::HttpResponse;
using nlohmann::json;
using Outcome = std::optional<SpiedHttp::Outcome>;

constexpr const char* kUsers = "GET /cc/contactCenterUsers/getAllContactCenterUsers";
constexpr const char* kCreate = "POST /cc/contactCenterUsers";

Outcome answered(int status, std::string body) { return SpiedHttp::Outcome(HttpResponse(status, std::move(body))); }

TEST(AmeyoCreate, IsOnePostWhereNothingIsAskedThatMayNotStick) {
  Centre centre;
  centre.look();
  const auto receipt = centre.write(Centre::new_user("New.Joiner"));
  ASSERT_TRUE(receipt) << receipt.error().what;
  EXPECT_EQ(centre.lines(), (Names{kCreate}));
  EXPECT_EQ(json::parse(centre.http->sent[0].body), (json{{"userId", "New.Joiner"},
                                                          {"userName", "New Person"},
                                                          {"userType", "Executive"},
                                                          {"systemUserType", "Executive"},
                                                          {"contactCenterId", 1},
                                                          {"userData", "n3w-Passw0rd"}}));
  const auto* user = centre.world().find_user("New.Joiner");
  ASSERT_NE(user, nullptr);
  EXPECT_EQ(receipt->id.text, std::to_string(user->cc_user_id));
  EXPECT_EQ(user->password, "n3w-Passw0rd");
}

core::Write demanding() {
  auto write = Centre::new_user("New.Joiner");
  write.fields.push_back(Centre::value(kDefaultReady, "true"));
  write.fields.push_back(Centre::value(kLoginPolicy, "disallow.after.limit"));
  write.fields.push_back(Centre::value(kMaxAllowedLogins, "3"));
  write.fields.push_back(Centre::value(kMappingUserId, "joiner@acme.example"));
  write.fields.push_back(Centre::value(kDescription, "starts in May"));
  write.fields.push_back(Centre::value(kContactCenterId, "1"));
  return write;
}

TEST(AmeyoCreate, WhatDidNotStickIsWrittenOnceMore) {
  Centre centre;
  centre.look();
  const auto receipt = centre.write(demanding());
  ASSERT_TRUE(receipt) << receipt.error().what;
  EXPECT_TRUE(receipt->elements.empty());
  ASSERT_EQ(centre.lines(), (Names{kCreate, kUsers, "PUT /cc/contactCenterUsers/" + receipt->id.text}));
  const auto post = json::parse(centre.http->sent[0].body);
  EXPECT_EQ(post["maxAllowedLogins"], "3") << "text here";
  EXPECT_EQ(post["defaultReady"], true);
  EXPECT_EQ(post["contactCenterId"], 1);
  const auto put = json::parse(centre.http->sent[2].body);
  EXPECT_EQ(put["maxAllowedLogins"], 3) << "and a number there";
  EXPECT_FALSE(put.contains("userData")) << "the password was sent";
  const auto* user = centre.world().find_user("New.Joiner");
  EXPECT_TRUE(user->default_ready);
  EXPECT_EQ(user->max_logins, 3);
  EXPECT_EQ(user->login_policy, "disallow.after.limit");
  EXPECT_EQ(user->mapping, "joiner@acme.example");
  EXPECT_EQ(user->description, "starts in May");
  EXPECT_EQ(user->password, "n3w-Passw0rd");
}

TEST(AmeyoCreate, WhatSticksNeedsNoSecondWriteAndWhatNeverSticksIsNotTriedAgain) {
  Centre good;
  good.world().quirks.create_ignores.clear();
  good.look();
  ASSERT_TRUE(good.write(demanding()));
  EXPECT_EQ(good.lines(), (Names{kCreate, kUsers}));
  Centre bad;
  bad.world().quirks.update_ignores = {"loginPolicy"};
  bad.look();
  ASSERT_TRUE(bad.write(demanding())) << "the executor reads back, and reports";
  EXPECT_EQ(bad.http->sent.size(), 3u);
}

TEST(AmeyoCreate, ASecondWriteThatIsRefusedIsToldPerField) {
  Centre centre;
  centre.look();
  centre.http->instead = [](const HttpRequest& request) -> Outcome {
    if (request.method != net::Method::put) return std::nullopt;
    return answered(512, R"({"message":"invalid.login.policy","status":512})");
  };
  const auto receipt = centre.write(demanding());
  ASSERT_TRUE(receipt);
  ASSERT_EQ(receipt->elements.size(), 4u);
  EXPECT_EQ(receipt->elements[0].path, "defaultReady");
  EXPECT_EQ(receipt->elements[0].error->delivery, Delivery::refused);
  EXPECT_FALSE(receipt->id.empty());
}

TEST(AmeyoCreate, WhoWaitsForAnApprovalIsLeftToTheNextLook) {
  Centre centre;
  centre.world().quirks.approval_lag = std::chrono::hours(1);
  centre.look();
  const auto receipt = centre.write(demanding());
  ASSERT_TRUE(receipt) << receipt.error().what;
  EXPECT_EQ(centre.lines(), (Names{kCreate, kUsers}));
}

TEST(AmeyoCreate, AReplyAboutSomebodyElseTellsNoId) {
  Centre centre;
  centre.world().quirks.write_reply = sim::WriteReply::another_sample;
  centre.look();
  const auto receipt = centre.write(Centre::new_user("New.Joiner"));
  ASSERT_TRUE(receipt) << receipt.error().what;
  EXPECT_TRUE(receipt->id.empty());
}

TEST(AmeyoCreate, AnExistingUserIsAConflict) {
  for (const char* key : {"UserService.add.user.failed.user.already.exists", "strange.key", "user.invalid"}) {
    Centre centre;
    centre.world().quirks.existing_key = key;
    centre.look();
    const auto refused = centre.write(Centre::new_user("mkos"));
    ASSERT_FALSE(refused) << key;
    EXPECT_EQ(refused.error().kind, ErrorKind::conflict) << key << refused.error().what;
    EXPECT_EQ(refused.error().delivery, Delivery::refused) << key;
    EXPECT_EQ(refused.error().where->name, "mkos");
    EXPECT_TRUE(centre.changed().empty());
  }
}

TEST(AmeyoCreate, AFailureWithAKeyNobodyKnowsIsInDoubtAndNotSentAgain) {
  Centre centre;
  centre.look();
  centre.http->instead = [](const HttpRequest& request) -> Outcome {
    if (request.method != net::Method::post) return std::nullopt;
    return answered(512, R"({"message":"","info":"strange.key","status":512})");
  };
  const auto result = centre.write(Centre::new_user("New.Joiner"));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().delivery, Delivery::maybe_applied);
  EXPECT_EQ(centre.count(kCreate), 1u);
}

TEST(AmeyoCreate, ErrorsNeverRepeatThePassword) {
  const std::string password = "pa\"ss w0rd-é";
  for (const auto& echoed : {password, std::string("pa%22ss%20w0rd-%C3%A9"), std::string(R"(pa\"ss w0rd-é)")}) {
    Centre centre;
    centre.look();
    centre.http->instead = [&](const HttpRequest& request) -> Outcome {
      if (request.method != net::Method::post) return std::nullopt;
      return answered(512, json{{"info", "password.policy.violated: " + echoed}, {"status", 512}}.dump());
    };
    auto write = Centre::new_user("New.Joiner");
    write.fields.back() = Centre::password(password);
    const auto refused = centre.write(std::move(write));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().what.find("w0rd"), std::string::npos) << refused.error().what;
    EXPECT_NE(refused.error().what.find("***"), std::string::npos) << refused.error().what;
  }
}

// A list that does not show yet who was created.
void hide(Centre& centre, const std::string& user_id) {
  centre.http->after = [user_id](const HttpRequest& request, HttpResponse& response) {
    if (request.target.find("getAllContactCenterUsers") == std::string::npos) return;
    auto users = json::parse(response.body);
    for (auto user = users.begin(); user != users.end();) {
      user = (*user)["userId"] == user_id ? users.erase(user) : user + 1;
    }
    response.body = users.dump();
  };
}

TEST(AmeyoCreate, WhoIsOnNoListYetCanJoinAGroup) {
  Centre centre;
  centre.world().quirks.write_reply = sim::WriteReply::as_stored;
  centre.look();
  hide(centre, "New.Joiner");
  ASSERT_TRUE(centre.write(Centre::new_user("New.Joiner")));
  ASSERT_TRUE(centre.read("user", "mkos")) << "a look at all users in between";
  auto write = centre.change_of("group", "Billing");
  write.fields.push_back(Centre::delta(kAgents, {"New.Joiner"}));
  const auto done = centre.write(std::move(write));
  ASSERT_TRUE(done) << done.error().what;
  const auto members = centre.members_of("Billing");
  EXPECT_TRUE(std::ranges::find(members, "New.Joiner") != members.end());
  const auto group = centre.read("group", "Billing");
  ASSERT_TRUE(group);
  EXPECT_TRUE(Centre::set_in(*group->table, group->row(), kAgents)) << "and is known to be in it";
  EXPECT_FALSE(centre.read("user", "new.joiner")) << "but is not there before a list says so";
}

TEST(AmeyoCreate, IsOfNoOtherContactCentreThanTheOneThatIsListed) {
  Centre centre;
  centre.look();
  auto create = Centre::new_user("New.Joiner");
  create.fields.push_back(Centre::value(kContactCenterId, "2"));
  auto update = centre.change_of("user", "fober");
  update.fields.push_back(Centre::value(kContactCenterId, "2"));
  for (auto* write : {&create, &update}) {
    const auto refused = centre.write(std::move(*write));
    ASSERT_FALSE(refused) << "nobody would find that user again";
    EXPECT_EQ(refused.error().kind, ErrorKind::rejected);
    EXPECT_EQ(refused.error().delivery, Delivery::not_sent);
    EXPECT_NE(refused.error().what.find("settings.contactCenterId"), std::string::npos) << refused.error().what;
  }
  EXPECT_TRUE(centre.http->sent.empty());
}

TEST(AmeyoCreate, WhoExistsAndIsOnNoListIsSaidToBeElsewhere) {
  Centre centre;
  centre.look();
  centre.http->instead = [](const HttpRequest& request) -> Outcome {
    if (request.method != net::Method::post) return std::nullopt;
    return answered(512, R"({"message":"user.already.exists","status":512})");
  };
  const auto refused = centre.write(Centre::new_user("New.Joiner"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::conflict);
  EXPECT_NE(refused.error().what.find("is of another contact centre"), std::string::npos) << refused.error().what;
}

}  // namespace
}  // namespace muster::ameyo
