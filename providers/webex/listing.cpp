#include "providers/webex/listing.h"

#include <fmt/format.h>

#include "providers/webex/target.h"

namespace muster::webex {

using core::Error;
using core::ErrorKind;
using core::Status;
using nlohmann::json;

namespace {

constexpr std::size_t kMostPages = 5000;
constexpr std::size_t kSmallestPage = 10;
constexpr std::size_t kUsualPage = 100;

}  // namespace

Error of_collection(Error error) {
  if (error.kind != ErrorKind::not_found) return error;
  error.kind = ErrorKind::rejected;
  error.what += ": check settings.basePath and that Webex Calling is in use";
  return error;
}

Listing::Listing(const Site& site, ListCall call)
    : site_(site),
      call_(std::move(call)),
      proof_(static_cast<std::size_t>(site.settings->page_size)),
      max_(static_cast<std::size_t>(site.settings->page_size)),
      by_link_(call_.by_link_only) {}

engine::Task<Status> Listing::read(OnElement on_element) {
  on_element_ = std::move(on_element);
  while (!over_) {
    const auto page = co_await read_page();
    if (!page && pages_ == 0) co_return page;
    if (!page) stop(page.error().what);
    ++pages_;
    if (on_page) on_page(count());
    if (!over_ && pages_ >= kMostPages) stop("it has no end");
  }
  co_return Status{};
}

std::string Listing::target() const {
  if (by_link_ && pages_ > 0) {
    const bool asks_for_less = max_ < static_cast<std::size_t>(site_.settings->page_size);
    return asks_for_less ? with_parameter(link_, "max", std::to_string(max_)) : link_;
  }
  auto target = with_parameter(call_.target, "max", std::to_string(max_));
  if (by_link_ || proof_.offset() == 0) return target;
  return with_parameter(target, "start", std::to_string(proof_.offset()));
}

// "If your query uses max parameter, please try to reduce it." A 400 may mean the same where `max` is large.
bool Listing::ask_for_less(const Failure& failure) {
  const bool refused = failure.status == 400 && pages_ == 0 && max_ > kUsualPage;
  if (!refused && (failure.status != 504 || max_ <= kSmallestPage)) return false;
  max_ = refused ? kUsualPage : std::max(max_ / 2, kSmallestPage);
  if (pages_ == 0) proof_.lower_limit(max_);
  return true;
}

engine::Task<Status> Listing::read_page() {
  while (true) {
    const auto answer = co_await site_.api->page(target(), call_.needs);
    if (answer) co_return take(*answer);
    const bool again = ask_for_less(answer.error());
    if (!again) co_return std::unexpected(answer.error().error);
  }
}

Status Listing::take(const Reply& reply) {
  const auto list = reply.body.find(call_.key);
  if (!reply.body.is_object() || list == reply.body.end() || !list->is_array()) {
    const auto path = call_.target.substr(0, call_.target.find('?'));
    return std::unexpected(
        Error(ErrorKind::protocol, core::Delivery::refused,
              fmt::format("GET {} of {}: the answer has no list \"{}\"", path, site_.settings->system, call_.key)));
  }
  page_size_ = list->size();
  page_fresh_ = 0;
  bool fine = true;
  for (const auto& element : *list) fine = take_element(element) && fine;
  if (fine) {
    judge(reply);
  } else {
    stop("an element of the list has no id");
  }
  return {};
}

bool Listing::take_element(const json& element) {
  const auto id = element.is_object() ? element.find("id") : element.end();
  if (!element.is_object() || id == element.end() || !id->is_string()) return false;
  const auto key = id_key(id->get_ref<const std::string&>());
  if (key.empty()) return false;
  const bool fresh = by_link_ ? seen_.insert(key).second : proof_.add(key);
  if (!fresh) return true;
  ++page_fresh_;
  on_element_(element);
  return true;
}

void Listing::judge(const Reply& reply) {
  core::Result<std::string> next = std::string();
  if (reply.next) next = next_target(*reply.next, by_link_ && pages_ > 0 ? link_ : target(), site_.settings->origin);
  if (!next) return stop(next.error().what);
  const bool has_cursor = pages_ == 0 && reply.next && !has_parameter(*next, "start");
  if (!by_link_ && has_cursor) {
    by_link_ = true;
    for (const auto& element : reply.body.at(call_.key)) seen_.insert(id_key(element.at("id").get<std::string>()));
  }
  const auto seen = count();
  if (expected_ && seen == *expected_) return finish();
  if (by_link_) return judge_link(reply, next);
  judge_offset(reply);
}

// One answer that comes again whatever is asked is the whole list, unless the server itself names a next page.
void Listing::judge_offset(const Reply& reply) {
  const auto verdict = proof_.end_page();
  const bool complete = verdict.kind == kit::PageVerdict::Kind::complete;
  if (complete && reply.next && page_size_ > 0) return stop("the server names a next page and does not show it");
  if (complete) finish();
  if (verdict.kind == kit::PageVerdict::Kind::incomplete) stop(verdict.why_not);
}

// Some servers name a next page behind the last one: two empty pages are the end.
void Listing::judge_link(const Reply& reply, const core::Result<std::string>& next) {
  if (!reply.next || (page_size_ == 0 && was_empty_)) return finish();
  if (page_size_ > 0 && page_fresh_ == 0) return stop("a page showed nothing new, and the server names a next one");
  was_empty_ = page_size_ == 0;
  link_ = *next;
}

void Listing::finish() {
  over_ = true;
  coverage_.complete = true;
}

void Listing::stop(std::string_view why_not) {
  over_ = true;
  coverage_.complete = false;
  coverage_.why_not =
      fmt::format("the {} of {} could not be read to their end: {}", call_.what, site_.settings->system, why_not);
}

}  // namespace muster::webex
