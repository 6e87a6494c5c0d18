#include "reconciler/core/text.h"

#include <algorithm>
#include <functional>

namespace muster::core {

namespace {

constexpr std::size_t kFirstBlock = 4096;
constexpr std::size_t kLargestBlock = 256 * 1024;
constexpr std::size_t kFirstIndex = 64;

[[nodiscard]] std::size_t slot_of(std::string_view text, std::size_t slots) {
  return std::hash<std::string_view>{}(text) & (slots - 1);
}

}  // namespace

char* TextPool::reserve(std::size_t size) {
  if (capacity_ - used_ < size) {
    capacity_ = std::max(size, blocks_.empty() ? kFirstBlock : std::min(capacity_ * 2, kLargestBlock));
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(capacity_));
    bytes_ += capacity_;
    used_ = 0;
  }
  char* at = blocks_.back().get() + used_;
  used_ += size;
  return at;
}

void TextPool::grow_index() {
  std::vector<Text> larger(std::max(kFirstIndex, index_.size() * 2));
  for (const Text text : index_) {
    if (text.empty()) continue;
    std::size_t slot = slot_of(text.view(), larger.size());
    while (!larger[slot].empty()) slot = (slot + 1) & (larger.size() - 1);
    larger[slot] = text;
  }
  index_ = std::move(larger);
}

Text TextPool::intern(std::string_view text) {
  if (text.empty()) return {};
  if (4 * (count_ + 1) > 3 * index_.size()) grow_index();
  std::size_t slot = slot_of(text, index_.size());
  for (; !index_[slot].empty(); slot = (slot + 1) & (index_.size() - 1)) {
    if (index_[slot].view() == text) return index_[slot];
  }
  const auto size = static_cast<std::uint32_t>(text.size());
  char* at = reserve(sizeof size + text.size());
  std::memcpy(at, &size, sizeof size);
  std::memcpy(at + sizeof size, text.data(), text.size());
  ++count_;
  return index_[slot] = Text(at);
}

void TextPool::freeze() {
  index_ = {};
  count_ = 0;
}

}  // namespace muster::core
