// Users who are there: what is sent, what is kept, what is refused.
#include <nlohmann/json.hpp>

#include "tests/providers/ameyo_fixture.h"

namespace muster::ameyo {
namespace {

using core::Delivery;
using core::ErrorKind;
using core::WriteAction;
using net::HttpRequest;
using net::HttpResponse;
using nlohmann::json;
using Outcome = std::optional<SpiedHttp::Outcome>;

Outcome answered(int status, std::string body) { return SpiedHttp::Outcome(HttpResponse(status, std::move(body))); }

TEST(AmeyoUpdate, IsOnePutOfEverythingThatWasReadAndNeverThePassword) {
  Centre centre;
  centre.look();
  auto write = centre.change_of("user", "mkos");
  const auto before = json::parse(write.fresh->raw);
  write.request_id = "intent-7";
  write.fields.push_back(Centre::value(kUserName, "Mira K."));
  ASSERT_TRUE(centre.write(std::move(write)));
  const auto number = std::to_string(centre.world().find_user("mkos")->cc_user_id);
  ASSERT_EQ(centre.lines(), (Names{"PUT /cc/contactCenterUsers/" + number}));
  const auto sent = json::parse(centre.http->sent[0].body);
  EXPECT_EQ(sent["userName"], "Mira K.");
  EXPECT_EQ(sent["userId"], "mkos");
  EXPECT_EQ(sent["contactCenterId"], 1);
  for (const char* kept :
       {"userType", "systemUserType", "defaultReady", "loginPolicy", "maxAllowedLogins", "mappingUserId"}) {
    EXPECT_EQ(sent.value(kept, json()), before.at(kept)) << kept;
  }
  for (const char* never : {"userData", "description", "skillIds", "skillLevelIds", "privilegePlanId"}) {
    EXPECT_FALSE(sent.contains(never)) << never;
  }
  EXPECT_EQ(centre.http->sent[0].headers.find("correlation"), "intent-7");
  EXPECT_EQ(centre.http->sent[0].headers.find("X-Request-ID"), "intent-7");
}

TEST(AmeyoUpdate, NobodyElseAndNothingElseChangesWhetherTheServerKeepsWhatIsOmittedOrNot) {
  for (const auto omitted : {sim::Omitted::nulled, sim::Omitted::kept}) {
    for (const char* id : {"mkos", "arook", "petra vance", "jörg.kühn", "105", "a/b test", "o'keane"}) {
      Centre centre;
      centre.world().quirks.omitted = omitted;
      for (auto& [number, user] : centre.world().users) user.description.clear();
      centre.start = centre.world();
      centre.look();
      auto write = centre.change_of("user", id);
      write.fields.push_back(Centre::value(kMappingUserId, "new@acme.example"));
      const auto done = centre.write(std::move(write));
      ASSERT_TRUE(done) << id << done.error().what;
      EXPECT_EQ(centre.changed(), (Names{std::string("user ") + id + " mappingUserId"}));
    }
  }
}

TEST(AmeyoUpdate, ARoleIsBothTypesAndReplacesTheOldOne) {
  Centre centre;
  centre.look();
  auto write = centre.change_of("user", "arook");
  write.fields.push_back(Centre::members(kRoles, {"Supervisor"}));
  ASSERT_TRUE(centre.write(std::move(write)));
  EXPECT_EQ(centre.world().find_user("arook")->type, "Supervisor");
  EXPECT_EQ(centre.world().find_user("arook")->system_type, "Supervisor");
}

TEST(AmeyoUpdate, AnotherSystemTypeStaysWhereTheRoleIsNotAskedFor) {
  Centre centre;
  centre.look();
  auto write = centre.change_of("user", "arook");
  auto told = json::parse(write.fresh->raw);
  told["systemUserType"] = "Supervisor";
  auto fresh = std::make_shared<core::Fresh>(*write.fresh);
  fresh->raw = told.dump();
  write.fresh = fresh;
  write.fields.push_back(Centre::value(kUserName, "A. Rook"));
  ASSERT_TRUE(centre.write(std::move(write)));
  EXPECT_EQ(json::parse(centre.http->sent[0].body)["systemUserType"], "Supervisor");
  EXPECT_EQ(json::parse(centre.http->sent[0].body)["userType"], "Executive");
}

TEST(AmeyoUpdate, APasswordIsSentWhereItWasAskedFor) {
  Centre centre;
  centre.look();
  auto write = centre.change_of("user", "arook");
  write.fields.push_back(Centre::password("f0r-Anselm"));
  ASSERT_TRUE(centre.write(std::move(write)));
  EXPECT_EQ(centre.world().find_user("arook")->password, "f0r-Anselm");
  EXPECT_EQ(centre.http->sent.size(), 1u);
}

TEST(AmeyoUpdate, TheSettingSaysWhichIdIsInThePath) {
  Centre centre;
  centre.world().quirks.update_id = sim::UpdateId::user_id;
  centre.spec.settings["updateId"] = std::string("userId");
  centre.connect();
  centre.look();
  auto write = centre.change_of("user", "petra vance");
  write.fields.push_back(Centre::value(kUserName, "P. Vance"));
  const auto done = centre.write(std::move(write));
  ASSERT_TRUE(done) << done.error().what;
  EXPECT_EQ(centre.lines(), (Names{"PUT /cc/contactCenterUsers/petra%20vance"}));
}

TEST(AmeyoUpdate, TheWrongIdInThePathSaysWhichSettingToLookAt) {
  Centre centre;
  centre.look();
  centre.http->instead = [](const HttpRequest& request) -> Outcome {
    if (request.method != net::Method::put) return std::nullopt;
    return answered(404, R"({"message":"requested.resource.not.found","code":99999,"status":404})");
  };
  auto write = centre.change_of("user", "arook");
  write.fields.push_back(Centre::value(kUserName, "A. Rook"));
  const auto refused = centre.write(std::move(write));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::rejected);
  EXPECT_EQ(refused.error().delivery, Delivery::refused);
  EXPECT_NE(refused.error().what.find("settings.updateId"), std::string::npos);
}

TEST(AmeyoUpdate, WithoutAReadNothingIsSent) {
  Centre centre;
  core::Write write;
  write.entity = core::EntityKey("desk", "user", "mkos");
  write.name = "mkos";
  write.id = core::RemoteId("101");
  write.fields.push_back(Centre::value(kUserName, "x"));
  EXPECT_EQ(centre.write(std::move(write)).error().delivery, Delivery::not_sent);
  EXPECT_TRUE(centre.http->sent.empty());
}

core::Write removal(Centre& centre, const std::string& name) {
  auto write = centre.change_of("user", name);
  write.action = WriteAction::remove;
  return write;
}

TEST(AmeyoRemove, IsOneDeleteByLoginAndWhatIsGoneIsRemoved) {
  for (const auto& [name, path] : std::vector<std::pair<std::string, std::string>>{
           {"fober", "fober"}, {"a/b test", "a%2Fb%20test"}, {"jörg.kühn", "j%C3%B6rg.k%C3%BChn"}, {"105", "105"}}) {
    Centre centre;
    centre.look();
    const auto number = centre.world().find_user(name)->cc_user_id;
    auto write = removal(centre, name);
    auto again = removal(centre, name);
    ASSERT_TRUE(centre.write(std::move(write))) << name;
    EXPECT_EQ(centre.lines(), (Names{"DELETE /user/users/" + path}));
    EXPECT_EQ(centre.world().find_user(name), nullptr);
    EXPECT_TRUE(centre.write(std::move(again)));
    EXPECT_EQ(centre.read("user", name, std::to_string(number)).error().kind, ErrorKind::not_found);
  }
}

std::string signed_in_user(const Centre& centre) {
  for (const auto& [id, session] : centre.world().sessions) {
    if (session.user != sim::kServiceAccount && !centre.world().is_only_manager(centre.world().ids.at(session.user))) {
      return session.user;
    }
  }
  return {};
}

TEST(AmeyoRemove, AUserWhoIsLoggedInStaysUnlessSessionsMayBeEnded) {
  Centre centre;
  centre.look();
  const auto name = signed_in_user(centre);
  ASSERT_FALSE(name.empty());
  const auto refused = centre.write(removal(centre, name));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::rejected);
  EXPECT_EQ(refused.error().delivery, Delivery::refused);
  EXPECT_NE(refused.error().what.find("settings.endSessions"), std::string::npos) << refused.error().what;
  EXPECT_EQ(centre.http->sent.size(), 1u);
  centre.spec.settings["endSessions"] = true;
  centre.connect();
  centre.look();
  const auto done = centre.write(removal(centre, name));
  ASSERT_TRUE(done) << done.error().what;
  EXPECT_EQ(centre.lines().size(), 3u);
  EXPECT_EQ(centre.lines()[1], "POST /session/terminateAllSessionsForUser");
  EXPECT_EQ(centre.world().find_user(name), nullptr);
}

TEST(AmeyoRemove, AnEndOfSessionsWhoseAnswerWasLostLeavesTheRemovalInDoubt) {
  for (const auto delivery : {Delivery::maybe_applied, Delivery::not_sent}) {
    Centre centre;
    centre.spec.settings["endSessions"] = true;
    centre.connect();
    centre.look();
    const auto name = signed_in_user(centre);
    centre.http->instead = [&](const net::HttpRequest& request) {
      std::optional<core::Result<net::HttpResponse>> own;
      if (!request.target.ends_with("terminateAllSessionsForUser")) return own;
      own = std::unexpected(core::Error(ErrorKind::timeout, delivery, "no answer"));
      return own;
    };
    const auto removed = centre.write(removal(centre, name));
    ASSERT_FALSE(removed);
    const auto expected = delivery == Delivery::not_sent ? Delivery::refused : Delivery::maybe_applied;
    EXPECT_EQ(removed.error().delivery, expected) << "what may still arrive is in doubt";
    EXPECT_NE(centre.world().find_user(name), nullptr);
  }
}

TEST(AmeyoRead, AUserWhoIsNotInAWholeListIsNotThereAndInABrokenOneNobodyKnows) {
  Centre centre;
  EXPECT_EQ(centre.read("user", "nobody").error().kind, ErrorKind::not_found);
  centre.world().quirks.bad_element = sim::BadElement::no_id;
  EXPECT_EQ(centre.read("user", "nobody").error().kind, ErrorKind::protocol);
  EXPECT_TRUE(centre.read("user", "mkos"));
  const auto wrong_number = centre.read("user", "mkos", "99999");
  EXPECT_FALSE(wrong_number);
}

TEST(AmeyoRead, TwoWhoShareANameAreNotReadAsOne) {
  Centre centre;
  centre.world().quirks.case_twin = "mkos";
  EXPECT_EQ(centre.read("user", "mkos").error().kind, ErrorKind::protocol);
}

}  // namespace
}  // namespace muster::ameyo
