#include "providers/uccx/user_page.h"

#include <algorithm>
#include <array>

#include "providers/kit/charset.h"
#include "providers/uccx/convert.h"
#include "reconciler/core/name.h"

namespace muster::uccx {

using core::Error;
using core::ErrorKind;
using core::Result;
using kit::HtmlIndex;
using kit::HtmlPage;

namespace {

constexpr std::string_view kDetails = "ldapsetup.userdetails";
constexpr std::string_view kMaintenance = "usermaintenance";

Error not_as_expected(std::string_view clause) { return Error(ErrorKind::protocol, std::string(clause)); }

bool is_about(const FormFields& query, std::string_view what) {
  return value_of(query, "request_type").value_or("").find(what) != std::string::npos;
}

// No such link is ever followed.
bool changes_something(const FormFields& query) {
  return std::ranges::any_of(std::array{"delete", "remove", "update", "add", "sync"},
                             [&](const char* verb) { return is_about(query, verb); });
}

// The user id that a link names and a cell of its row shows. A plus may be itself or a space.
std::optional<std::string> shown_id(const HtmlPage& page, HtmlIndex link, const std::string& target) {
  std::vector<std::string> shown = {page.text_of(link)};
  const auto row = page.around(link, "tr");
  if (row) {
    for (const HtmlIndex cell : page.find("td", *row)) shown.push_back(page.text_of(cell));
  }
  for (const bool plus_is_space : {true, false}) {
    const auto named = value_of(query_of(target, plus_is_space), "uId");
    const auto text = kit::to_utf8(named.value_or(""), "iso-8859-1");
    const auto id = std::string(core::trim(text));
    if (!id.empty() && std::ranges::find(shown, id) != shown.end()) return id;
  }
  return std::nullopt;
}

// Nothing: the link is not that of a user, or its row and its uId are of different users.
Result<std::optional<UserRow>> row_of(const HtmlPage& page, HtmlIndex link, const std::string& target) {
  const auto capabilities = value_of(query_of(target), "cap");
  if (!capabilities) return std::nullopt;
  const auto cell = page.around(link, "td");
  const auto text = page.text_of(cell.value_or(link));
  if (text.find(kit::kUnreadableCharacter) != std::string::npos) {
    return std::unexpected(not_as_expected("a user id on it is in another encoding than the page declares"));
  }
  auto id = shown_id(page, link, target);
  if (!id) return std::nullopt;
  return UserRow(std::move(*id), capabilities_in(*capabilities), target);
}

core::Status take_link(const HtmlPage& page, HtmlIndex link, const PagePlace& place, UserListPage& list) {
  const auto target = resolve(page.at(link).attribute("href").value_or(""), place);
  if (!target) return std::unexpected(target.error());
  const auto query = query_of(*target);
  if (is_about(query, kDetails)) {
    auto row = row_of(page, link, *target);
    if (!row) return std::unexpected(row.error());
    if (*row) list.rows.push_back(std::move(**row));
  } else if (is_about(query, kMaintenance) && !changes_something(query)) {
    list.more.push_back(*target);
  }
  return {};
}

bool concerns_users(std::string_view link) {
  return link.find(kDetails) != std::string_view::npos || link.find(kMaintenance) != std::string_view::npos;
}

bool is_details_form(const PageForm& form) {
  return value_of(form.fields, "selected_user") || value_of(form.fields, "users") ||
         value_of(form.fields, "request_type").value_or("").find("userupdate") != std::string::npos;
}

// The form whose fields one types a user's name into.
const PageForm* search_form_in(const std::vector<PageForm>& forms) {
  const auto searches = [](const PageForm& form) {
    return !is_details_form(form) && std::ranges::any_of(form.text_inputs, [](const std::string& name) {
      const auto folded = core::comparable(name, core::Compare::folded);
      return folded.find("search") != std::string::npos || folded.find("criteria") != std::string::npos;
    });
  };
  const auto found = std::ranges::find_if(forms, searches);
  return found == forms.end() ? nullptr : &*found;
}

core::Status take_search(const HtmlPage& page, const PagePlace& place, UserListPage& list) {
  const auto forms = read_forms(page);
  const PageForm* form = search_form_in(forms);
  if (form == nullptr) return {};
  const auto target = resolve(form->action.empty() ? place.path : form->action, place);
  if (!target) return std::unexpected(target.error());
  list.search = *form;
  list.search_target = *target;
  return {};
}

bool shows(const HtmlPage& page, std::string_view text) {
  return std::ranges::any_of(page.nodes(), [&](const kit::HtmlNode& node) {
    if (!node.tag.empty()) return false;
    std::string_view rest = node.text;
    for (auto at = rest.find(text); at != std::string_view::npos; at = rest.find(text, at + 1)) {
      const bool begins = at == 0 || std::string_view(" \t\r\n:(\"'").find(rest[at - 1]) != std::string_view::npos;
      const auto end = at + text.size();
      const bool ends =
          end == rest.size() || std::string_view(" \t\r\n,;)\"'").find(rest[end]) != std::string_view::npos;
      if (begins && ends) return true;
    }
    return false;
  });
}

// By a field of the form, or where it names nobody, by the words of the page.
bool names_the_user(const HtmlPage& page, const PageForm& form, std::string_view user_id) {
  for (const char* name : {"selected_user", "uId", "userId", "userid"}) {
    const auto value = value_of(form.fields, name);
    if (value && !value->empty()) return *value == user_id;
  }
  const bool in_a_field = std::ranges::any_of(form.fields, [&](const auto& field) { return field.second == user_id; });
  return in_a_field || shows(page, user_id);
}

// A form that lacks what is set anyway, and has other fields that only the details have.
bool may_be_details_form(const PageForm& form) {
  return std::ranges::any_of(std::array{"agentExtn", "primaryExtn", "userView", "chkLoginUser", "setup_axl"},
                             [&](const char* name) { return value_of(form.fields, name).has_value(); });
}

// How a form shows roles: one field with all, or one for each.
std::vector<std::string> roles_shown(const FormFields& fields) {
  std::string all;
  for (const auto& [name, value] : fields) {
    if (name == "users") all += value + ",";
  }
  return capabilities_in(all);
}

bool has_unreadable_text(const PageForm& form) {
  return std::ranges::any_of(
      form.fields, [](const auto& field) { return field.second.find(kit::kUnreadableCharacter) != std::string::npos; });
}

// A search that found nobody.
bool says_nobody(const HtmlPage& page) {
  const auto text = core::comparable(page.text_of(0), core::Compare::folded);
  return std::ranges::any_of(std::array{"no user", "no record", "no match", "no result", "0 user", "0 record"},
                             [&](const char* words) { return text.find(words) != std::string::npos; });
}

}  // namespace

Result<UserListPage> read_user_list(std::string_view body, std::string_view content_type, const PagePlace& place) {
  const auto page = kit::read_html(body, content_type);
  if (!page) return std::unexpected(page.error());
  UserListPage list;
  for (const HtmlIndex link : page->find("a")) {
    if (!concerns_users(page->at(link).attribute("href").value_or(""))) continue;
    const auto taken = take_link(*page, link, place, list);
    if (!taken) return std::unexpected(taken.error());
  }
  const auto searched = take_search(*page, place, list);
  if (!searched) return std::unexpected(searched.error());
  if (list.rows.empty() && !list.search && !says_nobody(*page))
    return std::unexpected(not_as_expected("it is not the list of users"));
  return list;
}

Result<DetailsPage> read_details(std::string_view body, std::string_view content_type, std::string_view user_id) {
  const auto page = kit::read_html(body, content_type);
  if (!page) return std::unexpected(page.error());
  const auto forms = read_forms(*page);
  auto found = std::ranges::find_if(forms, is_details_form);
  if (found == forms.end()) found = std::ranges::find_if(forms, may_be_details_form);
  if (found == forms.end()) return std::unexpected(not_as_expected("it has no form with the details of a user"));
  if (!names_the_user(*page, *found, user_id)) return std::unexpected(not_as_expected("it is about another user"));
  if (has_unreadable_text(*found)) {
    return std::unexpected(not_as_expected("its text is not in the encoding it declares, so it cannot be sent back"));
  }
  return DetailsPage{found->fields, roles_shown(found->fields), !kit::is_utf8(body)};
}

std::vector<std::string> capabilities_in(std::string_view text) {
  std::vector<std::string> names;
  while (!text.empty()) {
    const auto end = std::min(text.find(','), text.size());
    const auto name = core::trim(text.substr(0, end));
    if (!name.empty() && !holds(names, name)) names.emplace_back(name);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return names;
}

bool same_set(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  return one.size() == other.size() && std::ranges::all_of(one, [&](const auto& name) { return holds(other, name); });
}

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::any_of(names, [&](const auto& other) { return is_same(other, name); });
}

}  // namespace muster::uccx
