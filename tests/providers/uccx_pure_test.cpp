// What answers, links, forms and pages mean, without a server.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "providers/uccx/answer.h"
#include "providers/uccx/csrf_token.h"
#include "providers/uccx/page_form.h"
#include "providers/uccx/references.h"
#include "providers/uccx/user_pages.h"

namespace muster::uccx {
namespace {

using net::HttpResponse;
using Names = std::vector<std::string>;
const PagePlace kPlace{"https://ccx.example", "/appadmin/LDAPSetup", "https://pub.example/adminapi/team/1"};

TEST(UccxAnswer, ReadsErrorsInEveryForm) {
  for (const char* body : {R"({"apiError":[{"errorType":"Not Found","errorMessage":"why"}]})",
                           R"({"apiErrors":{"apiError":{"errorType":"Not Found","errorMessage":"why"}}})",
                           "<apiErrors><apiError><errorMessage>why</errorMessage><errorType>Not Found</errorType>"
                           "</apiError></apiErrors>"}) {
    const auto error = read_api_error(body);
    ASSERT_TRUE(error) << body;
    EXPECT_EQ(error->message, "why");
    EXPECT_EQ(error->type, "Not Found");
  }
  EXPECT_FALSE(read_api_error("<html>x</html>"));
  EXPECT_FALSE(read_api_error("{}"));
}

TEST(UccxAnswer, A500ThatNamesARuleStandsAndAnyOtherIsInDoubt) {
  const HttpResponse rule(500, R"({"apiError":[{"errorType":"InternalServerError","errorMessage":"too many"}]})");
  const HttpResponse broken(500, R"({"apiError":[{"errorData":"ServerError"}]})");
  const Call put{net::Method::put, "/adminapi/team/1", "ccx"};
  EXPECT_EQ(classify(rule), kit::AnswerVerdict::settled);
  EXPECT_EQ(classify(broken), kit::AnswerVerdict::by_status);
  EXPECT_EQ(read_done(put, rule, {}).error().delivery, core::Delivery::refused);
  EXPECT_EQ(read_done(put, broken, {}).error().delivery, core::Delivery::maybe_applied);
  EXPECT_EQ(read_done(put, HttpResponse(500, "<html>"), {}).error().delivery, core::Delivery::maybe_applied);
}

TEST(UccxReferences, CompareTheLastPartOfThePathDecoded) {
  People people;
  people.add("O'Keane+1");
  people.add("petra vance");
  EXPECT_EQ(user_in({{"refURL", "https://x/adminapi/resource/o%27keane%2b1"}}, people), "O'Keane+1");
  EXPECT_EQ(user_in({{"refURL", "https://x/adminapi/resource/o%27keane+1/"}}, people), "O'Keane+1") << "a bare plus";
  EXPECT_EQ(user_in({{"refURL", "http://y:8080/resource/Petra+Vance?x=1"}}, people), "petra vance");
  EXPECT_EQ(user_in({{"@name", "Petra Vance"}}, people), std::nullopt);
}

TEST(UccxLinks, StayWithTheServerByEitherOfItsNames) {
  EXPECT_EQ(resolve("LDAPSetup?a=b c", kPlace), "/appadmin/LDAPSetup?a=b%20c");
  EXPECT_EQ(resolve("?x=1#top", kPlace), "/appadmin/LDAPSetup?x=1");
  EXPECT_EQ(resolve("https://CCX.example/x", kPlace), "/x");
  EXPECT_EQ(resolve("https://pub.example/x", kPlace), "/x");
  EXPECT_EQ(resolve("javascript:go()", kPlace), "");
  for (const char* link : {"https://evil.example/x", "http://ccx.example/x", "//evil.example/x",
                           "https://ccx.example:8443/x", "https://ccx.example@evil.example/", "/\\evil.example"}) {
    EXPECT_FALSE(resolve(link, kPlace)) << link;
  }
}

TEST(UccxToken, IsSplitAtTheFirstColon) {
  const auto token = token_in(HttpResponse(200, "X-T: abc:d \n"));
  ASSERT_TRUE(token);
  EXPECT_EQ(token->name, "X-T");
  EXPECT_EQ(token->value, "abc:d");
  EXPECT_EQ(with_token("/p?a=1", *token), "/p?a=1&X-T=abc%3Ad");
  EXPECT_EQ(with_token("/p?X-T=old&a=1", *token), "/p?X-T=abc%3Ad&a=1");
  for (const char* body : {"<html>a:b</html>", "none", "Cookie:x", "a b:c", ":x", "a:"}) {
    EXPECT_FALSE(token_in(HttpResponse(200, body))) << body;
  }
  EXPECT_FALSE(token_in(HttpResponse(404, "A:b")));
}

TEST(UccxForms, AreReadAsABrowserSendsThem) {
  const auto page = kit::read_html(
      "<form action=x method=POST><input name=a value=1><input name=off disabled><input type=checkbox name=c checked>"
      "<input type=checkbox name=d><input type=radio name=r value=1><input type=radio name=r value=2 checked>"
      "<select name=s><option>one<option selected value=2>two</select><textarea name=t>\nx\n</textarea>"
      "<input type=submit name=go></form><form><input name=other></form>",
      "text/html");
  const auto forms = read_forms(*page);
  ASSERT_EQ(forms.size(), 2u);
  EXPECT_EQ(forms[0].fields, (FormFields{{"a", "1"}, {"c", "on"}, {"r", "2"}, {"s", "2"}, {"t", "x\n"}}));
  EXPECT_TRUE(forms[0].is_post);
}

TEST(UccxUserList, TakesOnlyRowsWhoseTextAndUserIdAgree) {
  const auto list = read_user_list(
      "<TABLE><TR><TD><A "
      "HREF='LDAPSetup?request_type=ldapsetup.userdetails&amp;uId=jdoe&amp;cap=Agent%2C+Reporting,'>jdoe"
      "</A><TR><TD><a href='LDAPSetup?request_type=ldapsetup.userdetails&amp;uId=jdoe2&amp;cap=Agent'>jdoe</a></TABLE>",
      "text/html", kPlace);
  ASSERT_TRUE(list);
  ASSERT_EQ(list->rows.size(), 1u);
  EXPECT_EQ(list->rows[0].id, "jdoe");
  EXPECT_EQ(list->rows[0].capabilities, (Names{"Agent", "Reporting"}));
  EXPECT_FALSE(read_user_list("<h1>Server is busy</h1>", "text/html", kPlace));
  EXPECT_FALSE(read_user_list(
      "<a href='https://evil.example/LDAPSetup?request_type=ldapsetup.userdetails&amp;uId=a&amp;cap=Agent'>a</a>",
      "text/html", kPlace));
}

TEST(UccxUserList, TheIdMayStandInAnotherCellAndAPlusMayBeItself) {
  const auto list = read_user_list(
      "<table><tr><td>jdoe</td><td>Jane</td><td><a href='LDAPSetup?request_type=ldapsetup.userdetails&uId=jdoe&"
      "cap=Agent, Supervisor'>Edit</a></td></tr><tr><td><a href='LDAPSetup?request_type=ldapsetup.userdetails&"
      "uId=hana+mori&cap='>hana+mori</a></td></tr></table>",
      "text/html", kPlace);
  ASSERT_TRUE(list);
  ASSERT_EQ(list->rows.size(), 2u);
  EXPECT_EQ(list->rows[0].id, "jdoe");
  EXPECT_EQ(list->rows[0].capabilities, (Names{"Agent", "Supervisor"}));
  EXPECT_EQ(list->rows[1].id, "hana+mori");
}

TEST(UccxUserList, FollowsNoLinkThatChangesSomething) {
  const auto list = read_user_list(
      "<form><input name=search_criteria></form><a href='?request_type=ldapsetup.delete.usermaintenance&uId=a'>x</a>"
      "<a href='?request_type=ldapsetup.waitpage.usermaintenance&pageNo=2'>2</a>",
      "text/html", kPlace);
  ASSERT_TRUE(list);
  EXPECT_EQ(list->more, (Names{"/appadmin/LDAPSetup?request_type=ldapsetup.waitpage.usermaintenance&pageNo=2"}));
}

TEST(UccxRoleSet, IsWhatThereIsWithWhatIsAddedLessWhatIsRemoved) {
  RoleChange change;
  change.added = {"supervisor", "Agent"};
  change.removed = {"REPORTING", "agent"};
  EXPECT_EQ(roles_to_send({"Agent", "Administrator", "Reporting"}, change),
            (Names{"Agent", "Administrator", "supervisor"}));
  const auto form = update_form({{"email", "a@b"}, {"users", "Agent"}}, UserRow("jdoe", {}, ""), {"Agent", "X"}, "41");
  EXPECT_EQ(value_of(form, "email"), "a@b");
  EXPECT_EQ(value_of(form, "users"), "Agent,X");
  EXPECT_EQ(value_of(form, "selected_user"), "jdoe");
  EXPECT_EQ(value_of(form, "agentExtn"), "41");
}

}  // namespace
}  // namespace muster::uccx
