// One reading of a list, page by page, with the proof that it was all of it.
#pragma once

#include <functional>
#include <string>
#include <unordered_set>

#include "providers/kit/paging.h"
#include "providers/webex/site.h"
#include "reconciler/core/observed.h"

namespace muster::webex {

struct ListCall {
  std::string target;         // with everything but max and start
  std::string_view key;       // of the list in an answer: "items"
  std::string_view needs;     // scope
  std::string_view what;      // for sentences: "people"
  bool by_link_only = false;  // the list takes no `start`

  ListCall() = default;
};

// A list that takes `start` is read by overlapping pages (kit/paging.h), whatever Link says, as a page that was cut
// short or moved shows itself that way. Where its next link names no `start`, and where a list takes none, the links
// are followed: never to another origin, and never without end.
class Listing {
 public:
  using OnElement = std::function<void(const nlohmann::json& element)>;

  Listing(const Site& site, ListCall call);

  // So many elements are all: reading may stop at them.
  void expect(std::size_t total) { expected_ = total; }
  // Each element once. Errors: the first page could not be had; not_found where that is what Webex said. Anything
  // later makes the coverage incomplete.
  [[nodiscard]] engine::Task<core::Status> read(OnElement on_element);

  [[nodiscard]] const core::EntityCoverage& coverage() const { return coverage_; }
  [[nodiscard]] std::size_t count() const { return by_link_ ? seen_.size() : proof_.seen(); }
  // Called after each page.
  std::function<void(std::size_t count)> on_page;

 private:
  [[nodiscard]] engine::Task<core::Status> read_page();
  [[nodiscard]] std::string target() const;
  [[nodiscard]] bool ask_for_less(const Failure& failure);
  [[nodiscard]] core::Status take(const Reply& reply);
  [[nodiscard]] bool take_element(const nlohmann::json& element);
  void judge(const Reply& reply);
  void judge_offset(const Reply& reply);
  void judge_link(const Reply& reply, const core::Result<std::string>& next);
  void finish();
  void stop(std::string_view why_not);

  Site site_;
  ListCall call_;
  OnElement on_element_;
  kit::PagingProof proof_;
  core::EntityCoverage coverage_;
  std::optional<std::size_t> expected_;
  std::unordered_set<std::string> seen_;  // by link
  std::string link_;                      // target of the next page, by link
  std::size_t max_;
  std::size_t pages_ = 0;
  std::size_t page_size_ = 0;   // elements of this page
  std::size_t page_fresh_ = 0;  // of them new ones
  bool by_link_;
  bool was_empty_ = false;  // the page before
  bool over_ = false;
};

// A list that is not there says nothing about its elements: the call is wrong.
[[nodiscard]] core::Error of_collection(core::Error error);

}  // namespace muster::webex
