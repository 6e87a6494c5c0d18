#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "providers/simulators/uccx/app_admin.h"
#include "providers/simulators/uccx/attacks.h"
#include "providers/simulators/uccx/pages.h"
#include "providers/simulators/uccx/references.h"
#include "providers/simulators/uccx/sessions.h"

namespace muster::simulators::uccx {
namespace {

struct Search {
  std::string words;
  std::size_t page = 1;
};

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

Search search_of(const Call& call) {
  const auto parameters = parameters_of(call);
  Search search;
  search.words = parameters.parameter("search_criteria").value_or("");
  if (search.words.empty()) search.words = parameters.parameter("search_assigned_users").value_or("");
  search.page = std::max<std::size_t>(1, parameters.number("pageNo").value_or(1));
  return search;
}

// A search finds whatever holds the words somewhere in the id or the names, in any case.
bool finds(const World& world, const Search& search, const User& user) {
  if (search.words.empty() || world.quirks.search_ignored) return true;
  const auto words = lowered(search.words);
  return lowered(user.id).contains(words) || lowered(user.first_name).contains(words) ||
         lowered(user.last_name).contains(words);
}

std::vector<const User*> found_users(const Call& call, const Search& search) {
  std::vector<const User*> found;
  for (const auto& [id, newest] : call.world.users) {
    const User* user = visible(call.world, newest, call.now);
    if (user == nullptr || !finds(call.world, search, *user)) continue;
    found.push_back(user);
    if (id == call.world.quirks.doubled_row) found.push_back(user);
  }
  return found;
}

std::string details_link(const World& world, const User& user, std::string_view type) {
  const bool plus = world.quirks.plus_for_space;
  return fmt::format("{}?request_type=ldapsetup.{}&amp;uId={}&amp;cap={}&amp;wizard=", link_base(world), type,
                     encoded(user.id, plus), encoded(fmt::format("{}", fmt::join(user.roles, ",")), plus));
}

std::string tidy_row(const World& world, const User& user) {
  return fmt::format("<tr><td><a href=\"{}\">{}</a></td><td>{}</td><td>{}</td></tr>\n",
                     details_link(world, user, "userdetails"), html_text(user.id), html_text(user.first_name),
                     html_text(user.last_name));
}

// Every row in another carelessness.
std::string careless_row(const World& world, const User& user, std::size_t number) {
  constexpr std::array kQuotes{"\"", "'", ""};
  const auto quote = kQuotes[number % kQuotes.size()];
  const bool references = number % 4 == 1;
  return fmt::format(
      "<TR class=row{0}><TD nowrap><A Class=lnk HREF={1}{2}{1} onClick=\"return go('a>b')\">{3}{4}</a><td>{5}"
      "<TD>{6}<td><a href={1}{7}{1}><img src=del.gif alt=\"Remove\"></A>\n",
      number % 2, quote, details_link(world, user, "userdetails"), number % 5 == 2 ? "\n   " : "",
      html_text(user.id, references), html_text(user.first_name, references), html_text(user.last_name, references),
      details_link(world, user, "userdelete"));
}

std::string row(const World& world, const User& user, std::size_t number) {
  return world.quirks.tidy_pages ? tidy_row(world, user) : careless_row(world, user, number);
}

// What looks like a row and is none.
std::string decoys(const World& world, const User& user) {
  if (world.quirks.tidy_pages) return {};
  User other = user;
  other.roles = {std::string(kAdministrator)};
  const auto fake = tidy_row(world, other);
  return fmt::format("<!-- {} -->\n<SCRIPT type='text/javascript'>var last = '{}';\nif (1 < 2) go();</script>\n", fake,
                     fake.substr(0, fake.size() - 1));
}

std::string page_link(const World& world, const Search& search, std::size_t number, std::string_view text) {
  return fmt::format(
      "<a href=\"{}?request_type=ldapsetup.waitpage.usermaintenance&amp;wizard=&amp;search_criteria={}&amp;pageNo={}\">"
      "{}</A>\n",
      link_base(world), encoded(search.words, world.quirks.plus_for_space), number, text);
}

std::string page_links(const World& world, const Search& search, std::size_t pages) {
  std::string out;
  if (search.page > 1) out.append(page_link(world, search, search.page - 1, "&lt; Previous"));
  for (std::size_t number = 1; number <= pages && pages > 1; ++number) {
    out.append(page_link(world, search, number, fmt::format("{}", number)));
  }
  if (search.page < pages) out.append(page_link(world, search, search.page + 1, "Next &gt;"));
  return out;
}

std::string search_form(const Search& search) {
  return fmt::format(
      "<FORM name=searchForm method=post action=LDAPSetup>\n<INPUT type=hidden name=request_type "
      "value=ldapsetup.waitpage.usermaintenance><INPUT type=hidden name=wizard value=''>\n<input type=text "
      "name=search_criteria value=\"{}\"><INPUT TYPE=TEXT NAME='search_assigned_users' VALUE=''>\n"
      "<input type=submit name=btnSearch value=Search></form>\n",
      html_text(search.words));
}

net::HttpResponse endless_page(const World& world, const Search& search) {
  User ghost;
  ghost.id = fmt::format("ghost{:08}", search.page);
  ghost.roles = {std::string(kAgent)};
  const auto body = fmt::format("<table>{}</table>{}", row(world, ghost, search.page),
                                page_link(world, search, search.page + 1, "Next &gt;"));
  return page(world, 200, "Users", body);
}

std::string table(const World& world, const std::vector<const User*>& users, const Search& search) {
  const auto size = world.quirks.page_size == 0 ? users.size() : world.quirks.page_size;
  const auto first = std::min(users.size(), (search.page - 1) * size);
  const auto last = std::min(users.size(), first + size);
  std::string rows;
  for (std::size_t i = first; i < last; ++i) rows.append(row(world, *users[i], i));
  const auto pages = size == 0 ? 1 : (users.size() + size - 1) / size;
  return fmt::format("<TABLE border=0 cellpadding=2>\n<tr><th>User ID<TH>First Name<th>Last Name\n{}</table>\n{}", rows,
                     page_links(world, search, pages));
}

}  // namespace

net::HttpResponse user_list(Call& call, std::string_view message) {
  const World& world = call.world;
  auto search = search_of(call);
  if (world.quirks.attack == Attack::deep_html) return page(world, 200, "Users", deep_html());
  if (world.quirks.attack == Attack::many_tags) return page(world, 200, "Users", many_tags());
  if (world.quirks.attack == Attack::endless_pages) return endless_page(world, search);
  if (!message.empty()) search = {};
  const auto users = found_users(call, search);
  std::string body = status_message(message.empty() ? fmt::format("{} users", users.size()) : message);
  body.append(search_form(search));
  if (!users.empty()) body.append(decoys(world, *users.front()));
  return page(world, 200, "Users", body + table(world, users, search));
}

}  // namespace muster::simulators::uccx
