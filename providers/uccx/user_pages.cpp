#include "providers/uccx/user_pages.h"

#include <fmt/format.h>

#include <algorithm>

#include "providers/uccx/convert.h"
#include "reconciler/core/name.h"

namespace muster::uccx {

using core::Delivery;
using core::Error;
using core::ErrorKind;
using core::Result;
using core::Status;
using engine::Task;
using net::Method;

namespace {

// Beyond this many the list is not believed to have an end.
constexpr std::size_t kMostPages = 200;

// After that many searches that were answered by another page, no more are made.
constexpr std::size_t kMostUnclear = 3;

std::string content_type(const net::HttpResponse& response) {
  return std::string(response.headers.find("Content-Type").value_or(""));
}

bool says(const std::string& name, std::string_view word) {
  return core::comparable(name, core::Compare::folded).find(word) != std::string::npos;
}

bool is_criteria(const std::string& name) { return says(name, "criteria"); }

bool is_search(const std::string& name) { return says(name, "search"); }

// The page is there, and is not what was asked for; not that nothing can be had.
bool is_other_page(const Error& error) {
  return error.kind == ErrorKind::protocol || error.kind == ErrorKind::rejected;
}

// The field one types the user id into.
std::string search_field(const PageForm& form) {
  for (const auto fits : {is_criteria, is_search}) {
    const auto found = std::ranges::find_if(form.text_inputs, fits);
    if (found != form.text_inputs.end()) return *found;
  }
  return "search_criteria";
}

}  // namespace

void UserList::add(const UserRow& row) {
  const auto [found, is_new] = rows.emplace(row.id, row);
  if (!is_new && !same_set(found->second.capabilities, row.capabilities)) contradictory.insert(row.id);
}

std::string UserPages::list_target() const {
  return session_->path("LDAPSetup") + "?request_type=ldapsetup.waitpage.usermaintenance&wizard=&isonload=false";
}

Error UserPages::unexpected(std::string_view page, const Error& problem) const {
  return Error(problem.kind, Delivery::refused,
               fmt::format("the page with {} of {} could not be used: {}", page, system_, problem.what));
}

// A page that is not the list may be the answer to an old token.
Task<Result<UserListPage>> UserPages::list_page(PageRequest request) {
  Error problem;
  for (int attempt = 0; attempt < 2; ++attempt) {
    const auto answer = co_await session_->send(request);
    if (!answer) co_return std::unexpected(answer.error());
    auto page = read_user_list(answer->body, content_type(*answer), session_->place_of(request.target));
    if (page) co_return page;
    problem = page.error();
    if (attempt > 0 || problem.kind != ErrorKind::protocol) break;
    const bool renewed = co_await session_->renew_token();
    if (!renewed) break;
  }
  co_return std::unexpected(unexpected("the users", problem));
}

Task<Result<UserListPage>> UserPages::first_page() {
  PageRequest request(Method::get, list_target(), session_->path("main"));
  auto page = co_await list_page(std::move(request));
  has_looked_ = page || is_other_page(page.error());
  if (page) keep_search(*page);
  co_return page;
}

void UserPages::keep_search(const UserListPage& page) {
  if (!page.search) return;
  search_form_ = page.search;
  search_target_ = page.search_target;
}

// Some servers show the list to a POST only, or nobody before a search: then for nobody in particular.
Task<Result<UserListPage>> UserPages::everybody() {
  auto first = co_await first_page();
  const bool is_list = first && !first->rows.empty();
  if (is_list || (!first && !is_other_page(first.error()))) co_return first;
  PageRequest request = search_request({});
  auto found = co_await list_page(std::move(request));
  const bool is_better = found && (!first || !found->rows.empty());
  if (!is_better) co_return first;
  if (!search_form_) keep_search(*found);
  co_return found;
}

// Follows the links to further pages as long as they show anybody new, or until that user is found.
Task<Status> UserPages::read_on(UserListPage first, UserList* list, std::string until) {
  std::set<std::string> visited = {list_target()};
  std::vector<std::string> waiting;
  UserListPage page = std::move(first);
  while (true) {
    const std::size_t before = list->rows.size();
    for (const auto& row : page.rows) list->add(row);
    const bool found = !until.empty() && list->rows.contains(until);
    if (found) co_return Status{};
    if (list->rows.size() > before) waiting.insert(waiting.end(), page.more.rbegin(), page.more.rend());
    while (!waiting.empty() && !visited.insert(waiting.back()).second) waiting.pop_back();
    if (waiting.empty()) co_return Status{};
    if (visited.size() > kMostPages) {
      list->why_not = fmt::format("the list of users of {} has no end", system_);
      co_return Status{};
    }
    PageRequest next(Method::get, waiting.back(), list_target());
    waiting.pop_back();
    auto answer = co_await list_page(std::move(next));
    if (!answer && is_other_page(answer.error())) {
      list->why_not = answer.error().what;  // what was shown before stands
      co_return Status{};
    }
    if (!answer) co_return std::unexpected(answer.error());
    page = std::move(*answer);
  }
}

PageRequest UserPages::search_request(const std::string& id) const {
  PageRequest request(Method::post, list_target(), list_target());
  if (!search_form_) {
    request.form = {{"search_criteria", id}, {"search_assigned_users", id}};
    return request;
  }
  request.form = search_form_->fields;
  set_value(request.form, search_field(*search_form_), id);
  request.target = search_target_;
  if (search_form_->is_post) return request;
  request.method = Method::get;
  request.target = search_target_.substr(0, search_target_.find('?')) + "?" + encoded(request.form);
  return request;
}

Task<Status> UserPages::search(std::string id, UserList* list) {
  PageRequest request = search_request(id);
  auto page = co_await list_page(std::move(request));
  if (!page) co_return std::unexpected(page.error());
  if (!search_form_) keep_search(*page);
  UserList found;
  const auto read = co_await read_on(std::move(*page), &found, id);
  if (!read) co_return read;
  for (const auto& [spelled, row] : found.rows) {
    if (is_same(spelled, id)) list->add(row);
    if (is_same(spelled, id) && found.contradictory.contains(spelled)) list->contradictory.insert(spelled);
  }
  const bool is_listed = list->rows.contains(id);
  if (!is_listed && !found.why_not.empty()) list->why_not = found.why_not;
  co_return Status{};
}

Task<Result<UserList>> UserPages::list(std::shared_ptr<const std::vector<std::string>> wanted) {
  const auto place = co_await one_at_a_time_.enter();
  auto first = co_await everybody();
  if (!first) co_return std::unexpected(first.error());
  UserList list;
  const bool shows_nobody = first->rows.empty();
  const auto read = co_await read_on(std::move(*first), &list, {});
  if (!read) co_return std::unexpected(read.error());
  std::set<std::string> shown;
  for (const auto& row : list.rows) shown.insert(core::comparable(row.first, core::Compare::folded));
  for (const auto& id : *wanted) {
    const bool listed = shown.contains(core::comparable(id, core::Compare::folded));
    if (listed || !list.why_not.empty()) continue;
    if (list.unclear.size() >= kMostUnclear) list.unclear.insert(id);
    if (list.unclear.contains(id)) continue;
    const auto searched = co_await search(id, &list);
    if (searched) continue;
    const bool is_odd = searched.error().kind == ErrorKind::protocol;  // what was listed stands
    if (!is_odd) co_return std::unexpected(searched.error());
    list.unclear.insert(id);
    list.why_unclear = searched.error().what;
  }
  if (shows_nobody && list.why_not.empty()) {
    list.why_not = fmt::format("the list of users of {} shows nobody unless they are searched for", system_);
  }
  co_return list;
}

Task<Result<UserRow>> UserPages::find(std::string id) {
  const auto place = co_await one_at_a_time_.enter();
  auto row = co_await find_now(std::move(id));
  co_return row;
}

Task<Result<UserRow>> UserPages::find_now(std::string id) {
  if (!search_form_ && !has_looked_) {
    const auto first = co_await first_page();  // for its form
    if (!first && !is_other_page(first.error())) co_return std::unexpected(first.error());
  }
  UserList list;
  const auto searched = co_await search(id, &list);
  if (!searched) co_return std::unexpected(searched.error());
  const auto failed = [&](ErrorKind kind, std::string_view what) {
    return std::unexpected(Error(kind, Delivery::refused, fmt::format("the pages of {} {} {}", system_, what, id)));
  };
  auto found = list.rows.find(id);
  if (found == list.rows.end() && list.rows.size() == 1) found = list.rows.begin();
  if (found == list.rows.end() && !list.rows.empty())
    co_return failed(ErrorKind::conflict, "list several users named like");
  if (found == list.rows.end() && !list.why_not.empty())
    co_return failed(ErrorKind::unavailable, "were not shown to their end; among them was not");
  if (found == list.rows.end()) co_return failed(ErrorKind::not_found, "do not list");
  if (list.contradictory.contains(found->first)) co_return failed(ErrorKind::conflict, "list different roles of");
  co_return found->second;
}

}  // namespace muster::uccx
