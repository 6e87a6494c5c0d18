#include "providers/kit/html_read.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstddef>
#include <memory>

#include "providers/kit/charset.h"
#include "providers/kit/html_bounds.h"

namespace muster::kit {

namespace {

constexpr std::size_t kBlock = 1U << 18U;
constexpr std::size_t kMostMemory = 128U << 20U;
// gumbo compares every attribute of a tag with all before it: beyond this many comparisons the page is left.
constexpr std::size_t kMostComparisons = 400'000'000;

// Memory for one parse, and its bounds. gumbo cannot bear a failed allocation, and frees its tree by recursion: so the
// arena leaves the parse by a jump when it is used up, and is freed as a whole. Frames of gumbo are C; nothing in them
// wants cleaning.
struct Arena {
  std::vector<std::unique_ptr<char[]>> blocks;
  std::size_t used = kBlock;  // of the last block
  std::size_t total = 0;
  std::size_t attributes = 0;  // since the last node, that is of one tag
  std::size_t comparisons = 0;
  std::jmp_buf full;

  void* take(std::size_t size) {
    constexpr std::size_t kAlign = alignof(std::max_align_t);
    if (size == sizeof(GumboNode)) attributes = 0;
    if (size == sizeof(GumboAttribute)) ++attributes;
    comparisons += attributes;
    if (comparisons > kMostComparisons) return nullptr;
    size = (size + kAlign - 1) / kAlign * kAlign;
    total += size;
    if (total > kMostMemory) return nullptr;
    if (size > kBlock / 4) return whole_block(size);
    if (used + size > kBlock) {
      blocks.push_back(std::make_unique_for_overwrite<char[]>(kBlock));
      used = 0;
    }
    void* place = blocks.back().get() + used;
    used += size;
    return place;
  }

 private:
  // The block being filled stays the last one.
  void* whole_block(std::size_t size) {
    auto block = std::make_unique_for_overwrite<char[]>(size);
    void* place = block.get();
    blocks.insert(blocks.begin(), std::move(block));
    if (blocks.size() == 1) used = kBlock;
    return place;
  }
};

extern "C" void* allocate_html(void* arena, size_t size) {
  void* place = static_cast<Arena*>(arena)->take(size);
  if (place == nullptr) std::longjmp(static_cast<Arena*>(arena)->full, 1);
  return place;
}

extern "C" void keep_html(void*, void*) {}

// Null: the memory was not enough. No object with a destructor lives between here and the jump.
GumboOutput* parse(Arena* arena, const GumboOptions* options, std::string_view text) {
  if (setjmp(arena->full) != 0) return nullptr;
  return gumbo_parse_with_options(options, text.data(), text.size());
}

std::string tag_of(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  GumboStringPiece piece = element.original_tag;
  gumbo_tag_from_original_text(&piece);
  std::string tag(piece.data == nullptr ? "" : std::string(piece.data, piece.length));
  std::ranges::transform(tag, tag.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return tag.empty() ? "unknown" : tag;
}

HtmlNode element_node(const GumboElement& element) {
  HtmlNode node;
  node.tag = tag_of(element);
  for (unsigned i = 0; i < element.attributes.length; ++i) {
    const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
    node.attributes.emplace_back(attribute->name, attribute->value);
  }
  return node;
}

const GumboVector* children_of(const GumboNode& node) {
  const bool holds = node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE;
  return holds ? &node.v.element.children : nullptr;
}

// What is left to visit of one element.
struct Visit {
  const GumboVector* children;
  unsigned next;
  HtmlIndex index;
};

class Flattening {
 public:
  std::vector<HtmlNode> flatten(const GumboNode& root) {
    enter(root, 0);
    while (!open_.empty()) step();
    return std::move(nodes_);
  }

 private:
  void enter(const GumboNode& node, HtmlIndex parent) {
    const auto* children = children_of(node);
    const bool is_text =
        node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA;
    if (children == nullptr && !is_text) return;
    HtmlNode flat = children != nullptr ? element_node(node.v.element) : HtmlNode();
    if (is_text) flat.text = node.v.text.text;
    flat.parent = parent;
    const auto index = static_cast<HtmlIndex>(nodes_.size());
    flat.end = index + 1;
    nodes_.push_back(std::move(flat));
    if (children != nullptr) open_.push_back({children, 0, index});
  }
  void step() {
    Visit& visit = open_.back();
    if (visit.next < visit.children->length) {
      const auto* child = static_cast<const GumboNode*>(visit.children->data[visit.next++]);
      return enter(*child, visit.index);  // visit may have moved by now
    }
    nodes_[visit.index].end = static_cast<HtmlIndex>(nodes_.size());
    open_.pop_back();
  }

  std::vector<HtmlNode> nodes_;
  std::vector<Visit> open_;
};

core::Error protocol(std::string_view clause) { return core::Error(core::ErrorKind::protocol, std::string(clause)); }

// What the page says of itself stands near its beginning.
std::string declared_charset(std::string_view bytes, std::string_view content_type) {
  constexpr std::size_t kHead = 2048;
  if (content_type.find("charset") != std::string_view::npos) return std::string(content_type);
  std::string head(bytes.substr(0, kHead));
  const auto meta = head.find("charset=");
  return meta == std::string::npos ? std::string() : head.substr(meta, 40);
}

}  // namespace

core::Result<HtmlPage> read_html(std::string_view bytes, std::string_view content_type) {
  if (bytes.size() > kLongestHtml) return std::unexpected(protocol("the page is too long"));
  const std::string text = to_utf8(bytes, declared_charset(bytes, content_type));
  const auto excess = excess_of_html(text);
  if (!excess.empty()) return std::unexpected(protocol(excess));
  const auto arena = std::make_unique<Arena>();
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = allocate_html;
  options.deallocator = keep_html;
  options.userdata = arena.get();
  options.max_errors = 0;
  const GumboOutput* output = parse(arena.get(), &options, text);
  if (output == nullptr) return std::unexpected(protocol("the page takes too much memory or time"));
  return HtmlPage(Flattening().flatten(*output->root));
}

}  // namespace muster::kit
