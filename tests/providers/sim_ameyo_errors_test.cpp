#include <gtest/gtest.h>

#include "tests/providers/sim_ameyo_site.h"

namespace muster::tests::ameyo_site {
namespace {

using ameyo::Attack;
using ameyo::KeyPlace;

TEST(SimAmeyoErrors, PutTheirKeyInOneOfThreePlaces) {
  Site site;
  const auto failed = [&](KeyPlace place) {
    site.world.quirks.key_place = place;
    return site.remove("nobody").json();
  };
  EXPECT_EQ(failed(KeyPlace::message)["message"], "user.not.found");
  EXPECT_EQ(failed(KeyPlace::message)["status"], 512);
  EXPECT_TRUE(failed(KeyPlace::info)["message"].is_null());
  EXPECT_EQ(failed(KeyPlace::info)["info"], "user.not.found");
  EXPECT_EQ(failed(KeyPlace::array)["message"], R"(["user.not.found","nobody"])") << "as text";
}

TEST(SimAmeyoErrors, MayHideBehindStatus200) {
  Site site;
  EXPECT_EQ(site.remove("nobody").status, 512);
  site.world.quirks.command_failure = ameyo::FailureForm::body;
  EXPECT_EQ(site.remove("nobody").status, 200);
  EXPECT_EQ(site.remove("nobody").json()["status"], 512);
}

TEST(SimAmeyoErrors, NameThePathAndTheMethod) {
  Site site;
  EXPECT_EQ(site.get("/cc/none").json()["message"], "requested.resource.not.found");
  EXPECT_EQ(site.get("/cc/contactCenterUsers/118").status, 405) << "no call reads one user";
  EXPECT_EQ(site.send(net::HttpRequest(Method::get, "/elsewhere")).status, 404);
}

TEST(SimAmeyoErrors, AnswerWhatIsNoJson) {
  Site site;
  net::HttpRequest request(Method::post, "/ameyorestapi/cc/contactCenterUsers");
  request.headers.add("sessionId", site.session);
  EXPECT_EQ(site.send(request).status, 415);
  request.headers.add("Content-Type", "application/json");
  request.body = "[1]";
  EXPECT_EQ(site.send(request).status, 400);
}

TEST(SimAmeyoErrors, DeclareACharset) {
  Site site;
  EXPECT_EQ(site.get(Site::kUsers).header("Content-Type"), "application/json;charset=UTF-8");
  site.world.quirks.charset = ameyo::Charset::wrong;
  EXPECT_EQ(site.get(Site::kUsers).header("Content-Type"), "application/json;charset=ISO-8859-1");
  EXPECT_TRUE(site.get(Site::kUsers).has("Jörg"));
  site.world.quirks.charset = ameyo::Charset::none;
  EXPECT_EQ(site.get(Site::kUsers).header("Content-Type"), "application/json");
}

TEST(SimAmeyoErrors, ShowAPageWhileTheServerStarts) {
  Site site;
  site.world.quirks.starting_answers = 1;
  EXPECT_EQ(site.get(Site::kUsers).status, 200);
  EXPECT_TRUE(site.is_signed_in());
  site.world.quirks.starting_answers = 1;
  EXPECT_TRUE(site.get(Site::kUsers).has("Please wait"));
}

struct Attacked : Site {
  explicit Attacked(Attack attack) { world.quirks.attack = attack; }
};

TEST(SimAmeyoAttacks, AnswerEverythingWithThePageForPeople) {
  Attacked site(Attack::login_page);
  EXPECT_EQ(site.get(Site::kUsers).status, 200);
  EXPECT_TRUE(site.get(Site::kUsers).has("<form"));
}

TEST(SimAmeyoAttacks, AreHugeOrDeep) {
  EXPECT_GT(Attacked(Attack::huge).get(Site::kUsers).body.size(), 15'000'000U);
  EXPECT_TRUE(Attacked(Attack::deep_json).get(Site::kGroups).body.starts_with("[[[[[[["));
  EXPECT_EQ(Attacked(Attack::deep_json).get(Site::kUsers).body.size(), 200'000U);
}

TEST(SimAmeyoAttacks, PutBytesThatAreNoUtf8IntoEveryText) {
  Attacked site(Attack::invalid_utf8);
  EXPECT_TRUE(site.get(Site::kUsers).json().is_discarded());
  EXPECT_TRUE(site.log_in().has("\xFF"));
}

TEST(SimAmeyoAttacks, LeadToAnotherHost) {
  Attacked site(Attack::redirect);
  EXPECT_EQ(site.get(Site::kUsers).status, 302);
  EXPECT_TRUE(site.get(Site::kUsers).header("Location").starts_with("https://elsewhere.example/"));
}

TEST(SimAmeyoAttacks, ColourTheTerminal) {
  Attacked site(Attack::control_characters);
  EXPECT_TRUE(site.shown("arook")["userName"].get<std::string>().starts_with("\x1b[31mAnselm"));
}

TEST(SimAmeyoAttacks, CountBeyondEveryInteger) {
  Attacked site(Attack::huge_numbers);
  EXPECT_EQ(site.users()[0]["ccUserId"], 1e300);
  EXPECT_EQ(site.get(Site::kGroups).json()[0]["groupId"], UINT64_MAX);
}

}  // namespace
}  // namespace muster::tests::ameyo_site
