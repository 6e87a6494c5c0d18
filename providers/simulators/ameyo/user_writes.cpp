#include <algorithm>
#include <charconv>

#include "providers/simulators/ameyo/resources.h"
#include "providers/simulators/ameyo/roles.h"
#include "providers/simulators/ameyo/user_body.h"
#include "providers/simulators/ameyo/user_text.h"

namespace muster::simulators::ameyo {
namespace {

std::string folded(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

bool is_taken(const World& world, const std::string& user_id) {
  if (!world.quirks.ids_fold_case) return world.ids.contains(user_id);
  return std::ranges::any_of(world.ids, [&](const auto& entry) { return folded(entry.first) == folded(user_id); });
}

bool licences_are_used_up(const World& world) {
  return world.quirks.licensed_users != 0 && world.ids.size() >= world.quirks.licensed_users;
}

std::optional<Refusal> incomplete(const Json& body, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    if (const auto text = required_text(body, name); !text) return text.error();
  }
  return std::nullopt;
}

std::optional<int> whole_number(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

// Whom the path names, or, where this server wants no id there, the body.
Accepted<User*> updated_user(Call& call, const std::string& user_id) {
  const auto& segments = call.target.segments;
  const auto kind = call.world.quirks.update_id;
  const bool has_id = segments.size() == 3;
  if (has_id != (kind != UpdateId::none)) return has_id ? Accepted<User*>(not_found()) : wrong_method();
  const auto number = has_id ? whole_number(segments[2]) : std::nullopt;
  if (kind == UpdateId::cc_user_id && !number) return not_found();
  User* user = kind == UpdateId::cc_user_id ? call.world.find_user(*number)
                                            : call.world.find_user(has_id ? segments[2] : user_id);
  if (user == nullptr) return command_failed("user.not.found");
  if (call.world.quirks.checks_body_id && user->id != user_id) return command_failed("user.id.cannot.be.changed");
  return user;
}

// A role that its groups cannot do without.
bool loses_its_groups(const World& world, const User& user, const UserFields& fields) {
  User after = user;
  if (fields.type) after.type = *fields.type;
  if (may_manage(world, after)) return false;
  return std::ranges::any_of(world.groups, [&](const auto& entry) {
    return !entry.second.removed && entry.second.managers.contains(user.cc_user_id);
  });
}

}  // namespace

// POST /cc/contactCenterUsers
Answer create_center_user(Call& call) {
  World& world = call.world;
  const auto body = read_body(call);
  if (!body) return std::unexpected(body.error());
  if (const auto lacks = incomplete(*body, {"userId", "userType", "userName", "userData"})) {
    return std::unexpected(*lacks);
  }
  if (!body->contains("contactCenterId")) return missing("contactCenterId");
  auto fields = read_user_fields(call, *body, world.quirks.logins_on_create);
  if (!fields) return std::unexpected(fields.error());
  const auto user_id = (*body)["userId"].get<std::string>();
  if (is_taken(world, user_id)) return command_failed(world.quirks.existing_key, user_id);
  if (licences_are_used_up(world)) return command_failed("licence.limit.reached");
  auto stored = without(*fields, world.quirks.create_ignores);
  if (!stored.type) stored.type = kExecutive;
  return write_reply(world, create_user(world, call.actor(), user_id, stored));
}

// PUT /cc/contactCenterUsers/{ccUserId}
Answer update_center_user(Call& call) {
  World& world = call.world;
  const auto body = read_body(call);
  if (!body) return std::unexpected(body.error());
  if (const auto lacks = incomplete(*body, {"userId", "userType", "userName"})) return std::unexpected(*lacks);
  const auto user = updated_user(call, (*body)["userId"].get<std::string>());
  if (!user) return std::unexpected(user.error());
  auto fields = read_user_fields(call, *body, world.quirks.logins_on_update);
  if (!fields) return std::unexpected(fields.error());
  if (loses_its_groups(world, **user, *fields)) return command_failed("user.is.manager.of.group");
  if (world.quirks.omitted == Omitted::nulled) fields = with_nulls(std::move(*fields));
  update_user(world, call.actor(), **user, without(*fields, world.quirks.update_ignores));
  return write_reply(world, **user);
}

}  // namespace muster::simulators::ameyo
