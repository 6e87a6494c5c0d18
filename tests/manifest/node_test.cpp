#include "reconciler/manifest/node.h"

#include <gtest/gtest.h>

#include <array>

#include "reconciler/manifest/yaml_syntax.h"

namespace muster::manifest {
namespace {

// The tree of the first document on one line, or the first finding with its place.
std::string shape(const Node& node) {
  if (node.is_null()) return "null";
  if (node.is_scalar()) {
    const std::string tag = node.is_default() ? "!default " : node.tag() == Tag::text ? "!!str " : "";
    return tag + (node.plain() ? std::string(node.text()) : "'" + std::string(node.text()) + "'");
  }
  std::string text;
  if (node.is_sequence()) {
    for_each_item(node, [&](const Node& item) { text += (text.empty() ? "" : ", ") + shape(item); });
    return "[" + text + "]";
  }
  for_each_entry(node, [&](const Node& key, const Node& value) {
    text += (text.empty() ? "" : ", ") + shape(key) + ": " + shape(value);
  });
  return "{" + text + "}";
}

std::string read(std::string_view text) {
  if (const auto finding = check_source(text)) return finding->code + ": " + finding->what;
  const auto chunks = split_documents(text);
  if (chunks.empty()) return "nothing";
  Document document;
  const bool readable = document.parse(text, chunks[0]);
  if (!document.findings().empty()) {
    const auto& finding = document.findings()[0];
    const auto at = position_of(text, finding.offset);
    return std::to_string(at.line) + ":" + std::to_string(at.column) + " " + finding.code + ": " + finding.what;
  }
  EXPECT_TRUE(readable);
  return document.root() ? shape(*document.root()) : "empty";
}

struct Case {
  std::string_view text;
  std::string_view read;
  std::string_view reason;
};

TEST(Node, KnowsPlainQuotedAndTaggedTexts) {
  const std::array cases = {
      Case{"a: b\nc: 'd'\ne: \"f\"\n", "{a: b, c: 'd', e: 'f'}", "styles"},
      Case{"a: !default\nb: !default x\n", "{a: !default '', b: !default 'x'}", "the default tag"},
      Case{"a: !!str 007\n", "{a: !!str '007'}", "the text tag"},
      Case{"a: |\n  x\n  y\n", "{a: 'x\ny\n'}", "a block text"},
      Case{"a: [1, {b: c}, 'd e']\n", "{a: [1, {b: c}, 'd e']}", "flow style"},
      Case{"a: &x [1]\nb: *x\n", "{a: [1], b: [1]}", "an alias"},
      Case{"a:\nb: ~\nc: null\n", "{a: null, b: null, c: null}", "nulls"},
      Case{"a: \"\\x07\\u00e9\"\n", "{a: '\x07\xC3\xA9'}", "escapes"},
      Case{"\xEF\xBB\xBF"
           "a: b\r\nc: d\r\n",
           "{a: b, c: d}", "byte order mark and Windows line ends"},
      Case{"# only a comment\n", "empty", "no content"},
      Case{"", "nothing", "no text"},
      Case{"a: b # comment\n # another\n", "{a: b}", "comments"},
  };
  for (const auto& each : cases) EXPECT_EQ(read(each.text), each.read) << each.reason;
}

// Each of these is read by yaml-cpp 0.7 without a word, as something that the author did not mean.
TEST(Node, RefusesWhatWouldSilentlyChangeItsMeaning) {
  const std::array cases = {
      Case{"a: x\na: y\n", "2:1 duplicate-key: the key \"a\" is there twice; it is in line 1 already",
           "duplicate keys"},
      Case{"roles:\n  - A\n    - B\n",
           "2:5 several-lines: a text without quotes goes on in the next line; quote it, or correct the indentation",
           "an item indented too far becomes part of the item before it"},
      Case{"\"a\" \"b\"\n",
           "1:5 syntax: this comes after the end of the document; begin a new document with a line ---",
           "text behind a document"},
      Case{"----\n# c\na: b\n",
           "3:1 syntax: this comes after the end of the document; begin a new document with a line ---",
           "four dashes are no marker"},
      Case{"a: \"x\\Ny\"\n", "1:4 syntax: the escapes \\N and \\_ are not supported; write \\u0085 and \\u00A0",
           "yaml-cpp turns them into bytes that are not UTF-8"},
      Case{"- !!str |\n text\n", "1:3 syntax: a tag or anchor cannot stand before a block text (| or >)",
           "the indentation of such a text is misread"},
      Case{"a: \"x\\0y\"\n", "1:4 bad-character: a NUL byte cannot be part of a text", "NUL by escape"},
      Case{"x: {a: 1}\ny:\n  <<: {b: 1}\n",
           "3:3 merge-key: merge keys (<<) are not supported; use defaults on the System, or repeat the fields",
           "merge keys"},
      Case{"? [a]\n: b\n", "1:3 syntax: a list or a map cannot be a key; perhaps a closing bracket is missing",
           "complex keys"},
      Case{"a: 'x\nb: y\n", "1:4 syntax: a quoted text is not closed before the end of the document",
           "yaml-cpp closes the quote itself when the file ends with a line break"},
      Case{"a: 'x'#y\n", "1:7 syntax: this stands directly behind a quoted text; put a space or a line break between",
           "what follows would be dropped as a comment"},
      Case{": b\n", "1:1 syntax: a key is missing before \":\"", "no key"},
      Case{"a: &x [*x]\n", "1:8 alias: an alias cannot stand inside of what it names", "self reference"},
      Case{"a: &x b\n*x : c\n", "2:1 alias: an alias cannot be a key; write the key itself", "alias as a key"},
      Case{"a: !binary xx\n", "1:4 unknown-tag: this tag is not known; only !default and !!str are", "other tags"},
      Case{"a: ! b\n", "1:4 unknown-tag: this tag is not known; only !default and !!str are", "the bare tag"},
      Case{"a: !default [b]\n", "1:4 unknown-tag: a list or a map cannot have this tag", "a default list"},
      Case{"%YAML 1.1\n", "1:1 syntax: YAML directives (lines with %) are not supported; remove it", "directives"},
  };
  for (const auto& each : cases) EXPECT_EQ(read(each.text), each.read) << each.reason;
}

TEST(Node, SaysWhatIsWrongWithBrokenYaml) {
  const std::array cases = {
      Case{"a:\n\tb: c\n", "2:3 syntax: a tab cannot be used for indentation; use spaces", "tabs"},
      Case{"a: 'b\n", "1:4 syntax: a quoted text is not closed before the end of the document", "open quote"},
      Case{"a: b: c\n",
           "1:5 syntax: a \": \" cannot be here; quote a text that contains \": \", and give each key its own line",
           "colon in a value"},
      Case{"a: *b\n", "1:4 syntax: this alias names an anchor that the document does not define before it",
           "unknown alias"},
      Case{"a: @b\n", "1:4 syntax: a text cannot begin with this character; quote it", "reserved character"},
      Case{"a: \"\\q\"\n",
           "1:7 syntax: this escape is not known in double quotes; write \\\\ for a backslash, or use single quotes",
           "unknown escape"},
      Case{"a: b\n- c\n",
           "2:1 syntax: this does not fit into the map around it; each line needs \"key: value\" at the same "
           "indentation",
           "an item in a map"},
  };
  for (const auto& each : cases) EXPECT_EQ(read(each.text), each.read) << each.reason;
}

TEST(Node, NeverEndsOnInputThatOnceStalledYamlCpp) {
  EXPECT_EQ(read("{# ke\ny{:"), "2:3 syntax: a text cannot begin with this character; quote it");
}

TEST(Node, CountsColumnsInCharacters) {
  EXPECT_EQ(read("\xC3\xA4\xC3\xB6: {x: @}\n"), "1:9 syntax: a text cannot begin with this character; quote it");
}

TEST(SplitDocuments, FollowsMarkersAndNothingElse) {
  const std::string text = "a: 1\n--- # two\nb: |\n  ---\n  x\n---- \n---\n";
  const auto chunks = split_documents(text);
  ASSERT_EQ(chunks.size(), 3U);
  EXPECT_EQ(text.substr(chunks[0].offset, chunks[0].size), "a: 1\n");
  EXPECT_EQ(chunks[1].line, 1U);
  EXPECT_EQ(text.substr(chunks[2].offset, chunks[2].size), "---\n");
  EXPECT_EQ(chunks[2].line, 6U);
}

}  // namespace
}  // namespace muster::manifest
