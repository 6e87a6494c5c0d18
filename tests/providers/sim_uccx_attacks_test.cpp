#include <gtest/gtest.h>

#include "tests/providers/sim_uccx_site.h"

namespace muster::tests::uccx_site {
namespace {

using net::Method;
using uccx::Attack;

struct Attacked : Site {
  explicit Attacked(Attack attack) {
    sign_in();
    world.quirks.attack = attack;
  }
};

TEST(SimUccxAttacks, NestAndRepeatTags) {
  EXPECT_GT(Attacked(Attack::deep_html).list().body.size(), 1'000'000U);
  EXPECT_GT(Attacked(Attack::many_tags).list().body.size(), 7'000'000U);
}

TEST(SimUccxAttacks, LeadFromPageToPageForEver) {
  Attacked site(Attack::endless_pages);
  EXPECT_TRUE(site.list().has("pageNo=2"));
  EXPECT_TRUE(site.list("", "&pageNo=9000").has("pageNo=9001"));
  EXPECT_NE(site.list("", "&pageNo=1").body, site.list("", "&pageNo=2").body);
}

TEST(SimUccxAttacks, MultiplyEntitiesInErrors) {
  Attacked site(Attack::entity_bomb);
  const auto reply = site.get("/team/99");
  EXPECT_EQ(reply.status, 404);
  EXPECT_TRUE(reply.has("<!ENTITY e29"));
  EXPECT_LT(reply.body.size(), 10'000U);
}

TEST(SimUccxAttacks, PutBytesThatAreNoUtf8IntoEveryText) {
  Attacked site(Attack::invalid_utf8);
  EXPECT_TRUE(site.get("/team").json().is_discarded());
  EXPECT_TRUE(site.list().has("\xFF"));
}

TEST(SimUccxAttacks, LeadToAnotherHost) {
  Attacked site(Attack::foreign_host);
  EXPECT_TRUE(site.list("mkos").has("https://elsewhere.example/appadmin/LDAPSetup?"));
  EXPECT_TRUE(site.log_in().header("Location").starts_with("https://elsewhere.example/"));
}

TEST(SimUccxAttacks, AnswerWithTheLoginPage) {
  Attacked site(Attack::login_page);
  EXPECT_EQ(site.get("/team").status, 200);
  EXPECT_TRUE(site.get("/resource/mkos").has("j_security_check"));
}

}  // namespace
}  // namespace muster::tests::uccx_site
