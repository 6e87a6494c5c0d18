#include "providers/kit/xml_read.h"

#include <gtest/gtest.h>

namespace muster::kit {
namespace {

TEST(XmlRead, ReadsElementsTextAndAttributes) {
  const auto root = read_xml(R"(<?xml version="1.0"?><apiErrors><apiError code="7"><errorMessage> a &lt; b
      </errorMessage><empty/></apiError></apiErrors>)");
  ASSERT_TRUE(root);
  EXPECT_EQ(root->name, "apiErrors");
  const auto* error = root->child("apiError");
  ASSERT_NE(error, nullptr);
  EXPECT_EQ(error->text_of("errorMessage"), "a < b");
  EXPECT_EQ(error->text_of("empty"), "");
  EXPECT_EQ(error->text_of("missing"), "");
  EXPECT_EQ(error->attributes.at(0).second, "7");
  EXPECT_EQ(root->child("other"), nullptr);
}

TEST(XmlRead, RefusesADocumentTypeSoThatNoEntityMultiplies) {
  const auto bomb = read_xml(R"(<!DOCTYPE a [<!ENTITY e0 "ha"><!ENTITY e1 "&e0;&e0;">]><a>&e1;</a>)");
  ASSERT_FALSE(bomb);
  EXPECT_EQ(bomb.error().what, "the answer has a document type of its own");
}

TEST(XmlRead, ExpandsNoEntityButTheFive) { EXPECT_EQ(read_xml("<a>&amp;&unknown;</a>")->text, "&&unknown;"); }

TEST(XmlRead, RefusesWhatIsNotXmlNotTextOrTooDeepOrTooLong) {
  EXPECT_FALSE(read_xml(""));
  EXPECT_FALSE(read_xml("<a>"));
  EXPECT_FALSE(read_xml("<html><br></html>"));
  EXPECT_FALSE(read_xml("<a>\xFF</a>"));
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  std::string closed = deep;
  for (int i = 0; i < 100'000; ++i) closed += "</a>";
  EXPECT_EQ(read_xml(closed).error().what, "the answer is nested too deeply");
  EXPECT_FALSE(read_xml("<a>" + std::string(kLongestXml, 'x') + "</a>"));
}

}  // namespace
}  // namespace muster::kit
