// Interned text in an arena: one pointer a cell, so that 100,000 users fit in tens of megabytes.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace muster::core {

// A view of text owned by a TextPool; valid while that pool lives. Default: the empty text.
class Text {
 public:
  constexpr Text() = default;
  [[nodiscard]] std::string_view view() const {
    if (at_ == nullptr) return {};
    std::uint32_t size = 0;
    std::memcpy(&size, at_, sizeof size);
    return {at_ + sizeof size, size};
  }
  [[nodiscard]] bool empty() const { return at_ == nullptr; }
  // Equal text of one pool is equal by pointer; of two pools, by bytes.
  friend bool operator==(Text a, Text b) { return a.at_ == b.at_ || a.view() == b.view(); }
  friend auto operator<=>(Text a, Text b) { return a.view() <=> b.view(); }

 private:
  friend class TextPool;
  explicit Text(const char* at) : at_(at) {}
  const char* at_ = nullptr;
};

// Append-only. Not thread-safe while it grows; share it as const afterwards.
class TextPool {
 public:
  TextPool() = default;
  TextPool(const TextPool&) = delete;
  TextPool& operator=(const TextPool&) = delete;

  [[nodiscard]] Text intern(std::string_view text);
  // Frees the look-up index, which is only needed while the pool grows.
  void freeze();
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  [[nodiscard]] char* reserve(std::size_t size);
  void grow_index();

  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t used_ = 0;      // of the last block
  std::size_t capacity_ = 0;  // of the last block
  std::size_t bytes_ = 0;
  std::size_t count_ = 0;
  std::vector<Text> index_;  // open addressing, a power of two; eight bytes a slot
};

}  // namespace muster::core
