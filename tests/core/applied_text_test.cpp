#include "reconciler/core/applied_text.h"

#include <gtest/gtest.h>

namespace muster::core {
namespace {

TEST(AppliedText, LeaveOutEmptyEnds) {
  EXPECT_EQ(to_json({}), "[]");
  EXPECT_EQ(to_json({AppliedField{"enabled", "true", {}, ""}, AppliedField{"roles", "=", {"a", "b"}, ""},
                     AppliedField{"password", "", {}, "3f"}}),
            R"([["enabled","true"],["roles","=",["a","b"]],["password","",[],"3f"]])");
}

TEST(AppliedText, AContendedFieldSaysSoAtItsEndAndOlderTextsStillRead) {
  const std::vector<AppliedField> fields = {AppliedField{"enabled", "=true", {}, "", true}};
  EXPECT_EQ(to_json(fields), R"([["enabled","=true",[],"",1]])");
  EXPECT_EQ(parse_applied_fields(to_json(fields)), fields);
  EXPECT_FALSE(parse_applied_fields(R"([["enabled","=true"]])")->at(0).contended);
  EXPECT_FALSE(parse_applied_fields(R"([["enabled","=true",[],"",0]])"));
}

TEST(AppliedText, ReadBackWhateverBytesTheyHold) {
  std::string every_byte;
  for (int byte = 0; byte < 256; ++byte) every_byte.push_back(static_cast<char>(byte));
  const std::vector<AppliedField> fields = {AppliedField{every_byte, "", {every_byte, ""}, "x"},
                                            AppliedField{"", every_byte, {}, ""}};
  EXPECT_EQ(parse_applied_fields(to_json(fields)), fields);
}

TEST(AppliedText, RefuseEveryTextThatWasCutOrExtended) {
  const std::string json = to_json({AppliedField{"a\n", "b", {"c", "d"}, "e"}, AppliedField{"f", "g", {}, ""}});
  for (std::size_t size = 0; size < json.size(); ++size) {
    EXPECT_FALSE(parse_applied_fields(json.substr(0, size))) << json.substr(0, size);
  }
  for (const char* extra : {"]", " ", ",", "[]"}) EXPECT_FALSE(parse_applied_fields(json + extra));
}

TEST(AppliedText, RefuseEscapesThatAreNeverWritten) {
  for (const char* text : {R"([["\u0041","b"]])", R"([["\x","b"]])", R"([["\u00","b"]])", R"([["\u-001","b"]])"}) {
    EXPECT_FALSE(parse_applied_fields(text)) << text;
  }
}

}  // namespace
}  // namespace muster::core
