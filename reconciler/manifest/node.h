// One YAML document as a small tree. Every node knows its place; aliases share what they point to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reconciler/manifest/source_text.h"

namespace muster::manifest {

inline constexpr std::size_t kMostScalarBytes = std::size_t{64} * 1024;
inline constexpr std::size_t kMostLevels = 64;
inline constexpr std::size_t kMostAnchors = 1'000;  // of a document
inline constexpr std::size_t kMostNodes = 250'000;  // of a document, aliases counted as what they repeat
inline constexpr std::size_t kMostUnread =
    std::size_t{192} * 1024;  // bytes that yaml-cpp may hold before it reports a node

enum class NodeKind : std::uint8_t { null, scalar, sequence, map };
enum class Tag : std::uint8_t { none, at_default, text };  // !default, !!str

class Document;

// A handle; valid while its Document lives and is not parsed anew.
class Node {
 public:
  [[nodiscard]] NodeKind kind() const;
  [[nodiscard]] bool is_scalar() const { return kind() == NodeKind::scalar; }
  [[nodiscard]] bool is_sequence() const { return kind() == NodeKind::sequence; }
  [[nodiscard]] bool is_map() const { return kind() == NodeKind::map; }
  [[nodiscard]] bool is_null() const { return kind() == NodeKind::null; }
  [[nodiscard]] bool is_default() const { return tag() == Tag::at_default; }
  [[nodiscard]] Tag tag() const;
  // A scalar without quotes and without !!str, so that YAML might take it for something else than text.
  [[nodiscard]] bool plain() const;
  [[nodiscard]] std::string_view text() const;
  [[nodiscard]] std::size_t size() const;  // items of a sequence, entries of a map
  [[nodiscard]] std::size_t offset() const;
  [[nodiscard]] std::uint32_t line() const;
  // Items of a sequence; keys and values of a map in turn.
  [[nodiscard]] std::optional<Node> first() const;
  [[nodiscard]] std::optional<Node> next() const;
  // The value of a key; the key must be there at most once, which parsing has made sure of.
  [[nodiscard]] std::optional<Node> find(std::string_view key) const;

 private:
  friend class Document;
  Node(const Document& document, std::uint32_t index) : document_(&document), index_(index) {}
  const Document* document_;
  std::uint32_t index_;
};

// Storage that is used again for document after document.
class Document {
 public:
  // Reads the chunk of `text` (the whole file, checked by check_source). False: the document cannot be used at all.
  // Findings may also be there after true: duplicate keys.
  [[nodiscard]] bool parse(std::string_view text, const Chunk& chunk);
  [[nodiscard]] std::optional<Node> root() const;  // nothing: the document is empty
  [[nodiscard]] const std::vector<Finding>& findings() const { return findings_; }

 private:
  friend class Node;
  friend class TreeBuilder;
  static constexpr std::uint32_t kNone = UINT32_MAX;
  struct Record {
    std::uint32_t offset = 0;
    std::uint32_t line = 0;
    std::uint32_t text = 0;  // into texts_
    std::uint32_t size = 0;  // bytes of text, or number of items
    std::uint32_t first = kNone;
    std::uint32_t next = kNone;
    std::uint32_t weight = 1;  // nodes below and including, with aliases expanded
    std::uint8_t height = 1;
    NodeKind kind = NodeKind::null;
    Tag tag = Tag::none;
    bool plain = false;
  };
  std::vector<Record> records_;
  std::string texts_;
  std::vector<Finding> findings_;
};

// Calls visit(key, value) for each entry of a map.
template <typename Visit>
void for_each_entry(const Node& map, Visit visit) {
  for (auto key = map.first(); key;) {
    const auto value = key->next();
    visit(*key, *value);
    key = value->next();
  }
}

// Calls visit(item) for each item of a sequence.
template <typename Visit>
void for_each_item(const Node& sequence, Visit visit) {
  for (auto item = sequence.first(); item; item = item->next()) visit(*item);
}

}  // namespace muster::manifest
