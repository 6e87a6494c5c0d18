// The two pages of /appadmin that muster works with: the list of users and the details of one. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "providers/uccx/page_form.h"
#include "providers/uccx/page_link.h"

namespace muster::uccx {

// A row of the list: a link whose `uId` is the user id, which is the text of a cell of its row, and whose `cap` names
// what the user is.
struct UserRow {
  std::string id;                         // as spelled
  std::vector<std::string> capabilities;  // Agent among them; in the order of the page, each once
  std::string target;                     // of the details page

  UserRow() {}
  UserRow(std::string user_id, std::vector<std::string> names, std::string details)
      : id(std::move(user_id)), capabilities(std::move(names)), target(std::move(details)) {}
};

struct UserListPage {
  std::vector<UserRow> rows;
  std::vector<std::string> more;   // targets of other pages of the list
  std::optional<PageForm> search;  // the form one searches with
  std::string search_target;       // where it goes

  UserListPage() {}
};

// Errors: (protocol) too large, or not the list of users; (rejected) a link of it leads to another host. A page without
// rows is the list only if it has the form to search with, or says that it found nobody.
[[nodiscard]] core::Result<UserListPage> read_user_list(std::string_view body, std::string_view content_type,
                                                        const PagePlace& place);

struct DetailsPage {
  FormFields fields;
  std::vector<std::string> roles;  // that its field `users` shows, however often it is there; empty: it shows none
  bool is_latin = false;           // the page came in ISO-8859-1, so that a browser would answer in it
};

// The form with the details of that very user. Errors (protocol): no such form, or it is about somebody else.
[[nodiscard]] core::Result<DetailsPage> read_details(std::string_view body, std::string_view content_type,
                                                     std::string_view user_id);

// `cap`, or the field `users`: names split at commas, trimmed, each once.
[[nodiscard]] std::vector<std::string> capabilities_in(std::string_view text);
// The same names, in any order and spelling.
[[nodiscard]] bool same_set(const std::vector<std::string>& one, const std::vector<std::string>& other);
[[nodiscard]] bool holds(const std::vector<std::string>& names, std::string_view name);

}  // namespace muster::uccx
