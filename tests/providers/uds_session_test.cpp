// Each user signs in alone: one password at a time, no retries, and no harm to anybody else.
#include <boost/asio/this_coro.hpp>

#include "providers/cucm_uds/stored_password.h"
#include "providers/kit/budget.h"
#include "reconciler/engine/task_group.h"
#include "tests/providers/uds_fixture.h"

namespace muster::cucm_uds {
namespace {

using core::Delivery;
using core::ErrorKind;

core::Write password_change(UdsSite& site, const std::string& next) {
  auto write = site.change_user();
  write.fields.push_back(secret_of("credentials.password", next));
  return write;
}

// The passwords that were sent as that user, in order.
Names sent_passwords(const UdsSite& site, const Names& known) {
  Names sent;
  for (const auto& one : site.http->sent()) {
    const auto header = one.request.headers.find("Authorization");
    for (const auto& password : known) {
      if (header == kit::basic_authorization("mkos", password)) sent.push_back(password);
    }
  }
  return sent;
}

// The write leaves, its answer is lost; the server has done it or not.
void lose_answer(UdsSite& site, bool done, const std::string& next) {
  site.script.instead = [&site, done, next](const net::HttpRequest& request) {
    std::optional<core::Result<net::HttpResponse>> own;
    if (request.method != net::Method::put || !request.target.ends_with("/credentials")) return own;
    if (done) site.script.passwords["mkos"] = next;
    site.script.instead = {};
    own = core::Result<net::HttpResponse>(
        std::unexpected(core::Error(ErrorKind::timeout, Delivery::maybe_applied, "no answer came")));
    return own;
  };
}

TEST(UdsSession, EachUserSignsInAsThemselvesWithTheirOwnCookies) {
  UdsSite site;
  site.add_plain_user("bo");
  site.want("user", "mkos", {"speedDials"}).want("user", "bo", {"speedDials"});
  site.script.answers["GET /user/bo/speedDials"] = user_speed_dials("");
  ASSERT_TRUE(site.observe());
  int with_cookie = 0;
  for (const auto& one : site.http->sent()) {
    const std::string user = one.request.target.find("/user/bo") != std::string::npos ? "bo" : "mkos";
    EXPECT_EQ(one.request.headers.find("Authorization"), kit::basic_authorization(user, "pw-" + user));
    const auto cookie = one.request.headers.find("Cookie");
    if (!cookie) continue;
    ++with_cookie;
    EXPECT_EQ(*cookie, "JSESSIONID=of-" + user);
  }
  EXPECT_EQ(with_cookie, 2) << "the session's cookie is sent again";
}

TEST(UdsSession, TheManifestsSpellingOfANameIsAskedForAndIsThatOfItsSecret) {
  UdsSite site;
  site.add_plain_user("Zoe.Amari");
  site.script.passwords["Zoe.Amari"] = "pw";
  site.secrets.files = {{"uds/Zoe.Amari", "pw"}};
  site.want("user", "zoe.amari", {"user.displayName"});
  site.scope.spelled = {{"zoe.amari", "Zoe.Amari"}};
  const auto coverage = site.observe();
  ASSERT_TRUE(coverage);
  EXPECT_TRUE(coverage->unreadable.empty());
  EXPECT_NE(site.table.find(kUser, "zoe.amari"), nullptr);
  for (const auto& one : site.http->sent()) EXPECT_EQ(one.request.target.find("zoe.amari"), std::string::npos);
}

TEST(UdsSession, ListsOfOptionsAreAskedWithoutCredentials) {
  UdsSite site;
  site.want("user", "mkos", {"user.userLocale"});
  ASSERT_TRUE(site.observe());
  const auto& last = site.http->sent().back().request;
  EXPECT_EQ(last.target, "/cucm-uds/options/installedLocales");
  EXPECT_FALSE(last.headers.find("Authorization"));
  EXPECT_FALSE(last.headers.find("Cookie"));
}

TEST(UdsSession, ARefusedPasswordIsSentOnceAndStopsThatUserAlone) {
  UdsSite site;
  site.add_plain_user("bo");
  site.script.passwords["mkos"] = "another";
  site.want("user", "mkos").want("device", "mkos/sep00deadbeef01").want("user", "bo");
  for (int i = 0; i < 3; ++i) {
    const auto coverage = site.observe();
    ASSERT_TRUE(coverage);
    EXPECT_EQ(site.script.refused, 1) << "a failed login counts, so it is never repeated";
    ASSERT_EQ(coverage->unreadable.size(), 2U);
    EXPECT_EQ(coverage->unreadable[0].kind, ErrorKind::auth);
    EXPECT_EQ(coverage->unreadable[0].where, core::EntityKey("uds", "user", "mkos"));
    EXPECT_EQ(coverage->unreadable[1].where, core::EntityKey("uds", "device", "mkos/sep00deadbeef01"));
    EXPECT_TRUE(coverage->entities.at(kUser).complete);
    EXPECT_NE(site.table.find(kUser, "bo"), nullptr);
  }
  const auto later = site.read("user", "mkos", "mkos");
  EXPECT_EQ(later.error().kind, ErrorKind::auth);
  EXPECT_EQ(later.error().delivery, Delivery::not_sent);
  EXPECT_EQ(
      later.error().what,
      "GET /cucm-uds/user/mkos of uds: uds refused the password of mkos: nothing more is sent until they change. "
      "If they are right by now, `muster retry-login --system uds` (with the --state or --config of this run) lets "
      "muster try them once more");
}

TEST(UdsSession, ARefusedPasswordIsNotSentByTheNextProcess) {
  UdsSite site;
  site.want("user", "mkos", {"user.displayName"});
  site.script.passwords["mkos"] = "another";
  ASSERT_TRUE(site.observe());
  for (const bool is_asked_for : {false, true}) {
    if (is_asked_for) site.tokens.kept.erase("login/refused/password/mkos");
    site.connect();
    ASSERT_TRUE(site.observe());
    EXPECT_EQ(site.script.refused, is_asked_for ? 2 : 1);
  }
}

TEST(UdsSession, AnotherPasswordIsTriedAtTheNextObservation) {
  UdsSite site;
  site.script.passwords["mkos"] = "another";
  site.want("user", "mkos");
  ASSERT_EQ(site.observe()->unreadable.size(), 1U);
  site.secrets.files["uds/mkos"] = "another";
  EXPECT_TRUE(site.observe()->unreadable.empty());
  EXPECT_NE(site.table.find(kUser, "mkos"), nullptr);
  EXPECT_EQ(site.script.refused, 1);
}

TEST(UdsSession, APasswordThatIsRefusedLaterStopsTheUserToo) {
  UdsSite site;
  site.want("user", "mkos");
  ASSERT_TRUE(site.observe()->unreadable.empty());
  site.script.passwords["mkos"] = "changed elsewhere";
  for (int i = 0; i < 3; ++i) EXPECT_EQ(site.observe()->unreadable.size(), 1U);
  EXPECT_EQ(site.script.refused, 1);
}

TEST(UdsSession, APasswordThatCannotBeReadStopsThatUserAloneAndSendsNothing) {
  UdsSite site;
  site.add_plain_user("bo");
  site.secrets.files.erase("uds/mkos");
  site.want("user", "mkos").want("user", "bo");
  const auto coverage = site.observe();
  ASSERT_EQ(coverage->unreadable.size(), 1U);
  EXPECT_NE(coverage->unreadable[0].what.find("there is no file uds/mkos"), std::string::npos);
  EXPECT_EQ(site.lines(), (Names{"GET /user/bo"}));
  site.secrets.files["uds/mkos"] = "pw-mkos";
  EXPECT_TRUE(site.observe()->unreadable.empty());
}

TEST(UdsSession, ANameWithAColonCannotSignInAndNothingIsSent) {
  UdsSite site;
  site.secrets.files["uds/a%3Ab"] = "x";
  site.want("user", "a:b");
  const auto coverage = site.observe();
  ASSERT_EQ(coverage->unreadable.size(), 1U);
  EXPECT_EQ(coverage->unreadable[0].kind, ErrorKind::invalid);
  EXPECT_TRUE(site.lines().empty());
}

TEST(UdsSession, AChangedPasswordIsTheLoginFromThenOn) {
  UdsSite site;
  site.script.instead = [&](const net::HttpRequest& request) {
    std::optional<core::Result<net::HttpResponse>> own;
    if (request.method != net::Method::put) return own;
    site.script.passwords["mkos"] = "n&w <1>";
    own = net::HttpResponse(204, "");
    return own;
  };
  ASSERT_TRUE(site.write(password_change(site, "n&w <1>")));
  EXPECT_EQ(site.body("PUT /user/mkos/credentials"),
            "<credentials><credential type=\"password\">n&amp;w &lt;1&gt;</credential></credentials>");
  EXPECT_TRUE(site.read("user", "mkos", "mkos"));
  EXPECT_EQ(site.script.refused, 0);
  site.connect();  // another process, with the same configuration
  EXPECT_TRUE(site.read("user", "mkos", "mkos"));
  EXPECT_EQ(site.script.refused, 0) << "what was kept counts, as the configured password has not changed since";
  site.secrets.files["uds/mkos"] = "of the operator";
  site.script.passwords["mkos"] = "of the operator";
  site.connect();
  EXPECT_TRUE(site.read("user", "mkos", "mkos"));
  EXPECT_EQ(site.script.refused, 0) << "a configured password that has changed wins";
}

TEST(UdsSession, AfterAChangeInDoubtTheNewPasswordIsTriedOnceAndCounts) {
  UdsSite site;
  auto write = password_change(site, "new");
  lose_answer(site, true, "new");
  const auto receipt = site.write(std::move(write));
  ASSERT_FALSE(receipt);
  EXPECT_EQ(receipt.error().delivery, Delivery::maybe_applied);
  EXPECT_TRUE(site.read("user", "mkos", "mkos"));
  EXPECT_EQ(site.script.refused, 0);
  site.connect();
  EXPECT_TRUE(site.read("user", "mkos", "mkos"));
  EXPECT_EQ(site.script.refused, 0);
}

TEST(UdsSession, AfterAChangeInDoubtTheOldPasswordIsTriedNext) {
  UdsSite site;
  auto write = password_change(site, "new");
  lose_answer(site, false, "new");
  ASSERT_FALSE(site.write(std::move(write)));
  const auto before = site.http->sent().size();
  EXPECT_TRUE(site.read("user", "mkos", "mkos"));
  EXPECT_EQ(site.script.refused, 1);
  const auto sent = sent_passwords(site, {"new", "pw-mkos"});
  EXPECT_EQ(
      Names(sent.begin() + static_cast<std::ptrdiff_t>(before), sent.begin() + static_cast<std::ptrdiff_t>(before) + 2),
      (Names{"new", "pw-mkos"}));
  site.connect();
  EXPECT_TRUE(site.read("user", "mkos", "mkos"));
  EXPECT_EQ(site.script.refused, 1) << "it is settled for other processes too";
}

TEST(UdsSession, AfterAChangeInDoubtEachPasswordIsTriedOnceAndThenNothing) {
  UdsSite site;
  auto write = password_change(site, "new");
  lose_answer(site, false, "new");
  ASSERT_FALSE(site.write(std::move(write)));
  site.script.passwords["mkos"] = "neither";
  site.want("user", "mkos");
  for (int i = 0; i < 3; ++i) {
    const auto coverage = site.observe();
    ASSERT_EQ(coverage->unreadable.size(), 1U);
    EXPECT_EQ(site.script.refused, 2) << "the new one, the old one, and no more";
  }
  site.secrets.files["uds/mkos"] = "neither";
  EXPECT_TRUE(site.observe()->unreadable.empty());
}

TEST(UdsSession, AChangeThatArrivesLateIsFoundWhereTheOldPasswordIsNotGoodAnyLonger) {
  for (const bool in_another_process : {false, true}) {
    UdsSite site;
    auto write = password_change(site, "new");
    lose_answer(site, false, "new");
    ASSERT_FALSE(site.write(std::move(write)));
    EXPECT_TRUE(site.read("user", "mkos", "mkos"));
    site.script.passwords["mkos"] = "new";
    if (in_another_process) site.connect();
    EXPECT_TRUE(site.read("user", "mkos", "mkos")) << in_another_process;
    EXPECT_EQ(site.script.refused, 2) << "the new one too early, and the old one too late";
    site.connect();
    EXPECT_TRUE(site.read("user", "mkos", "mkos"));
    EXPECT_EQ(site.script.refused, 2) << "it is settled";
  }
}

TEST(UdsSession, APasswordThatMayArriveLateIsTriedOnceMoreAndThenNothing) {
  UdsSite site;
  auto write = password_change(site, "new");
  lose_answer(site, false, "new");
  ASSERT_FALSE(site.write(std::move(write)));
  ASSERT_TRUE(site.read("user", "mkos", "mkos"));
  site.script.passwords["mkos"] = "neither";
  for (int i = 0; i < 3; ++i) {
    EXPECT_FALSE(site.read("user", "mkos", "mkos"));
    EXPECT_EQ(site.script.refused, 3);
  }
  EXPECT_EQ(from_blob(site.tokens.kept["password/mkos"])->late.reveal(), "");
}

TEST(UdsSession, AChangeInDoubtOutlivesTheProcess) {
  UdsSite site;
  auto write = password_change(site, "new");
  lose_answer(site, true, "new");
  ASSERT_FALSE(site.write(std::move(write)));
  site.connect();
  EXPECT_TRUE(site.read("user", "mkos", "mkos"));
  EXPECT_EQ(site.script.refused, 0);
}

TEST(UdsSession, WithoutAStoreTheProcessRemembersByItself) {
  UdsSite site;
  site.with_tokens = false;
  site.connect();
  auto write = password_change(site, "new");
  lose_answer(site, true, "new");
  ASSERT_FALSE(site.write(std::move(write)));
  EXPECT_TRUE(site.read("user", "mkos", "mkos"));
  EXPECT_EQ(site.script.refused, 0);
}

TEST(UdsSession, APasswordThatCannotBeKeptIsNotSent) {
  UdsSite site;
  auto write = password_change(site, "new");
  site.tokens.fails = true;
  const auto receipt = site.write(std::move(write));
  ASSERT_FALSE(receipt);
  EXPECT_EQ(receipt.error().delivery, Delivery::not_sent);
  EXPECT_TRUE(site.lines().empty());
  site.tokens.fails = false;
  EXPECT_TRUE(site.read("user", "mkos", "mkos"));
  EXPECT_EQ(site.script.refused, 0);
}

TEST(UdsSession, ARefusedChangeLeavesTheOldPassword) {
  UdsSite site;
  auto write = password_change(site, "short");
  site.script.statuses["PUT /user/mkos/credentials"] = 415;
  site.script.answers["PUT /user/mkos/credentials"] = "<error><message>short is too short</message></error>";
  const auto receipt = site.write(std::move(write));
  ASSERT_FALSE(receipt);
  EXPECT_EQ(receipt.error().kind, ErrorKind::rejected);
  EXPECT_EQ(receipt.error().what.find("short is"), std::string::npos) << "the server gave the secret back: masked";
  EXPECT_NE(receipt.error().what.find("*** is too ***"), std::string::npos) << receipt.error().what;
  EXPECT_TRUE(site.read("user", "mkos", "mkos"));
  site.connect();
  EXPECT_TRUE(site.read("user", "mkos", "mkos"));
  EXPECT_EQ(site.script.refused, 0);
}

engine::Task<int> read_five_times_at_once(UdsSite* site) {
  const auto executor = co_await boost::asio::this_coro::executor;
  engine::TaskGroup group(executor);
  const auto one = [](UdsSite* of) -> engine::Task<void> {
    core::EntityKey key("uds", "user", "mkos");
    core::RemoteId id("mkos");
    const auto fresh = co_await of->provider->read(std::move(key), std::move(id), nullptr);
    EXPECT_FALSE(fresh);
  };
  for (int i = 0; i < 5; ++i) group.spawn(one(site));
  co_await group.join();
  co_return 0;
}

TEST(UdsSession, ManyRequestsAtOnceTryADoubtfulPasswordOnce) {
  for (const bool was_right : {false, true}) {  // and somebody changed it since
    UdsSite site;
    site.http->set_latency(engine::Duration(20));
    site.want("user", "mkos");
    if (was_right) {
      ASSERT_TRUE(site.read("user", "mkos", "mkos"));
    }
    site.script.passwords["mkos"] = "another";
    static_cast<void>(site.clock.run(read_five_times_at_once(&site)));
    EXPECT_EQ(site.script.refused, 1) << was_right;
  }
}

TEST(UdsSession, AllUsersPayOneBudget) {
  UdsSite site;
  kit::Budgets budgets(site.clock);
  site.add_plain_user("bo");
  site.http = std::make_shared<tests::ScriptedHttp>(
      site.clock, [&](const net::HttpRequest& request, std::size_t) { return site.script.answer(request); });
  kit::ProviderPorts ports;
  ports.transport = site.http;
  ports.clock = &site.clock;
  ports.random = &site.random;
  ports.secrets = &site.secrets;
  ports.budgets = &budgets;
  site.spec.budget = {0, 100, 1};
  site.provider = make(site.spec, {}, ports).value();
  site.http->set_latency(engine::Duration(5));
  site.want("user", "mkos").want("user", "bo");
  ASSERT_TRUE(site.observe());
  EXPECT_EQ(site.http->most_at_once(), 1U);
  EXPECT_EQ(budgets.used().size(), 1U);
  const auto same = budgets.get(site.spec.url, "", site.spec.budget);
  EXPECT_GT(same.use_count(), 2) << "keyed by the origin alone";
}

TEST(UdsSession, TheUsernameHasToHoldTheName) {
  core::SystemSpec spec;
  spec.name = "uds";
  spec.credentials["username"] = "svc-muster";
  const auto checked = check_settings(spec);
  ASSERT_FALSE(checked);
  EXPECT_NE(checked.error().what.find("{name}"), std::string::npos);
  spec.credentials["username"] = "{name}";
  EXPECT_TRUE(check_settings(spec));
}

}  // namespace
}  // namespace muster::cucm_uds
