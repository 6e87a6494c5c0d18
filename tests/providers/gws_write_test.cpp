// How the provider for Genesys Web Services writes, and how few requests it needs.
#include <nlohmann/json.hpp>

#include "tests/providers/gws_fixture.h"

namespace muster::genesys_gws {
namespace {

using core::Delivery;
using core::ErrorKind;
using core::WriteAction;
using net::HttpRequest;
using net::HttpResponse;
using nlohmann::json;
using Lines = std::vector<std::string>;

constexpr const char* kDone = R"({"statusCode":0})";

class GwsWrite : public GwsProviderTest {
 protected:
  core::Write creation() {
    auto write = write_to(WriteAction::create, "");
    write.fields.push_back(text(field::first_name, "Mira"));
    write.fields.push_back(text(field::last_name, "Kos"));
    write.fields.push_back(set_of(field::roles, {"ROLE_AGENT"}));
    write.fields.push_back(secret("s3cret"));
    return write;
  }
  core::Write promotion() {
    auto write = write_to(WriteAction::update, "7");
    write.fields.push_back(set_of(field::roles, {"ROLE_X", "ROLE_AGENT", "ROLE_SUPERVISOR"}, {"ROLE_SUPERVISOR"}));
    return write;
  }
  json body(std::size_t request) { return json::parse(transport_->sent()[request].request.body); }
};

TEST_F(GwsWrite, ACreateIsOneRequest) {
  routes_["POST /users"] = always(200, R"({"statusCode":"0","id":"9c1e","path":"/users/9c1e","uri":"http://x/y"})");
  const auto receipt = write(creation());
  ASSERT_TRUE(receipt);
  EXPECT_EQ(receipt->id.text, "9c1e");
  EXPECT_EQ(lines(), Lines{"POST /api/v2/users"});
  EXPECT_EQ(body(0), json::parse(R"({"userName":"Mira","firstName":"Mira","lastName":"Kos","roles":["ROLE_AGENT"],
                                     "password":"s3cret"})"));
  EXPECT_EQ(transport_->sent()[0].request.headers.find("Content-Type"), "application/json");
}

TEST_F(GwsWrite, ACreateThatTellsNoIdIsASuccess) {
  routes_["POST /users"] = always(200, kDone);
  const auto receipt = write(creation());
  ASSERT_TRUE(receipt);
  EXPECT_TRUE(receipt->id.empty());
  EXPECT_EQ(lines().size(), 1u);
}

TEST_F(GwsWrite, ACreateOverAnExistingLoginIsAConflict) {
  routes_["POST /users"] = always(403, R"({"statusCode":"18","statusMessage":"User Mira already exists"})");
  const auto receipt = write(creation());
  EXPECT_EQ(receipt.error().kind, ErrorKind::conflict);
  EXPECT_EQ(receipt.error().delivery, Delivery::refused);
  EXPECT_EQ(receipt.error().where, core::EntityKey("gws", "user", "mira"));
}

TEST_F(GwsWrite, ACreateWhereTheCallIsSwitchedOffIsRejected) {
  routes_["POST /users"] = always(404, R"({"statusCode":6})");
  EXPECT_EQ(write(creation()).error().kind, ErrorKind::rejected);
  routes_.erase("POST /users");
  EXPECT_EQ(write(creation()).error().kind, ErrorKind::rejected);
}

TEST_F(GwsWrite, DevicesComeAfterTheUserEachWithItsOwnResult) {
  routes_["POST /users"] = always(200, R"({"statusCode":0,"id":"9"})");
  routes_["POST /users/9/devices"] = [](const HttpRequest& request, int) -> Outcome {
    const bool taken = request.body.find("3002") != std::string::npos;
    return HttpResponse(taken ? 403 : 200, taken ? R"({"statusCode":18})" : R"({"statusCode":0,"id":"d1"})");
  };
  auto create = creation();
  create.fields.push_back(set_of(field::devices, {"3001", "3002", "3003"}, {"3001", "3002", "3003"}));
  const auto receipt = write(std::move(create));
  ASSERT_TRUE(receipt);
  ASSERT_EQ(receipt->elements.size(), 3u);
  EXPECT_FALSE(receipt->elements[0].error);
  EXPECT_EQ(receipt->elements[1].error->kind, ErrorKind::conflict);
  EXPECT_EQ(receipt->elements[1].element, "3002");
  EXPECT_FALSE(receipt->elements[2].error);
  EXPECT_EQ(lines().size(), 4u);
  EXPECT_EQ(body(1), json::parse(R"({"phoneNumber":"3001"})"));
}

TEST_F(GwsWrite, FindsTheIdOfANewUserByNameWhenDevicesNeedIt) {
  routes_["POST /users"] = always(200, kDone);
  routes_["GET /users"] = [](const HttpRequest& request, int) -> Outcome {
    const bool first = number_in(request.target, "offset") == 0;
    return HttpResponse(
        200, first ? R"({"statusCode":0,"users":[{"id":"9","userName":"MIRA"}]})" : R"({"statusCode":0,"users":[]})");
  };
  routes_["POST /users/9/devices"] = always(200, kDone);
  auto create = creation();
  create.fields.push_back(set_of(field::devices, {"3001"}, {"3001"}));
  const auto receipt = write(std::move(create));
  EXPECT_EQ(receipt->id.text, "9");
  EXPECT_FALSE(receipt->elements[0].error);
}

TEST_F(GwsWrite, AnUpdateOfRolesIsOnePutOfTheWholeSetAndNothingElse) {
  routes_["PUT /users/7"] = always(200, kDone);
  ASSERT_TRUE(write(promotion()));
  EXPECT_EQ(lines(), Lines{"PUT /api/v2/users/7"});
  EXPECT_EQ(body(0), json::parse(R"({"roles":["ROLE_X","ROLE_AGENT","ROLE_SUPERVISOR"]})"));
}

TEST_F(GwsWrite, ManyFieldsAreStillOnePut) {
  routes_["PUT /users/7"] = always(200, kDone);
  auto update = promotion();
  update.fields.push_back(text(field::first_name, "Mirabel"));
  update.fields.push_back(text(field::enabled, "false"));
  update.fields.push_back(secret("n3w"));
  ASSERT_TRUE(write(std::move(update)));
  EXPECT_EQ(body(0), json::parse(R"({"roles":["ROLE_X","ROLE_AGENT","ROLE_SUPERVISOR"],"firstName":"Mirabel",
                                     "enabled":false,"password":"n3w"})"));
  EXPECT_EQ(lines().size(), 1u);
}

TEST_F(GwsWrite, UpdatesByPostOnlyWhereTheSettingSaysSo) {
  routes_["POST /users/7"] = always(200, kDone);
  EXPECT_EQ(write(promotion()).error().kind, ErrorKind::rejected);
  EXPECT_EQ(lines(), Lines{"PUT /api/v2/users/7"}) << "no falling back by itself";
  provider_.reset();
  spec_.settings["updateVerb"] = std::string("POST");
  EXPECT_TRUE(write(promotion()));
  EXPECT_EQ(lines(), Lines{"POST /api/v2/users/7"});
}

TEST_F(GwsWrite, NewDevicesAloneNeedNoPut) {
  routes_["POST /users/7/devices"] = always(200, kDone);
  auto update = write_to(WriteAction::update, "7");
  update.fields.push_back(set_of(field::devices, {"3001", "3002"}, {"3002"}));
  ASSERT_TRUE(write(std::move(update)));
  EXPECT_EQ(lines(), Lines{"POST /api/v2/users/7/devices"});
  EXPECT_EQ(body(0), json::parse(R"({"phoneNumber":"3002"})"));
}

TEST_F(GwsWrite, ADeviceThatShallGoIsRefusedWithoutARequest) {
  auto update = write_to(WriteAction::update, "7");
  auto devices = set_of(field::devices, {});
  devices.removed = {"3001"};
  update.fields.push_back(std::move(devices));
  const auto receipt = write(std::move(update));
  ASSERT_EQ(receipt->elements.size(), 1u);
  EXPECT_EQ(receipt->elements[0].error->kind, ErrorKind::rejected);
  EXPECT_TRUE(lines().empty());
}

TEST_F(GwsWrite, ARefusedUpdateLeavesTheDevicesAlone) {
  routes_["PUT /users/7"] =
      always(400, R"({"statusCode":"2","statusMessage":"cannot remove ROLE_ADMIN from yourself"})");
  auto update = promotion();
  update.fields.push_back(set_of(field::devices, {"3001"}, {"3001"}));
  const auto receipt = write(std::move(update));
  EXPECT_EQ(receipt.error().kind, ErrorKind::rejected);
  EXPECT_NE(receipt.error().what.find("cannot remove ROLE_ADMIN from yourself"), std::string::npos);
  EXPECT_EQ(lines().size(), 1u);
}

TEST_F(GwsWrite, ARemovalIsOneRequestAndGoneAlreadyIsDone) {
  routes_["DELETE /users/7"] = always(200, R"({"statusCode":"0"})");
  EXPECT_TRUE(write(write_to(WriteAction::remove, "7")));
  EXPECT_EQ(lines(), Lines{"DELETE /api/v2/users/7"});
  routes_["DELETE /users/7"] = always(404, R"({"statusCode":"6","statusMessage":"User not found"})");
  EXPECT_TRUE(write(write_to(WriteAction::remove, "7")));
}

TEST_F(GwsWrite, ABare404OnARemovalIsNotDone) {
  EXPECT_EQ(write(write_to(WriteAction::remove, "7")).error().kind, ErrorKind::rejected);
  routes_["DELETE /users/7"] = always(404, R"({"statusCode":6})");
  routes_.erase("GET /users");
  EXPECT_EQ(write(write_to(WriteAction::remove, "7")).error().kind, ErrorKind::rejected)
      << "where /users does not answer either, 6 says nothing about this user";
}

TEST_F(GwsWrite, AnAnswerThatIsLostIsNeverSentAgain) {
  routes_["POST /users"] = [](const HttpRequest&, int) -> Outcome {
    return std::unexpected(core::Error(ErrorKind::timeout, Delivery::maybe_applied, "no answer in time"));
  };
  const auto receipt = write(creation());
  EXPECT_EQ(receipt.error().delivery, Delivery::maybe_applied);
  EXPECT_EQ(lines().size(), 1u);
}

TEST_F(GwsWrite, PartialSuccessIsInDoubtAndNotRepeated) {
  routes_["PUT /users/7"] = always(200, R"({"statusCode":9})");
  EXPECT_EQ(write(promotion()).error().delivery, Delivery::maybe_applied);
  EXPECT_EQ(lines().size(), 1u);
}

TEST_F(GwsWrite, AnInternalErrorModifiedNothingAndIsRepeated) {
  routes_["PUT /users/7"] = [](const HttpRequest&, int nth) -> Outcome {
    return nth < 2 ? HttpResponse(500, R"({"statusCode":"4"})") : HttpResponse(200, kDone);
  };
  EXPECT_TRUE(write(promotion()));
  EXPECT_EQ(lines().size(), 3u);
}

TEST_F(GwsWrite, A500WithoutTheVendorsWordsIsInDoubt) {
  routes_["PUT /users/7"] = always(500, "<html>");
  EXPECT_EQ(write(promotion()).error().delivery, Delivery::maybe_applied);
  EXPECT_EQ(lines().size(), 1u);
}

TEST_F(GwsWrite, FetchesTheCsrfTokenWhenItIsAskedForOne) {
  routes_["GET /me"] = [](const HttpRequest&, int) -> Outcome {
    return tests::answer(
        200, R"({"statusCode":0,"user":{"userName":"svc"}})",
        {{"X-CSRF-HEADER", "X-Odd-Name"}, {"X-CSRF-TOKEN", "abc"}, {"Set-Cookie", "JSESSIONID=5; Path=/"}});
  };
  routes_["PUT /users/7"] = [](const HttpRequest& request, int) -> Outcome {
    const bool good = request.headers.find("X-Odd-Name") == "abc" && request.headers.find("Cookie") == "JSESSIONID=5";
    return good ? HttpResponse(200, kDone) : HttpResponse(403, "Missing or invalid Csrf token");
  };
  EXPECT_TRUE(write(promotion()));
  EXPECT_EQ(lines(), (Lines{"PUT /api/v2/users/7", "GET /api/v2/me", "PUT /api/v2/users/7"}));
}

TEST_F(GwsWrite, NeverRepeatsASecretThatTheServerEchoes) {
  routes_["POST /users"] = always(400, R"({"statusCode":3,"statusMessage":"s3cret is too short"})");
  const auto receipt = write(creation());
  EXPECT_EQ(receipt.error().what.find("s3cret"), std::string::npos);
  EXPECT_NE(receipt.error().what.find("*** is too short"), std::string::npos);
}

TEST_F(GwsWrite, ASecretAcrossTheCutOfAMessageIsNotShownInPart) {
  const std::string secret_text = "correct-horse-battery-staple";
  routes_["PUT /users/7"] =
      always(400, R"({"statusCode":3,"statusMessage":")" + std::string(190, 'x') + secret_text + R"("})");
  auto update = write_to(WriteAction::update, "7");
  update.fields.push_back(secret(secret_text));
  const auto receipt = write(std::move(update));
  EXPECT_EQ(receipt.error().what.find("correct"), std::string::npos) << receipt.error().what;
  EXPECT_NE(receipt.error().what.find("xxx***"), std::string::npos) << receipt.error().what;
}

TEST_F(GwsWrite, ASecretWithATabIsNotShown) {
  routes_["PUT /users/7"] = always(400, R"({"statusCode":3,"statusMessage":"bad: left\tright"})");
  auto update = write_to(WriteAction::update, "7");
  update.fields.push_back(secret("left\tright"));
  const auto receipt = write(std::move(update));
  EXPECT_EQ(receipt.error().what.find("left"), std::string::npos) << receipt.error().what;
  EXPECT_NE(receipt.error().what.find("bad: ***"), std::string::npos) << receipt.error().what;
}

TEST_F(GwsWrite, GivesOneResultForEachWriteInTheirOrder) {
  routes_["DELETE /users/1"] = always(200, kDone);
  routes_["DELETE /users/3"] = always(200, kDone);
  std::vector<core::Write> writes;
  for (const char* id : {"1", "2", "3"}) writes.push_back(write_to(WriteAction::remove, id));
  const auto results = clock_.run(provider().write(std::move(writes)));
  ASSERT_EQ(results.size(), 3u);
  EXPECT_TRUE(results[0]);
  EXPECT_FALSE(results[1]);
  EXPECT_TRUE(results[2]);
}

TEST_F(GwsWrite, SendsNothingWithoutAnId) {
  EXPECT_EQ(write(write_to(WriteAction::remove, "")).error().kind, ErrorKind::invalid);
  EXPECT_EQ(write(write_to(WriteAction::update, "")).error().kind, ErrorKind::invalid);
  EXPECT_TRUE(lines().empty());
}

}  // namespace
}  // namespace muster::genesys_gws
