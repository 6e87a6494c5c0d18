// What muster does with the pages of /appadmin: list users, find one, set roles.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "providers/uccx/page_session.h"
#include "providers/uccx/user_page.h"
#include "reconciler/engine/turnstile.h"

namespace muster::uccx {

// Users as the pages list them.
struct UserList {
  std::map<std::string, UserRow> rows;  // by id, as spelled
  std::set<std::string> contradictory;  // ids that were listed with different roles
  std::string why_not;                  // the list was not read to its end; empty: it was
  std::set<std::string> unclear;        // ids that were searched for and answered by another page
  std::string why_unclear;

  void add(const UserRow& row);
};

// A change of one user's roles, as a difference: the pages take the whole set, which is made of a fresh read.
struct RoleChange {
  std::string id;
  std::string extension;  // empty: not known
  std::vector<std::string> added;
  std::vector<std::string> removed;

  RoleChange() {}
};

class UserPages {
 public:
  // The session is not owned, and nobody else uses it.
  UserPages(PageSession& session, std::string system) : session_(&session), system_(std::move(system)) {}

  // All pages of the list, then a search for each of `wanted` that is not on them. Errors: nothing could be listed.
  // Where nobody is shown but to a search, `why_not` says so.
  [[nodiscard]] engine::Task<core::Result<UserList>> list(std::shared_ptr<const std::vector<std::string>> wanted);

  // The one user, however the id is cased. Errors: not_found; conflict (listed with different roles, or two users whose
  // ids differ in case alone).
  [[nodiscard]] engine::Task<core::Result<UserRow>> find(std::string id);

  // Searches the user, reads the details page and posts it back with the roles that there are now, changed as asked.
  // Nothing is posted when nothing changes, and when a page is not what was asked for (refused). The pages say little
  // of what they did, so the user is looked up again: an answer with words of its own and roles unchanged is an error
  // (maybe_applied) with these words.
  [[nodiscard]] engine::Task<core::Status> change(std::shared_ptr<const RoleChange> change);

 private:
  [[nodiscard]] engine::Task<core::Result<UserListPage>> list_page(PageRequest request);
  [[nodiscard]] engine::Task<core::Result<DetailsPage>> details_page(UserRow row);
  [[nodiscard]] engine::Task<core::Result<UserListPage>> first_page();
  [[nodiscard]] engine::Task<core::Result<UserListPage>> everybody();
  [[nodiscard]] engine::Task<core::Status> read_on(UserListPage first, UserList* list, std::string until);
  [[nodiscard]] engine::Task<core::Status> search(std::string id, UserList* list);
  [[nodiscard]] engine::Task<core::Result<UserRow>> find_now(std::string id);
  [[nodiscard]] engine::Task<core::Status> post(UserRow row, std::shared_ptr<const RoleChange> change);
  [[nodiscard]] engine::Task<core::Status> confirm(UserRow before, net::HttpResponse answer,
                                                   std::shared_ptr<const std::vector<std::string>> asked);
  void keep_search(const UserListPage& page);
  [[nodiscard]] PageRequest search_request(const std::string& id) const;
  [[nodiscard]] core::Error unexpected(std::string_view page, const core::Error& problem) const;
  [[nodiscard]] std::string list_target() const;

  PageSession* session_;
  std::string system_;
  std::optional<PageForm> search_form_;
  std::string search_target_;
  bool has_looked_ = false;             // for the form
  engine::Turnstile one_at_a_time_{1};  // the server remembers which page a session has opened last
};

// The whole set to send: what there is, what is added, less what is removed. Agent is neither given nor taken.
[[nodiscard]] std::vector<std::string> roles_to_send(const std::vector<std::string>& live, const RoleChange& change);

// What is posted: the form as it was read, with the user, the roles and the request that updates.
[[nodiscard]] FormFields update_form(FormFields form, const UserRow& row, const std::vector<std::string>& roles,
                                     const std::string& extension);

}  // namespace muster::uccx
