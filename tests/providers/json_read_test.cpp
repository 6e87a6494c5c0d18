#include "providers/kit/json_read.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace muster::kit {
namespace {

using core::ErrorKind;
using nlohmann::json;

TEST(JsonRead, ReadsADocument) {
  const auto document = read_json(R"({"a":[1,{"b":"x"}],"c":null,"d":-2.5,"e":true})");
  ASSERT_TRUE(document);
  EXPECT_EQ(*document, json::parse(R"({"a":[1,{"b":"x"}],"c":null,"d":-2.5,"e":true})"));
}

TEST(JsonRead, RefusesWhatIsNotJson) {
  for (const char* text :
       {"", "<html>login</html>", "{", "{\"a\":1}x", "[1,]", "nul", "\"\xff\xfe\"", "{\"a\":\"\x01\"}"}) {
    const auto document = read_json(text);
    ASSERT_FALSE(document) << text;
    EXPECT_EQ(document.error().kind, ErrorKind::protocol);
    EXPECT_NE(document.error().what.find("the answer is not JSON (byte"), std::string::npos) << document.error().what;
  }
}

TEST(JsonRead, RepeatsNothingOfTheAnswerInAnError) {
  const auto document = read_json(R"({"password":"hunter2)");
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().what.find("hunter2"), std::string::npos);
}

TEST(JsonRead, RefusesAKeyTwice) {
  const auto document = read_json(R"({"users":[{"id":"1","id":"2"}]})");
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().what, "the answer has an object with one key twice");
}

TEST(JsonRead, RefusesDeepNesting) {
  EXPECT_TRUE(read_json(std::string(32, '[') + std::string(32, ']')));
  EXPECT_FALSE(read_json(std::string(33, '[') + std::string(33, ']')));
  EXPECT_FALSE(read_json(std::string(5'000'000, '[')));
}

TEST(JsonRead, HandsOverTheElementsOfOneArrayInOrder) {
  std::vector<json> elements;
  const auto document =
      read_json(R"({"statusCode":0,"users":[{"id":"1","users":[7]},"two",[3,[4]],null],"more":{"users":[5]}})", "users",
                [&](const json& element, std::size_t index) {
                  EXPECT_EQ(index, elements.size());
                  elements.push_back(element);
                });
  ASSERT_TRUE(document);
  const std::vector<json> expected = {json::parse(R"({"id":"1","users":[7]})"), "two", json::parse("[3,[4]]"), nullptr};
  EXPECT_EQ(elements, expected);
  EXPECT_EQ(*document, json::parse(R"({"statusCode":0,"users":[],"more":{"users":[5]}})"));
}

TEST(JsonRead, StreamsNothingFromAnArrayThatIsTheWholeDocument) {
  const auto document = read_json(R"([1,2])", "", [](const json&, std::size_t) { FAIL(); });
  ASSERT_TRUE(document);
  EXPECT_EQ(document->size(), 2u);
}

TEST(JsonRead, FindsErrorsInsideAndBehindStreamedElements) {
  const auto ignore = [](const json&, std::size_t) {};
  EXPECT_FALSE(read_json(R"({"users":[{"a":1,"a":2}]})", "users", ignore));
  EXPECT_FALSE(read_json(R"({"users":[{"a":1},)", "users", ignore));
  EXPECT_FALSE(read_json(R"({"users":[1],"users":[2]})", "users", ignore));
}

class JsonObjectTest : public testing::Test {
 protected:
  const json value_ = json::parse(
      R"({"name":"Mira","on":true,"number":7,"text_number":"18","list":["a",5],"inner":{"x":1},"none":null,"f":1.5})");
  const JsonPlace root_{""};
  const JsonPlace users_{root_, "users"};
  const JsonPlace third_{users_, std::size_t{3}};
  const JsonObject object_ = JsonObject::of(value_, third_).value();
};

TEST_F(JsonObjectTest, GivesValuesOfTheTypeAsked) {
  EXPECT_EQ(object_.text("name").value(), "Mira");
  EXPECT_EQ(object_.boolean("on").value(), true);
  EXPECT_EQ(object_.integer("number").value(), 7);
  EXPECT_EQ(object_.integer("text_number").value(), 18);
  EXPECT_EQ(object_.array("list").value()->size(), 2u);
  EXPECT_EQ(object_.object("inner").value()->size(), 1u);
}

TEST_F(JsonObjectTest, TakesMissingAndNullForNotKnown) {
  for (const char* key : {"absent", "none"}) {
    EXPECT_EQ(object_.text(key).value(), std::nullopt);
    EXPECT_EQ(object_.boolean(key).value(), std::nullopt);
    EXPECT_EQ(object_.integer(key).value(), std::nullopt);
    EXPECT_EQ(object_.array(key).value(), nullptr);
    EXPECT_EQ(object_.object(key).value(), nullptr);
  }
}

TEST_F(JsonObjectTest, NamesTheFieldAndWhatWasFound) {
  EXPECT_EQ(object_.text("number").error().what, "users[3].number: expected text, found a number");
  EXPECT_EQ(object_.boolean("name").error().what, "users[3].name: expected true or false, found text");
  EXPECT_EQ(object_.integer("name").error().what, "users[3].name: expected a whole number, found text");
  EXPECT_EQ(object_.integer("f").error().what, "users[3].f: expected a whole number, found a number");
  EXPECT_EQ(object_.array("inner").error().what, "users[3].inner: expected a list, found an object");
  EXPECT_EQ(object_.object("list").error().what, "users[3].list: expected an object, found a list");
}

TEST_F(JsonObjectTest, NamesTheElement) {
  const JsonPlace list(third_, "list");
  EXPECT_EQ(text_element(value_["list"][0], JsonPlace(list, std::size_t{0})).value(), "a");
  EXPECT_EQ(text_element(value_["list"][1], JsonPlace(list, std::size_t{1})).error().what,
            "users[3].list[1]: expected text, found a number");
}

TEST_F(JsonObjectTest, IsNeverMadeOfAnythingElse) {
  EXPECT_EQ(JsonObject::of(json("x"), third_).error().what, "users[3]: expected an object, found text");
}

TEST(JsonRead, RefusesNumbersThatDoNotFit) {
  const json value = json::parse(R"({"big":18446744073709551615,"long":"99999999999999999999"})");
  const JsonPlace root("");
  const auto object = JsonObject::of(value, root).value();
  EXPECT_FALSE(object.integer("big"));
  EXPECT_FALSE(object.integer("long"));
}

}  // namespace
}  // namespace muster::kit
