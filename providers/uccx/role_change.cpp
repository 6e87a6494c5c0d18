// Posting the roles of one user.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "providers/kit/charset.h"
#include "providers/uccx/answer.h"
#include "providers/uccx/convert.h"
#include "providers/uccx/user_pages.h"

namespace muster::uccx {

using core::Delivery;
using core::Error;
using core::ErrorKind;
using core::Result;
using core::Status;
using engine::Task;
using net::Method;
using Names = std::vector<std::string>;

namespace {

constexpr std::string_view kAgent = "Agent";

std::string joined(const Names& names) { return fmt::format("{}", fmt::join(names, ",")); }

std::string content_type(const net::HttpResponse& response) {
  return std::string(response.headers.find("Content-Type").value_or(""));
}

bool are_good(std::string_view words) {
  constexpr std::array<std::string_view, 4> kGood = {"success", "Success", "updated", "saved"};
  return std::ranges::any_of(kGood, [&](auto word) { return words.find(word) != std::string_view::npos; });
}

// The words of the answer, unless they say that all is well, or it is the list of users that comes behind an update.
std::string complaint_in(const net::HttpResponse& answer, const PagePlace& place) {
  const auto page = kit::read_html(answer.body, content_type(answer));
  if (!page) return "an answer that could not be read";
  std::string words = status_message(*page);
  const bool is_list = words.empty() && read_user_list(answer.body, content_type(answer), place).has_value();
  if (is_list) return {};
  if (words.empty()) words = page->text_of(0);
  return are_good(words) ? std::string() : words;
}

}  // namespace

Names roles_to_send(const Names& live, const RoleChange& change) {
  Names roles;
  for (const auto& role : live) {
    if (is_same(role, kAgent) || !holds(change.removed, role)) roles.push_back(role);
  }
  for (const auto& role : change.added) {
    if (!is_same(role, kAgent) && !holds(roles, role)) roles.push_back(role);
  }
  return roles;
}

FormFields update_form(FormFields form, const UserRow& row, const Names& roles, const std::string& extension) {
  set_value(form, "request_type", "ldapsetup.userupdate");
  set_value(form, "users", joined(roles));
  set_value(form, "selected_user", row.id);
  if (!extension.empty() && value_of(form, "agentExtn").value_or("").empty()) set_value(form, "agentExtn", extension);
  return form;
}

Task<Status> UserPages::change(std::shared_ptr<const RoleChange> change) {
  const auto place = co_await one_at_a_time_.enter();
  auto row = co_await find_now(change->id);
  if (!row) {
    Error error = row.error();
    if (error.delivery == Delivery::maybe_applied) error.delivery = Delivery::not_sent;  // these were reads
    if (error.kind == ErrorKind::not_found) error.kind = ErrorKind::rejected;
    co_return std::unexpected(std::move(error));
  }
  if (same_set(roles_to_send(row->capabilities, *change), row->capabilities)) co_return Status{};
  const auto posted = co_await post(std::move(*row), std::move(change));
  co_return posted;
}

Task<Result<DetailsPage>> UserPages::details_page(UserRow row) {
  Error problem;
  for (int attempt = 0; attempt < 2; ++attempt) {
    PageRequest request(Method::get, row.target, list_target());
    const auto answer = co_await session_->send(std::move(request));
    if (!answer) {
      problem = answer.error();
      if (problem.delivery == Delivery::maybe_applied) problem.delivery = Delivery::not_sent;  // it was a read
      co_return std::unexpected(std::move(problem));
    }
    auto page = read_details(answer->body, content_type(*answer), row.id);
    if (page) co_return page;
    problem = page.error();
    if (attempt > 0) break;
    const bool renewed = co_await session_->renew_token();
    if (!renewed) break;
  }
  problem.kind = ErrorKind::rejected;
  co_return std::unexpected(unexpected("the details of " + row.id, problem));
}

Task<Status> UserPages::post(UserRow row, std::shared_ptr<const RoleChange> change) {
  const auto details = co_await details_page(row);
  if (!details) co_return std::unexpected(details.error());
  if (!details->roles.empty() && !same_set(details->roles, row.capabilities)) {
    co_return std::unexpected(
        Error(ErrorKind::conflict, Delivery::refused,
              fmt::format("the pages of {} show different roles of {}: nothing was changed", system_, row.id)));
  }
  session_->take_token(details->fields);
  if (session_->tokens_age()) {
    const bool renewed = co_await session_->renew_token();
    if (!renewed) {
      co_return std::unexpected(Error(ErrorKind::unavailable, Delivery::not_sent,
                                      fmt::format("{} gave no token for changing {}", system_, row.id)));
    }
  }
  auto asked = std::make_shared<const Names>(roles_to_send(row.capabilities, *change));
  PageRequest update(Method::post, session_->path("LDAPSetup"), row.target);
  update.form = update_form(details->fields, row, *asked, change->extension);
  for (auto& [name, value] : update.form) {
    if (details->is_latin) value = kit::to_latin(value);
  }
  update.changes = true;
  auto answer = co_await session_->send(std::move(update));
  if (!answer) co_return std::unexpected(answer.error());
  const auto confirmed = co_await confirm(std::move(row), std::move(*answer), std::move(asked));
  co_return confirmed;
}

// What is not to be seen yet is left to the executor's own read-back.
Task<Status> UserPages::confirm(UserRow before, net::HttpResponse answer, std::shared_ptr<const Names> asked) {
  const auto now = co_await find_now(before.id);
  if (!now || same_set(now->capabilities, *asked)) co_return Status{};
  const auto complaint =
      quotable(session_->masked(complaint_in(answer, session_->place_of(session_->path("LDAPSetup")))));
  if (complaint.empty()) co_return Status{};
  co_return std::unexpected(
      Error(ErrorKind::unavailable, Delivery::maybe_applied,
            fmt::format("changing the roles of {} in {}: the page says \"{}\", and they are not as asked", before.id,
                        system_, complaint)));
}

}  // namespace muster::uccx
