#include "reconciler/core/uuid.h"

#include <gtest/gtest.h>

#include "reconciler/core/name.h"

namespace muster::core {
namespace {

constexpr std::string_view kUuid = "9508978d-9bad-4faa-a9c4-09d85d8fdce6";
// ciscospark://us/PEOPLE/9508978d-9bad-4faa-a9c4-09d85d8fdce6
constexpr std::string_view kPerson = "Y2lzY29zcGFyazovL3VzL1BFT1BMRS85NTA4OTc4ZC05YmFkLTRmYWEtYTljNC0wOWQ4NWQ4ZmRjZTY";
// ciscospark://urn:TEAM:us-west-2_r/PLACE/9508978D-9BAD-4FAA-A9C4-09D85D8FDCE6
constexpr std::string_view kPlace =
    "Y2lzY29zcGFyazovL3VybjpURUFNOnVzLXdlc3QtMl9yL1BMQUNFLzk1MDg5NzhELTlCQUQtNEZBQS1BOUM0LTA5RDg1RDhGRENFNg==";
// ciscospark://us/ROLE/id_full_admin
constexpr std::string_view kRole = "Y2lzY29zcGFyazovL3VzL1JPTEUvaWRfZnVsbF9hZG1pbg";

TEST(Uuid, IsReadOutOfEveryFormOfAnId) {
  EXPECT_EQ(uuid_of(kUuid), kUuid);
  EXPECT_EQ(uuid_of("9508978D-9BAD-4FAA-A9C4-09D85D8FDCE6"), kUuid);
  EXPECT_EQ(uuid_of(kPerson), kUuid);
  EXPECT_EQ(uuid_of(std::string(kPerson) + "="), kUuid);
  EXPECT_EQ(uuid_of(kPlace), kUuid);
}

TEST(Uuid, IsNotFoundInAnythingElse) {
  for (const std::string_view text : {"", "ada@acme.example", "9508978d9bad4faaa9c409d85d8fdce6",
                                      "9508978d-9bad-4faa-a9c4-09d85d8fdceg", "====", "bWlyYQ", "Zm9vOi8v"}) {
    EXPECT_EQ(uuid_of(text), std::nullopt) << text;
  }
  EXPECT_EQ(uuid_of(kRole), std::nullopt) << "a role's id has a name for a tail";
  EXPECT_EQ(uuid_of(std::string(5'000, 'A')), std::nullopt);
}

TEST(Uuid, TheUriOfAnIdIsShownWhole) {
  EXPECT_EQ(uri_of(kRole), "ciscospark://us/ROLE/id_full_admin");
  EXPECT_EQ(uri_of(kUuid), std::nullopt);
  EXPECT_EQ(uri_of("AAAA"), std::nullopt) << "not text";
}

TEST(Uuid, NamesAndIdsCompareInOneList) {
  EXPECT_TRUE(same(kPerson, kPlace, Compare::folded_or_uuid));
  EXPECT_TRUE(same(" Ada@Acme.example", "ada@acme.example", Compare::folded_or_uuid));
  EXPECT_FALSE(same(kPerson, kRole, Compare::folded_or_uuid));
  EXPECT_FALSE(same(kPerson, kPlace, Compare::folded)) << "only where the field says so";
}

}  // namespace
}  // namespace muster::core
