// /skills, and the skills of a user. Writing them is on no page that is left; some sites may do it all the same.
#include <fmt/core.h>

#include "providers/simulators/genesys_gws/answer.h"
#include "providers/simulators/genesys_gws/body.h"
#include "providers/simulators/genesys_gws/changes.h"
#include "providers/simulators/genesys_gws/json_text.h"
#include "providers/simulators/genesys_gws/resources.h"
#include "providers/simulators/genesys_gws/user_text.h"

namespace muster::simulators::gws {
namespace {

std::optional<int> level_in(const nlohmann::json& body) {
  const auto level = body.find("level");
  if (level == body.end() || !level->is_number_integer()) return std::nullopt;
  return level->get<int>();
}

Answer write_skill(Call& call, const std::string& skill_id, std::optional<int> level) {
  const auto user = writable_user(call);
  if (!user) return std::unexpected(user.error());
  if (find_skill(call.world, skill_id) == nullptr) return std::unexpected(no_such("skill", skill_id));
  set_skill(call.world, {call.caller()->user_name, call.now}, **user, skill_id, level);
  return success(call.world);
}

Answer assign_skill(Call& call) {
  const auto body = read_object(call.request);
  if (!body) return std::unexpected(body.error());
  const auto uri = body->find("uri");
  if (uri == body->end() || !uri->is_string()) return refuse(400, code::kMissing, "The parameter uri is missing.");
  const auto text = uri->get<std::string>();
  return write_skill(call, text.substr(text.rfind('/') + 1), level_in(*body).value_or(0));
}

Answer change_level(Call& call) {
  const auto body = read_object(call.request);
  if (!body) return std::unexpected(body.error());
  const auto level = level_in(*body);
  if (!level) return refuse(400, code::kMissing, "The parameter level is missing.");
  return write_skill(call, call.target.segments[3], level);
}

Answer show_user_skill(const Call& call) {
  const auto user = read_user(call);
  if (!user) return std::unexpected(user.error());
  for (const auto& level : (*user)->skills) {
    if (level.skill_id != call.target.segments[3]) continue;
    std::string rest = "\"skill\":";
    append_user_skill(rest, call.world, level);
    return success(call.world, rest);
  }
  return std::unexpected(no_such("skill", call.target.segments[3]));
}

Answer list_user_skills(const Call& call) {
  const auto user = read_user(call);
  if (!user) return std::unexpected(user.error());
  const bool full = call.target.parameter("fields").has_value();
  std::string rest = full ? "\"skills\":[" : "\"uris\":[";
  for (const auto& level : (*user)->skills) {
    if (rest.back() != '[') rest.push_back(',');
    if (full) {
      append_user_skill(rest, call.world, level);
    } else {
      append_quoted(rest, fmt::format("{}/skills/{}", call.world.quirks.uri_base, level.skill_id));
    }
  }
  rest.push_back(']');
  return success(call.world, rest);
}

}  // namespace

Answer skills(Call& call) {
  if (!call.is(net::Method::get)) return std::unexpected(not_allowed(call));
  const auto allowed = need_administrator(call);
  if (!allowed) return std::unexpected(allowed.error());
  const bool full = call.target.parameter("fields").has_value();
  std::string rest = full ? "\"skills\":[" : "\"uris\":[";
  for (const Skill& listed : call.world.skills) {
    if (rest.back() != '[') rest.push_back(',');
    if (full) {
      append_skill(rest, call.world, listed);
    } else {
      append_quoted(rest, fmt::format("{}/skills/{}", call.world.quirks.uri_base, listed.id));
    }
  }
  rest.push_back(']');
  return success(call.world, rest);
}

Answer skill(Call& call) {
  if (!call.is(net::Method::get)) return std::unexpected(not_allowed(call));
  const auto allowed = need_administrator(call);
  if (!allowed) return std::unexpected(allowed.error());
  const Skill* found = find_skill(call.world, call.target.segments[1]);
  if (found == nullptr) return std::unexpected(no_such("skill", call.target.segments[1]));
  std::string rest = "\"skill\":";
  append_skill(rest, call.world, *found);
  return success(call.world, rest);
}

Answer user_skills(Call& call) {
  const auto allowed = need_administrator(call);
  if (!allowed) return std::unexpected(allowed.error());
  if (call.is(net::Method::get)) return list_user_skills(call);
  if (call.is(net::Method::post) && call.world.quirks.skill_writes) return assign_skill(call);
  return std::unexpected(not_allowed(call));
}

Answer user_skill(Call& call) {
  const auto allowed = need_administrator(call);
  if (!allowed) return std::unexpected(allowed.error());
  if (call.is(net::Method::get)) return show_user_skill(call);
  const bool writes = call.world.quirks.skill_writes;
  if (writes && call.is(net::Method::put)) return change_level(call);
  if (writes && call.is(net::Method::del)) return write_skill(call, call.target.segments[3], std::nullopt);
  return std::unexpected(not_allowed(call));
}

}  // namespace muster::simulators::gws
