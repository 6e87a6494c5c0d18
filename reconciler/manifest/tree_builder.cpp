#include "reconciler/manifest/tree_builder.h"

#include <fmt/format.h>
#include <yaml-cpp/mark.h>

#include <algorithm>

namespace muster::manifest {

namespace {

constexpr std::string_view kKnownTags = "this tag is not known; only !default and !!str are";

constexpr std::string_view kAfterQuote = " \t\r\n:,]}";

[[noreturn]] void refuse(std::size_t offset, std::string_view what, std::string_view code) {
  throw Refused{{offset, std::string(what), std::string(code)}};
}

[[noreturn]] void refuse_depth(std::size_t offset) { refuse(offset, "nested deeper than 64 levels", "too-deep"); }

[[nodiscard]] bool is_untagged(const std::string& tag) { return tag == "?" || tag == "!"; }

[[nodiscard]] Tag tag_named(const std::string& tag, std::size_t offset) {
  if (is_untagged(tag)) return Tag::none;
  if (tag == "!default") return Tag::at_default;
  if (tag == "tag:yaml.org,2002:str") return Tag::text;
  refuse(offset, kKnownTags, "unknown-tag");
}

void check_key(std::size_t offset, const std::string& tag, const std::string& value) {
  if (!is_untagged(tag)) refuse(offset, "a key cannot have a tag", "syntax");
  if (value != "<<" || tag != "?") return;
  refuse(offset, "merge keys (<<) are not supported; use defaults on the System, or repeat the fields", "merge-key");
}

}  // namespace

TreeBuilder::At TreeBuilder::at(const YAML::Mark& mark) const {
  const auto within = static_cast<std::size_t>(std::max(mark.pos, 0));
  return {std::min(chunk_.offset + within, chunk_.offset + chunk_.size),
          chunk_.line + static_cast<std::uint32_t>(std::max(mark.line, 0)) + 1};
}

bool TreeBuilder::in_map() const {
  return !open_.empty() && document_.records_[open_.back().index].kind == NodeKind::map;
}

void TreeBuilder::OnDocumentStart(const YAML::Mark& mark) {
  if (started_) {
    refuse(at(mark).offset, "this comes after the end of the document; begin a new document with a line ---", "syntax");
  }
  started_ = true;
}

// yaml-cpp reports a missing value at the token that follows it.
TreeBuilder::At TreeBuilder::null_place(At following) const {
  if (open_.empty()) return following;
  const Open& parent = open_.back();
  if (in_map() && parent.children % 2 == 1) {
    const auto& key = document_.records_[parent.last];
    return following.line == key.line && following.offset < chunk_.offset + chunk_.size ? following
                                                                                        : At{key.offset, key.line};
  }
  if (!parent.block || following.offset == 0) return following;
  const auto dash = text_.rfind('-', following.offset - 1);
  if (dash == std::string_view::npos || text_[following.offset] == '~') return following;
  const auto between = text_.substr(dash, following.offset - dash);
  return {dash, following.line - static_cast<std::uint32_t>(std::ranges::count(between, '\n'))};
}

void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  if (wants_key()) refuse(at(mark).offset, "a key is missing before \":\"", "syntax");
  remember(anchor, add(NodeKind::null, null_place(at(mark))));
}

void TreeBuilder::check_quotes(std::size_t offset) const {
  const auto chunk = text_.substr(0, chunk_.offset + chunk_.size);
  const auto end = quoted_end(chunk, offset);
  if (end == std::string_view::npos) {
    refuse(offset, "a quoted text is not closed before the end of the document", "syntax");
  }
  if (end >= chunk.size() || kAfterQuote.find(chunk[end]) != std::string_view::npos) return;
  refuse(end, "this stands directly behind a quoted text; put a space or a line break between", "syntax");
}

ScalarStyle TreeBuilder::check_scalar(At place, const std::string& tag, const std::string& value) const {
  if (value.size() > kMostScalarBytes) refuse(place.offset, "a text may have at most 64 KiB", "too-large");
  if (value.find('\0') != std::string::npos) {
    refuse(place.offset, "a NUL byte cannot be part of a text", "bad-character");
  }
  const SourceScalar source = scalar_in_source(text_, place.offset);
  if (source.style == ScalarStyle::block && source.has_properties) {
    refuse(place.offset, "a tag or anchor cannot stand before a block text (| or >)", "syntax");
  }
  if (source.style == ScalarStyle::plain && tag == "!") refuse(place.offset, kKnownTags, "unknown-tag");
  if (source.style == ScalarStyle::plain && !text_.substr(source.offset).starts_with(value)) {
    refuse(source.offset, "a text without quotes goes on in the next line; quote it, or correct the indentation",
           "several-lines");
  }
  if (source.style == ScalarStyle::single_quoted || source.style == ScalarStyle::double_quoted) {
    check_quotes(source.offset);
  }
  if (source.style == ScalarStyle::double_quoted && !is_utf8(value)) {
    refuse(place.offset, "the escapes \\N and \\_ are not supported; write \\u0085 and \\u00A0", "syntax");
  }
  return source.style;
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                           const std::string& value) {
  const At place = at(mark);
  const ScalarStyle style = check_scalar(place, tag, value);
  if (wants_key()) check_key(place.offset, tag, value);
  const auto index = add(NodeKind::scalar, place);
  auto& record = document_.records_[index];
  record.tag = tag_named(tag, place.offset);
  record.plain = style == ScalarStyle::plain && record.tag == Tag::none;
  record.text = static_cast<std::uint32_t>(document_.texts_.size());
  record.size = static_cast<std::uint32_t>(value.size());
  document_.texts_ += value;
  remember(anchor, index);
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const At place = at(mark);
  if (wants_key()) refuse(place.offset, "an alias cannot be a key; write the key itself", "alias");
  const auto target = anchors_.find(anchor);
  if (target == anchors_.end()) refuse(place.offset, "an alias cannot stand inside of what it names", "alias");
  Document::Record copied = document_.records_[target->second];
  if (open_.size() + copied.height > kMostLevels) refuse_depth(place.offset);
  grow(copied.weight - 1, place.offset);
  const auto index = add(copied.kind, place);
  auto& record = document_.records_[index];
  copied.offset = record.offset;
  copied.line = record.line;
  copied.next = Document::kNone;
  record = copied;
}

void TreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                                  YAML::EmitterStyle::value style) {
  open(NodeKind::sequence, at(mark), tag, anchor);
  open_.back().block = style == YAML::EmitterStyle::Block;
}

void TreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                             YAML::EmitterStyle::value /*style*/) {
  open(NodeKind::map, at(mark), tag, anchor);
}

void TreeBuilder::OnMapEnd() {
  find_duplicate_keys(open_.back().index);
  close();
}

std::uint32_t TreeBuilder::add(NodeKind kind, At place) {
  input_.reported(place.offset);
  grow(1, place.offset);
  const auto index = static_cast<std::uint32_t>(document_.records_.size());
  document_.records_.push_back({.offset = static_cast<std::uint32_t>(place.offset), .line = place.line, .kind = kind});
  if (!open_.empty()) link(index);
  return index;
}

void TreeBuilder::link(std::uint32_t index) {
  Open& parent = open_.back();
  auto& records = document_.records_;
  (parent.last == Document::kNone ? records[parent.index].first : records[parent.last].next) = index;
  parent.last = index;
  ++parent.children;
}

void TreeBuilder::grow(std::size_t nodes, std::size_t offset) {
  weight_ += nodes;
  if (weight_ <= kMostNodes) return;
  refuse(offset, "the document has more than 250,000 nodes, each use of an alias counted; split it", "too-large");
}

void TreeBuilder::open(NodeKind kind, At place, const std::string& tag, YAML::anchor_t anchor) {
  if (wants_key()) {
    refuse(place.offset, "a list or a map cannot be a key; perhaps a closing bracket is missing", "syntax");
  }
  if (!is_untagged(tag)) {
    const bool known = tag_named(tag, place.offset) != Tag::none;
    refuse(place.offset, known ? "a list or a map cannot have this tag" : kKnownTags, "unknown-tag");
  }
  if (open_.size() + 1 > kMostLevels) refuse_depth(place.offset);
  Open opened;
  opened.index = add(kind, place);
  opened.anchor = anchor;
  open_.push_back(opened);
}

// A collection's anchor counts only when it is complete, so that nothing can contain itself.
void TreeBuilder::close() {
  const Open closed = open_.back();
  open_.pop_back();
  auto& records = document_.records_;
  auto& record = records[closed.index];
  record.size = record.kind == NodeKind::map ? closed.children / 2 : closed.children;
  std::uint8_t height = 0;
  for (auto child = record.first; child != Document::kNone; child = records[child].next) {
    height = std::max(height, records[child].height);
    record.weight += records[child].weight;
  }
  record.height = static_cast<std::uint8_t>(height + 1);
  remember(closed.anchor, closed.index);
}

void TreeBuilder::remember(YAML::anchor_t anchor, std::uint32_t index) {
  if (anchor == 0) return;
  anchors_[anchor] = index;
  if (anchors_.size() <= kMostAnchors) return;
  refuse(document_.records_[index].offset, "more than 1,000 anchors in a document", "too-large");
}

void TreeBuilder::find_duplicate_keys(std::uint32_t map) {
  const auto& records = document_.records_;
  std::vector<std::pair<std::string_view, std::uint32_t>> keys;
  for (auto key = records[map].first; key != Document::kNone; key = records[records[key].next].next) {
    keys.emplace_back(std::string_view(document_.texts_).substr(records[key].text, records[key].size), key);
  }
  std::ranges::sort(keys);
  for (std::size_t i = 1; i < keys.size(); ++i) {
    if (keys[i].first != keys[i - 1].first) continue;
    document_.findings_.push_back({records[keys[i].second].offset,
                                   fmt::format("the key {} is there twice; it is in line {} already",
                                               shown(keys[i].first), records[keys[i - 1].second].line),
                                   "duplicate-key"});
  }
}

}  // namespace muster::manifest
