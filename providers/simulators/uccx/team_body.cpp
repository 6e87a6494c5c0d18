#include "providers/simulators/uccx/team_body.h"

#include <algorithm>
#include <charconv>

#include <fmt/core.h>

#include "providers/simulators/uccx/references.h"

namespace muster::simulators::uccx {
namespace {

constexpr std::size_t kLongestName = 49;

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

bool is_empty(const Tree& part) { return part.is_null() || part.empty() || part == ""; }

// What becomes of the supervisors that a body does not name.
bool is_cleared(ClearForm form, bool omitted) {
  if (form == ClearForm::either) return true;
  return form == (omitted ? ClearForm::omit : ClearForm::empty);
}

Accepted<std::string> read_name(const Call& call, const Tree& body, const Team* old) {
  if (!body.contains("teamname") || !body["teamname"].is_string()) return malformed("teamname is mandatory.");
  auto name = body["teamname"].get<std::string>();
  const bool blank = name.empty() || name.front() == ' ' || name.back() == ' ';
  if (blank || characters(name) > kLongestName) return malformed("teamname has 1 to 49 characters.", name);
  const Team* same = call.world.find_team(name);
  if (same != nullptr && same != old) return against_rules("A team of that name is there already.", name);
  const bool renames_default = old != nullptr && old->id == kDefaultTeam && old->name != name;
  if (renames_default) return against_rules("The default team keeps its name.", name);
  return name;
}

Accepted<std::string> read_supervisor(const Call& call, const Tree& reference) {
  const User* user = referred_user(call.world, reference);
  if (user == nullptr) return malformed("There is no such supervisor.", named_id(reference).value_or(""));
  if (!shown_as_supervisor(call.world, *user, call.now)) {
    return against_rules("The resource is not a supervisor.", user->id);
  }
  return user->id;
}

Accepted<void> read_primary(const Call& call, const Tree& body, TeamFields& fields) {
  const bool omitted = !body.contains("primarySupervisor");
  if (omitted || is_empty(body["primarySupervisor"])) {
    if (is_cleared(call.world.quirks.clear_form, omitted)) fields.primary = "";
    return {};
  }
  auto id = read_supervisor(call, body["primarySupervisor"]);
  if (!id) return std::unexpected(id.error());
  fields.primary = std::move(*id);
  return {};
}

Accepted<void> check_secondaries(const Call& call, const Tree& body, const Team* old, const TeamFields& fields) {
  const bool has_primary = body.contains("primarySupervisor") && !is_empty(body["primarySupervisor"]);
  if (!has_primary) return against_rules("Secondary supervisors need the primary supervisor.", *fields.name);
  const bool another = old != nullptr && !old->primary.empty() && old->primary != fields.primary;
  const bool changed = old != nullptr && old->secondaries != *fields.secondaries;
  if (call.world.quirks.needs_current_primary && another && changed) {
    return against_rules("The primary supervisor is another one.", *fields.primary);
  }
  return {};
}

Accepted<void> read_secondaries(const Call& call, const Tree& body, const Team* old, TeamFields& fields) {
  const bool omitted = !body.contains("secondarySupervisors");
  const auto items = omitted ? std::vector<Tree>{} : items_of(body["secondarySupervisors"], "secondrySupervisor");
  if (!items) return malformed("secondarySupervisors has another shape.");
  if (items->empty()) {
    if (is_cleared(call.world.quirks.clear_form, omitted)) fields.secondaries.emplace();
    return {};
  }
  fields.secondaries.emplace();
  for (const auto& item : *items) {
    auto id = read_supervisor(call, item);
    if (!id) return std::unexpected(id.error());
    fields.secondaries->push_back(std::move(*id));
  }
  return check_secondaries(call, body, old, fields);
}

bool clears_omitted(const Call& call) { return call.world.quirks.omitted_part == OmittedPart::cleared; }

Accepted<void> read_members(const Call& call, const Tree& body, TeamFields& fields) {
  const bool omitted = !body.contains("resources");
  if (omitted && !clears_omitted(call)) return {};
  const auto items = omitted ? std::vector<Tree>{} : items_of(body["resources"], "resource");
  if (!items) return malformed("resources has another shape.");
  const auto most = call.world.quirks.most_members;
  if (most != 0 && items->size() > most)
    return against_rules("The maximum of resources in a team is exceeded.", *fields.name);
  fields.members.emplace();
  for (const auto& item : *items) {
    const User* user = referred_user(call.world, item);
    const bool there = user != nullptr && user->is_resource();
    if (!there) return malformed("There is no such resource.", named_id(item).value_or(""));
    fields.members->push_back(user->id);
  }
  return {};
}

Accepted<void> read_csqs(const Call& call, const Tree& body, TeamFields& fields) {
  const bool omitted = !body.contains("csqs");
  if (omitted && !clears_omitted(call)) return {};
  const auto items = omitted ? std::vector<Tree>{} : items_of(body["csqs"], "csq");
  if (!items) return malformed("csqs has another shape.");
  fields.csqs.emplace();
  for (const auto& item : *items) {
    const auto id = referred_number(item);
    if (!id || !call.world.csqs.contains(*id)) return malformed("There is no such CSQ.");
    fields.csqs->push_back(*id);
  }
  return {};
}

void read_flag(const Call& call, const Tree& body, const char* name, std::optional<bool>& flag) {
  if (call.world.quirks.version < Version::v12_5_su1) return;
  if (body.contains(name)) {
    flag = body[name] == true || body[name] == "true";
  } else if (clears_omitted(call)) {
    flag = false;
  }
}

void read_extras(const Call& call, const Tree& body, const Team* old, TeamFields& fields) {
  if (old == nullptr || old->extras.empty()) return;
  fields.extras.emplace();
  for (const auto& [name, json] : old->extras) {
    if (body.contains(name)) {
      (*fields.extras)[name] = body[name].dump();
    } else if (!clears_omitted(call)) {
      (*fields.extras)[name] = json;
    }
  }
}

}  // namespace

Accepted<Tree> read_object(const net::HttpRequest& request) {
  const auto type = request.headers.find("Content-Type").value_or("");
  const bool is_xml = type.contains("xml");
  if (!is_xml && !type.contains("json")) {
    return std::unexpected(Refusal{415, "Unsupported Media Type", "The body must be JSON or XML.", ""});
  }
  auto body = is_xml ? read_xml(request.body).value_or(Tree()) : Tree::parse(request.body, nullptr, false);
  if (!body.is_object()) return malformed("The body is not one well-formed object.");
  return body;
}

Accepted<TeamFields> read_team(const Call& call, const Tree& body, const Team* old) {
  TeamFields fields;
  auto name = read_name(call, body, old);
  if (!name) return std::unexpected(name.error());
  fields.name = std::move(*name);
  if (auto read = read_primary(call, body, fields); !read) return std::unexpected(read.error());
  if (auto read = read_secondaries(call, body, old, fields); !read) return std::unexpected(read.error());
  if (auto read = read_members(call, body, fields); !read) return std::unexpected(read.error());
  if (auto read = read_csqs(call, body, fields); !read) return std::unexpected(read.error());
  read_flag(call, body, "acdBusyOnNonAcdBusy", fields.busy_on_non_acd);
  read_flag(call, body, "nonAcdBusyOverride", fields.non_acd_override);
  read_extras(call, body, old, fields);
  return fields;
}

const User* referred_user(const World& world, const Tree& reference) {
  for (const bool plus_for_space : {false, true}) {
    const auto id = named_id(reference, plus_for_space);
    const User* user = id ? world.find_user(*id) : nullptr;
    if (user != nullptr) return user;
  }
  return nullptr;
}

std::optional<int> referred_number(const Tree& reference) {
  const auto id = named_id(reference);
  int number = 0;
  if (!id) return std::nullopt;
  const auto [end, error] = std::from_chars(id->data(), id->data() + id->size(), number);
  return error == std::errc{} && end == id->data() + id->size() ? std::optional(number) : std::nullopt;
}

std::optional<std::vector<Tree>> items_of(const Tree& list, std::string_view item) {
  if (is_empty(list)) return std::vector<Tree>{};
  if (!list.is_object() || !list.contains(item)) return std::nullopt;
  const auto& items = list[std::string(item)];
  if (is_empty(items)) return std::vector<Tree>{};
  if (items.is_object()) return std::vector<Tree>{items};
  if (!items.is_array()) return std::nullopt;
  return items.get<std::vector<Tree>>();
}

}  // namespace muster::simulators::uccx
