#include <gtest/gtest.h>

#include <set>

#include "providers/simulators/fault_answers.h"
#include "providers/simulators/genesys_gws/simulator.h"
#include "providers/simulators/http_date.h"
#include "tests/providers/sim_gws_site.h"

namespace muster::tests {
namespace {

using namespace std::chrono_literals;
using simulators::FaultKind;
using simulators::Faults;
using simulators::FaultSettings;
using simulators::PlayedAnswer;
using simulators::RetryAfterForm;
using Transport = net::ServerAnswer::Transport;

constexpr engine::WallTime kNow{std::chrono::seconds(1'767'600'000)};

net::HttpRequest signed_request(net::Method method, const std::string& path, const Json& body = nullptr) {
  auto request = request_to(method, "/api/v2" + path, body);
  sign(request);
  return request;
}

net::HttpRequest creation(const std::string& login) {
  return signed_request(
      net::Method::post, "/users",
      {{"userName", login}, {"firstName", "A"}, {"lastName", "B"}, {"password", "p"}, {"roles", {"ROLE_AGENT"}}});
}

FaultSettings always(FaultKind kind) {
  FaultSettings settings;
  settings.set(kind, 1.0);
  return settings;
}

struct Expected {
  FaultKind kind;
  bool carried_out;
  Transport transport;
  int status;  // of a complete answer
};

TEST(SimFaults, AreInFrontOfTheChangeOrBehindIt) {
  const std::vector<Expected> table{
      {FaultKind::latency, true, Transport::complete, 200},
      {FaultKind::too_many_requests, false, Transport::complete, 429},
      {FaultKind::reset_before, false, Transport::reset_before_answer, 0},
      {FaultKind::reset_after, true, Transport::reset_before_answer, 0},
      {FaultKind::connection_refused, false, Transport::reset_before_answer, 0},
      {FaultKind::silence_before, false, Transport::complete, 0},
      {FaultKind::silence_after, true, Transport::complete, 0},
      {FaultKind::truncated_body, true, Transport::truncated_body, 200},
      {FaultKind::html_page, false, Transport::complete, 200},
      {FaultKind::html_page_after, true, Transport::complete, 200},
      {FaultKind::session_expired, true, Transport::complete, 200},
      {FaultKind::vendor_error_before, false, Transport::complete, 500},
      {FaultKind::vendor_error_after, true, Transport::complete, 200},
      {FaultKind::collection_not_found, false, Transport::complete, 404},
  };
  for (const auto& expected : table) {
    gws::Simulator simulator(gws::empty_organisation(), always(expected.kind));
    const auto played = simulator.faults().answer(creation("mira"), kNow);
    const auto name = to_text(expected.kind);
    EXPECT_EQ(simulator.world().users.size(), expected.carried_out ? 2U : 1U) << name;
    EXPECT_EQ(played.server.transport, expected.transport) << name;
    EXPECT_EQ(played.server.response.status, expected.status) << name;
    EXPECT_EQ(played.connection_refused, expected.kind == FaultKind::connection_refused) << name;
    EXPECT_EQ(simulator.faults().played(expected.kind), 1U) << name;
  }
}

TEST(SimFaults, AnswerServerErrorsBeforeOrAfterWithEveryKindOfBody) {
  for (const auto kind : {FaultKind::server_error_before, FaultKind::server_error_after}) {
    gws::Simulator simulator(gws::empty_organisation(), always(kind));
    std::set<int> statuses;
    std::set<char> first_letters;
    for (int i = 0; i < 60; ++i) {
      const auto played = simulator.faults().answer(creation("p" + std::to_string(i)), kNow);
      statuses.insert(played.server.response.status);
      first_letters.insert(played.server.response.body.empty() ? ' ' : played.server.response.body.front());
    }
    EXPECT_EQ(statuses, (std::set{500, 502, 503, 504}));
    EXPECT_EQ(first_letters, (std::set{' ', '<', '{'}));
    EXPECT_EQ(simulator.world().users.size(), kind == FaultKind::server_error_after ? 61U : 1U);
  }
}

TEST(SimFaults, SayRetryAfterInEveryForm) {
  const std::vector<std::pair<RetryAfterForm, std::string>> table{
      {RetryAfterForm::http_date, "GMT"}, {RetryAfterForm::past_date, "Mon, 05 Jan 2026 07:00:00 GMT"},
      {RetryAfterForm::fractional, "."},  {RetryAfterForm::garbage, "soon"},
      {RetryAfterForm::negative, "-"},    {RetryAfterForm::huge, "99999999999999999999"}};
  for (const auto& [form, part] : table) {
    simulators::Draw draw(1);
    const auto response = simulators::too_many_requests(form, kNow, draw);
    EXPECT_NE(response.headers.find("Retry-After").value_or("").find(part), std::string_view::npos) << part;
  }
  simulators::Draw draw(1);
  EXPECT_FALSE(simulators::too_many_requests(RetryAfterForm::absent, kNow, draw).headers.find("Retry-After"));
  const auto seconds = simulators::too_many_requests(RetryAfterForm::seconds, kNow, draw);
  EXPECT_GE(std::stoi(std::string(*seconds.headers.find("Retry-After"))), 1);
}

TEST(SimFaults, DrawAllFormsOfRetryAfterWhenNoneIsChosen) {
  Faults faults([](const net::HttpRequest&, engine::WallTime) { return net::HttpResponse(200, ""); }, {},
                always(FaultKind::too_many_requests));
  std::set<std::string> seen;
  for (int i = 0; i < 200; ++i) {
    const auto played = faults.answer(net::HttpRequest(net::Method::get, "/"), kNow);
    seen.insert(std::string(played.server.response.headers.find("Retry-After").value_or("absent")));
  }
  EXPECT_TRUE(seen.contains("absent"));
  EXPECT_TRUE(seen.contains("soon"));
  EXPECT_TRUE(seen.contains("1"));
  EXPECT_GE(seen.size(), 15U);
}

TEST(SimFaults, WriteDatesAsHttpDoes) {
  EXPECT_EQ(simulators::http_date(engine::WallTime(std::chrono::seconds(784'111'777))),
            "Sun, 06 Nov 1994 08:49:37 GMT");
}

std::string story(std::uint64_t seed) {
  FaultSettings settings;
  settings.seed = seed;
  settings.share(simulators::every_fault(), 0.5);
  gws::Simulator simulator(gws::sample_organisation(), settings);
  std::string text;
  for (int i = 0; i < 200; ++i) {
    const auto request =
        i % 3 == 0 ? creation("p" + std::to_string(i)) : signed_request(net::Method::get, "/users?limit=5&offset=10");
    const auto played = simulator.faults().answer(request, kNow + std::chrono::seconds(i));
    text += std::to_string(played.server.response.status) + played.server.response.body;
    text += std::to_string(played.server.delay.count());
  }
  return text;
}

TEST(SimFaults, AreTheSameForTheSameSeed) {
  EXPECT_EQ(story(7), story(7));
  EXPECT_NE(story(7), story(8));
}

TEST(SimFaults, ComeAtTheRateAskedFor) {
  FaultSettings settings;
  settings.share({FaultKind::reset_before, FaultKind::latency}, 0.15);
  gws::Simulator simulator(gws::empty_organisation(), settings);
  for (int i = 0; i < 4'000; ++i) (void)simulator.faults().answer(signed_request(net::Method::get, "/me"), kNow);
  EXPECT_NEAR(static_cast<double>(simulator.faults().played()), 600, 90);
  EXPECT_GT(simulator.faults().played(FaultKind::latency), 200U);
}

TEST(SimFaults, EndAtTheirTimeAndWhenStopped) {
  auto settings = always(FaultKind::too_many_requests);
  settings.until = kNow + 10s;
  gws::Simulator simulator(gws::empty_organisation(), settings);
  const auto request = signed_request(net::Method::get, "/me");
  EXPECT_EQ(simulator.faults().answer(request, kNow).server.response.status, 429);
  EXPECT_EQ(simulator.faults().answer(request, kNow + 10s).server.response.status, 200);
  simulator.faults().change(always(FaultKind::too_many_requests));
  simulator.faults().stop();
  EXPECT_EQ(simulator.faults().answer(request, kNow).server.response.status, 200);
}

TEST(SimFaults, CanBeAskedForOnce) {
  gws::Simulator simulator(gws::empty_organisation());
  simulator.faults().once(FaultKind::reset_after, net::Method::post, "/users");
  EXPECT_EQ(simulator.faults().answer(signed_request(net::Method::get, "/users"), kNow).server.response.status, 200);
  EXPECT_EQ(simulator.faults().answer(creation("mira"), kNow).server.transport, Transport::reset_before_answer);
  EXPECT_EQ(simulator.faults().answer(creation("bo"), kNow).server.response.status, 200);
  EXPECT_EQ(simulator.world().users.size(), 3U);
}

TEST(SimFaults, LateWritesArriveWhenNobodyWaitsForThem) {
  auto settings = always(FaultKind::applied_late);
  settings.late = 60s;
  settings.until = kNow + 1s;
  gws::Simulator simulator(gws::empty_organisation(), settings);
  const auto played = simulator.faults().answer(creation("mira"), kNow);
  EXPECT_EQ(played.server.delay, settings.silence);
  (void)simulator.faults().answer(signed_request(net::Method::get, "/me"), kNow + 59s);
  EXPECT_EQ(simulator.world().users.size(), 1U);
  (void)simulator.faults().answer(signed_request(net::Method::get, "/me"), kNow + 61s);
  EXPECT_EQ(simulator.world().users.size(), 2U);
  EXPECT_EQ(simulator.world().log.back().at, kNow + 60s);
}

std::vector<std::string> page(FaultKind kind, const std::string& target) {
  FaultSettings settings;
  if (kind != FaultKind::latency) settings.set(kind, 1.0);
  gws::Simulator simulator(gws::sample_organisation(), settings);
  const auto played = simulator.faults().answer(signed_request(net::Method::get, target), kNow);
  return Json::parse(played.server.response.body).at("uris");
}

TEST(SimFaults, SpoilPagesOfTheListing) {
  const auto whole = page(FaultKind::latency, "/users");
  const auto cut = [&](std::ptrdiff_t from, std::ptrdiff_t to) {
    return std::vector(whole.begin() + from, whole.begin() + to);
  };
  EXPECT_EQ(page(FaultKind::repeated_page, "/users?limit=10&offset=20"), cut(10, 20));
  EXPECT_EQ(page(FaultKind::ignored_offset, "/users?limit=10&offset=20"), cut(0, 10));
  const auto shorter = page(FaultKind::short_page, "/users?limit=10&offset=20");
  EXPECT_LT(shorter.size(), 10U);
  EXPECT_EQ(shorter, cut(20, 20 + static_cast<std::ptrdiff_t>(shorter.size())));
}

TEST(SimFaults, DoNotCountWhatDoesNotFitTheRequest) {
  gws::Simulator simulator(gws::sample_organisation(), always(FaultKind::repeated_page));
  EXPECT_EQ(simulator.faults().answer(signed_request(net::Method::get, "/me"), kNow).server.response.status, 200);
  EXPECT_EQ(simulator.faults().played(), 0U);
}

TEST(SimFaults, LetASecondAdministratorEditUnderItsOwnName) {
  gws::EditSettings edits;
  edits.logins = {"mira.kos@acme.example"};
  gws::Simulator simulator(gws::sample_organisation(), always(FaultKind::second_administrator), edits);
  for (int i = 0; i < 20; ++i) (void)simulator.faults().answer(signed_request(net::Method::get, "/me"), kNow);
  const auto changes = changes_by(simulator.world(), gws::kOther);
  EXPECT_GT(changes.size(), 5U);
  for (const auto& change : changes) EXPECT_EQ(change.user_name, "mira.kos@acme.example");
  EXPECT_TRUE(changes_by(simulator.world()).empty());
}

TEST(SimFaults, HaveNamesThatLeadBack) {
  for (const auto kind : simulators::every_fault()) EXPECT_EQ(simulators::fault_kind(to_text(kind)), kind);
  EXPECT_FALSE(simulators::fault_kind("gremlins"));
  EXPECT_EQ(simulators::common_faults().size() + 1, simulators::every_fault().size());
}

}  // namespace
}  // namespace muster::tests
