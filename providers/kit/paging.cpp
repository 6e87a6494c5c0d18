#include "providers/kit/paging.h"

#include <utility>

namespace muster::kit {

namespace {

constexpr std::uint32_t kProofOfIgnoring = 2;  // answers that equal the first

PageVerdict incomplete(std::string why) { return {PageVerdict::Kind::incomplete, std::move(why)}; }

}  // namespace

bool PagingProof::add(std::string_view id) {
  ++page_.size;
  const auto known = seen_.find(id);
  if (known == seen_.end()) {
    seen_.emplace(id, page_number_);
    ++page_.fresh;
    return true;
  }
  page_.has_twins = page_.has_twins || known->second == page_number_;
  if (known->second + 1 == page_number_) ++page_.of_page_before;
  known->second = page_number_;
  return false;
}

PageVerdict PagingProof::end_page() {
  PageVerdict verdict = judge();
  if (is_first_answer_again()) {
    ++same_answers_;  // the same page once more
  } else if (verdict.kind == PageVerdict::Kind::next) {
    read_on();
  }
  ++page_number_;
  page_ = Page();
  return verdict;
}

PageVerdict PagingProof::judge() const {
  if (page_.has_twins) return incomplete("one page named the same object twice");
  if (page_.size == 0) {
    if (!overlaps_) return {PageVerdict::Kind::complete, {}};
    return incomplete(
        "a page that had to begin with a known object was empty: the server does not honour the offset, "
        "or the list changed");
  }
  if (is_first_answer_again()) {
    if (first_size_ >= limit_) return incomplete("the server ignores the offset, and one answer is not all");
    return {same_answers_ + 1 < kProofOfIgnoring ? PageVerdict::Kind::next : PageVerdict::Kind::complete, {}};
  }
  const std::size_t repeated = page_.size - page_.fresh;
  const bool as_expected = !overlaps_ || (repeated == 1 && page_.of_page_before == 1);
  if (!as_expected) return incomplete("the list changed while it was read");
  if (!overlaps_ && repeated > 0) return incomplete("pages repeated objects of earlier pages");
  return {PageVerdict::Kind::next, {}};
}

bool PagingProof::is_first_answer_again() const {
  return page_number_ == same_answers_ + 1 && page_.size > 0 && page_.fresh == 0 && page_.size == first_size_;
}

void PagingProof::read_on() {
  if (page_number_ == 0) first_size_ = page_.size;
  overlaps_ = page_.size > 1;
  offset_ = seen_.size() - (overlaps_ ? 1 : 0);
}

}  // namespace muster::kit
