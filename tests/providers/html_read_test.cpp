#include "providers/kit/html_read.h"

#include <gtest/gtest.h>

#include <array>
#include <random>

namespace muster::kit {
namespace {

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

HtmlPage read(std::string_view html, std::string_view type = "text/html") { return read_html(html, type).value(); }

TEST(HtmlRead, ReadsUpperCaseTagsWithoutQuotesAndEndTags) {
  const auto page = read("<HTML><TABLE><TR><TD><A HREF=/x?a=1&amp;b=2>jdoe</A><TD>Jane <TR><TD>two</TABLE>");
  const auto cells = page.find("td");
  ASSERT_EQ(cells.size(), 3u);
  EXPECT_EQ(page.text_of(cells[0]), "jdoe");
  EXPECT_EQ(page.text_of(cells[1]), "Jane");
  const auto links = page.find("a", cells[0]);
  ASSERT_EQ(links.size(), 1u);
  EXPECT_EQ(page.at(links[0]).attribute("href"), "/x?a=1&b=2");
  EXPECT_TRUE(page.find("a", cells[1]).empty());
}

TEST(HtmlRead, FindsWhatIsAroundAnElement) {
  const auto page = read("<form id=f><p><input name=x></p></form>");
  const auto input = page.find("input").at(0);
  ASSERT_TRUE(page.around(input, "form"));
  EXPECT_EQ(page.at(*page.around(input, "form")).attribute("id"), "f");
  EXPECT_FALSE(page.around(input, "table"));
  EXPECT_FALSE(page.at(input).attribute("value"));
}

TEST(HtmlRead, TakesSpacesTogetherAndLeavesScriptsOut) {
  const auto page = read("<div> a\n&nbsp; b<br>c<script>var x = 1;</script></div>");
  EXPECT_EQ(page.text_of(page.find("div").at(0)), "a b c");
}

TEST(HtmlRead, ReadsBytesThatAreUtf8AsUtf8WhateverWasDeclared) {
  EXPECT_EQ(read("<p>jos\xC3\xA9", "text/html; charset=ISO-8859-1").text_of(0), "jos\xC3\xA9");
}

TEST(HtmlRead, ReadsLatinBytesWhereTheyAreDeclared) {
  EXPECT_EQ(read("<p>jos\xE9 \x80", "text/html; charset=windows-1252").text_of(0), "jos\xC3\xA9 \xE2\x82\xAC");
  EXPECT_EQ(read("<meta charset=iso-8859-1><p>jos\xE9", "text/html").text_of(0), "jos\xC3\xA9");
}

TEST(HtmlRead, MarksBytesThatAreNoTextWhereNothingIsDeclared) {
  EXPECT_EQ(read("<p>jos\xE9", "text/html").text_of(0), "jos\xEF\xBF\xBD");
  EXPECT_EQ(read("<p>\xC3(\xFF", "text/html; charset=utf-8").text_of(0), "\xEF\xBF\xBD(\xEF\xBF\xBD");
}

TEST(HtmlRead, RefusesPagesThatAreTooLongTooDeepOrHaveTooManyTags) {
  EXPECT_FALSE(read_html(std::string(kLongestHtml + 1, 'x'), ""));
  EXPECT_EQ(read_html(repeated("<div>", 100'000), "").error().what, "the page is nested too deeply");
  EXPECT_EQ(read_html(repeated("<table><tr><td>", 100'000), "").error().what, "the page is nested too deeply");
  EXPECT_EQ(read_html(repeated("<br>", 400'000), "").error().what, "the page has too many tags");
}

TEST(HtmlRead, LeavesAPageThatMakesTheParserGrowWithoutEnd) {
  std::string bomb = "<p>";
  for (int i = 0; i < 200; ++i) bomb += "<b id=" + std::to_string(i) + ">";
  bomb += repeated("</p><p>x", 50'000);  // each paragraph opens all of them again
  const auto page = read_html(bomb, "");
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().what, "the page takes too much memory or time");
}

TEST(HtmlRead, LeavesATagOfAttributesWithoutEnd) {
  std::string tag = "<a";
  for (int i = 0; i < 60'000; ++i) tag += " a" + std::to_string(i);  // each is compared with all before it
  const auto page = read_html(tag + ">", "");
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().what, "the page takes too much memory or time");
}

TEST(HtmlRead, PartsOfATableThatStandInNoneHideNoDepth) {
  EXPECT_EQ(read_html(repeated("<div><td>", 1'000), "").error().what, "the page is nested too deeply");
  EXPECT_EQ(read_html("<table><tr><td><svg>" + repeated("<g><td>", 1'000), "").error().what,
            "the page is nested too deeply");
}

TEST(HtmlRead, AManyTimesLongerListOfRowsThatAreNotClosedIsNotDeep) {
  const auto page = read("<table>" + repeated("<tr><td><a href=x>jdoe<td><font>Jane", 20'000));
  EXPECT_EQ(page.find("tr").size(), 20'000u);
}

// Whatever the bytes: every node lies within its parent, and behind it.
TEST(HtmlRead, ReadsAnyPiecesInAnyOrder) {
  constexpr std::array<std::string_view, 24> kPieces = {
      "<table>",  "<tr>",     "<td>",     "</table>",  "<a href=x>", "</a>",       "<form>", "</form>",
      "<select>", "<option>", "<script>", "</script>", "<!--",       "-->",        "<svg>",  "<template>",
      "<p>",      "</p>",     "<b id=1>", "<div>",     "&#x0;",      "<plaintext", "\xFF",   "<frameset>"};
  std::mt19937_64 random(7);  // NOLINT: the same pages in every run
  for (int run = 0; run < 800; ++run) {
    std::string html;
    for (int i = 0; i < 40; ++i) html += kPieces.at(random() % kPieces.size());
    const auto page = read(html);
    for (HtmlIndex i = 1; i < page.nodes().size(); ++i) {
      const auto& node = page.at(i);
      ASSERT_LT(node.parent, i) << html;
      ASSERT_GT(node.end, i) << html;
      ASSERT_LE(node.end, page.at(node.parent).end) << html;
    }
  }
}

TEST(HtmlRead, WhatIsNoPageIsAnEmptyOne) {
  EXPECT_TRUE(read("").find("a").empty());
  EXPECT_EQ(read("{\"a\":1}").text_of(0), "{\"a\":1}");
}

}  // namespace
}  // namespace muster::kit
