#include <array>
#include <charconv>

#include "providers/simulators/uccx/admin_api.h"
#include "providers/simulators/uccx/answer.h"
#include "providers/simulators/uccx/references.h"
#include "providers/simulators/uccx/team_body.h"
#include "providers/simulators/uccx/team_text.h"

namespace muster::simulators::uccx {
namespace {

constexpr std::array kMandatory{"userID", "firstName", "lastName", "extension", "autoAvailable", "type"};

// 0: it is no number.
int level_of(const Tree& value) {
  if (value.is_number_integer()) return value.get<int>();
  int level = 0;
  const auto text = value.is_string() ? value.get<std::string>() : std::string{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), level);
  return error == std::errc{} && end == text.data() + text.size() ? level : 0;
}

Accepted<void> read_skills(const Tree& body, UserFields& fields) {
  const auto items = body.contains("skillMap") ? items_of(body["skillMap"], "skillCompetency") : std::vector<Tree>{};
  if (!items) return malformed("skillMap has another shape.");
  fields.skills.emplace();
  for (const auto& item : *items) {
    const auto pair = item.is_object() ? item.value("skillNameUriPair", Tree::object()) : Tree::object();
    const auto id = referred_number(pair);
    const auto level = item.is_object() && item.contains("competencelevel") ? level_of(item["competencelevel"]) : 0;
    if (!id || level < 1 || level > 10) return malformed("A skill needs its reference and a level of 1 to 10.");
    fields.skills->push_back({*id, pair.value("@name", ""), level});
  }
  return {};
}

Accepted<void> read_team_of(const Call& call, const Tree& body, UserFields& fields) {
  if (!body.contains("team")) return {};
  const auto& named = body["team"];
  const auto id = referred_number(named);
  const Team* found =
      named.is_string() ? call.world.find_team(named.get<std::string>()) : call.world.find_team(id.value_or(0));
  if (found == nullptr) return malformed("There is no such team.");
  fields.team = found->id;
  return {};
}

// `type` and whom somebody supervises are read over: only a team's update changes them.
Accepted<UserFields> read_fields(const Call& call, const Tree& body) {
  for (const char* name : kMandatory) {
    if (!body.contains(name)) return malformed("A mandatory element is missing.", name);
  }
  UserFields fields;
  fields.auto_available = body["autoAvailable"] == true || body["autoAvailable"] == "true";
  const auto group = body.contains("resourceGroup") ? body["resourceGroup"] : Tree::object();
  fields.resource_group = group.is_object() ? group.value("@name", "") : "";
  if (auto read = read_skills(body, fields); !read) return std::unexpected(read.error());
  if (auto read = read_team_of(call, body, fields); !read) return std::unexpected(read.error());
  return fields;
}

Answer update(Call& call, User& user) {
  const auto body = read_object(call.request);
  if (!body) return std::unexpected(body.error());
  const auto fields = read_fields(call, *body);
  if (!fields) return std::unexpected(fields.error());
  if ((*body)["userID"] != user.id) return malformed("userID is that of the address.", user.id);
  update_user(call.world, call.actor(), user, *fields);
  return net::HttpResponse(200, "");
}

}  // namespace

Answer resources(Call& call) {
  if (!call.is(net::Method::get)) return wrong_method(call);
  const Supervision supervision(call.world, call.now);
  std::vector<Tree> items;
  for (const auto& [id, newest] : call.world.users) {
    const User* user = visible(call.world, newest, call.now);
    if (user != nullptr && user->is_resource()) items.push_back(resource_tree(call, *user, supervision));
  }
  return shown(call, "resources", root_list(call.world, "resource", std::move(items)));
}

Answer resource(Call& call) {
  const std::string id = call.target.segments[2];
  const bool known = call.is(net::Method::get) || call.is(net::Method::put);
  if (!known) return wrong_method(call);
  User* user = call.world.find_user(id);
  if (user == nullptr || !user->is_resource()) return no_such("resource", id);
  if (call.is(net::Method::put)) return update(call, *user);
  const User* version = visible(call.world, *user, call.now);
  if (version == nullptr) return no_such("resource", id);
  return shown(call, "resource", resource_tree(call, *version, Supervision(call.world, call.now)));
}

}  // namespace muster::simulators::uccx
