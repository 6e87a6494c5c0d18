#include <fmt/core.h>

#include "providers/simulators/uccx/admin_api.h"
#include "providers/simulators/uccx/answer.h"
#include "providers/simulators/uccx/references.h"
#include "providers/simulators/uccx/team_body.h"
#include "providers/simulators/uccx/team_text.h"

namespace muster::simulators::uccx {
namespace {

Answer list_teams(const Call& call) {
  std::vector<Tree> items;
  for (const auto& [id, newest] : call.world.teams) {
    const Team* shown_team = visible(call.world, newest, call.now);
    if (shown_team == nullptr) continue;
    const bool summary = call.world.quirks.list_summaries;
    items.push_back(summary ? team_summary(call.world, *shown_team) : team_tree(call.world, *shown_team));
  }
  return shown(call, "teams", root_list(call.world, "team", std::move(items)));
}

// 201; the new object's URL is the body, a header, or neither.
net::HttpResponse created(const World& world, const Team& made) {
  const auto url = link_to(world.quirks, "team", fmt::format("{}", made.id));
  net::HttpResponse response(201, world.quirks.created_body ? url : "");
  if (world.quirks.created_location) response.headers.add("Location", url);
  if (world.quirks.created_body) response.headers.add("Content-Type", "text/plain");
  return response;
}

Answer create(Call& call) {
  const auto body = read_object(call.request);
  if (!body) return std::unexpected(body.error());
  const auto fields = read_team(call, *body, nullptr);
  if (!fields) return std::unexpected(fields.error());
  return created(call.world, create_team(call.world, call.actor(), *fields));
}

bool names(const Tree& body, int id) {
  if (!body.contains("teamId")) return false;
  const auto& named = body["teamId"];
  return named == id || named == fmt::format("{}", id);
}

Answer update(Call& call, Team& old) {
  const auto body = read_object(call.request);
  if (!body) return std::unexpected(body.error());
  if (!names(*body, old.id)) return malformed("teamId is mandatory, and that of the address.");
  const auto fields = read_team(call, *body, &old);
  if (!fields) return std::unexpected(fields.error());
  update_team(call.world, call.actor(), old, *fields);
  return net::HttpResponse(200, "");
}

Answer remove(Call& call, Team& old) {
  if (old.id == kDefaultTeam) return against_rules("The default team cannot be deleted.", old.name);
  const bool refuses = call.world.quirks.team_removal == TeamRemoval::refused && !old.members.empty();
  if (refuses) return against_rules("The team has resources.", old.name);
  remove_team(call.world, call.actor(), old);
  return net::HttpResponse(200, "");
}

Answer read(const Call& call, const std::string& text) {
  for (const auto& [id, newest] : call.world.teams) {
    const Team* shown_team = text == fmt::format("{}", id) ? visible(call.world, newest, call.now) : nullptr;
    if (shown_team != nullptr) return shown(call, "team", team_tree(call.world, *shown_team));
  }
  return no_such("team", text);
}

Team* find(World& world, const std::string& text) {
  for (auto& [id, found] : world.teams) {
    if (text == fmt::format("{}", id)) return world.find_team(id);
  }
  return nullptr;
}

}  // namespace

Answer teams(Call& call) {
  if (call.is(net::Method::get)) return list_teams(call);
  if (call.is(net::Method::post)) return create(call);
  return wrong_method(call);
}

Answer team(Call& call) {
  const std::string text = call.target.segments[2];
  if (call.is(net::Method::get)) return read(call, text);
  const bool known = call.is(net::Method::put) || call.is(net::Method::del);
  if (!known) return wrong_method(call);
  Team* old = find(call.world, text);
  if (old == nullptr) return no_such("team", text);
  return call.is(net::Method::put) ? update(call, *old) : remove(call, *old);
}

}  // namespace muster::simulators::uccx
