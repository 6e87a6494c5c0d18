// Reading a list to its end, and proving that it was the end. Pure: vendors feed pages and ask what to do next.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace muster::kit {

// What a page meant.
struct PageVerdict {
  enum class Kind { next, complete, incomplete };
  Kind kind = Kind::next;
  std::string why_not;  // incomplete: one clause
};

// Lists paged by limit and offset, whose server may cap the limit without saying so, ignore the offset, take it for a
// filter that nothing passes, or change while it is read. A page that is shorter than its limit proves nothing, as it
// may be a page of a smaller hidden size. So a page behind one of several elements begins one element early, and must
// hold exactly one element of that page: that shows that the offset is honoured and that nothing has moved; otherwise
// an element may have been passed over. An empty page there proves nothing. Behind a page of one element, such as the
// repeated one alone, the next page begins after it: the end is proven when that one is empty.
// The order within a page does not matter.
// A server that ignores paging shows itself by giving the same answer three times (twice may be an accident); one
// answer that is shorter than its limit is then the whole list.
class PagingProof {
 public:
  explicit PagingProof(std::size_t limit) : limit_(limit) {}

  // The page to ask for.
  [[nodiscard]] std::size_t limit() const { return limit_; }
  [[nodiscard]] std::size_t offset() const { return offset_; }

  // Before the first page is over: the server was asked for less.
  void lower_limit(std::size_t limit) { limit_ = std::min(limit_, limit); }

  // Feeds the ids of that page in their order. True: seen for the first time.
  bool add(std::string_view id);
  // The page is over. After `next`, ask again at offset(); after anything else the proof is done.
  [[nodiscard]] PageVerdict end_page();

  [[nodiscard]] std::size_t seen() const { return seen_.size(); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  struct Page {
    std::size_t size = 0;
    std::size_t fresh = 0;
    std::size_t of_page_before = 0;
    bool has_twins = false;  // one id twice
  };

  [[nodiscard]] PageVerdict judge() const;
  [[nodiscard]] bool is_first_answer_again() const;
  void read_on();

  std::size_t limit_;
  std::size_t offset_ = 0;
  std::uint32_t page_number_ = 0;
  std::size_t first_size_ = 0;
  std::uint32_t same_answers_ = 0;
  bool overlaps_ = false;  // the page asked for begins with an element of the page before
  Page page_;
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> seen_;  // id -> page it was last seen on
};

}  // namespace muster::kit
