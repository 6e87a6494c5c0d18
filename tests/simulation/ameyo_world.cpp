// The contact centre of a seed.
#include "providers/simulators/ameyo/organisation.h"
#include "providers/simulators/ameyo/quirk_names.h"
#include "tests/simulation/ameyo_site.h"
#include "tests/simulation/streams.h"

namespace muster::simulation {

using simulators::Draw;

namespace {

// What somebody who writes a user carelessly would lose.
void furnish(ameyo::User& user, Draw& draw) {
  const auto chance = [&](std::uint64_t percent) { return draw.below(100) < percent; };
  user.default_ready = chance(40);
  if (chance(50)) user.max_logins = 1 + static_cast<int>(draw.below(3));
  if (chance(40)) user.login_policy = chance(50) ? "verify.before.force.login" : "disallow.after.limit";
  if (chance(40)) user.mapping = user.id + "@acme.example";
  if (chance(30)) user.skills.emplace_back(7, 2);
}

void sign_in(ameyo::World& world, const ameyo::User& user) {
  ameyo::Session session;
  session.user = user.id;
  session.kept_alive = true;
  session.number = ++world.logins;
  world.sessions["d898-0-ses-" + user.id] = std::move(session);
}

void draw_quirks(ameyo::Quirks& quirks, Draw& draw) {
  const auto chance = [&](std::uint64_t percent) { return draw.below(100) < percent; };
  const auto lag = [&] { return engine::Duration(static_cast<std::int64_t>(draw.below(4'500))); };
  for (const auto& [name, value] : ameyo::survivable_quirks()) {
    // A remark that a create loses, and that no answer shows, cannot be known to be lost.
    const bool is_blind = name == "createIgnores" && value == "description";
    if (chance(12) && !is_blind) (void)ameyo::set_quirk(quirks, name, value);
  }
  quirks.visibility_lag = chance(25) ? lag() : engine::Duration(0);
  quirks.approval_lag = chance(15) ? lag() : engine::Duration(0);
  quirks.member_ids = static_cast<ameyo::IdKind>(draw.below(3));
  if (chance(30)) quirks.manager_ids = quirks.member_ids;
  quirks.secure_mode = chance(15);
}

}  // namespace

ameyo::World draw_ameyo_world(std::uint64_t seed) {
  Draw draw = stream(seed, 6);
  const auto chance = [&](std::uint64_t percent) { return draw.below(100) < percent; };
  ameyo::World world = ameyo::generated_organisation(12 + draw.below(26), seed);
  int administrators = 0;
  for (auto& [id, user] : world.users) {
    if (user.id == ameyo::kServiceAccount) continue;
    furnish(user, draw);
    if (user.type == ameyo::kExecutive && administrators < 2 && chance(25)) {
      user.type = user.system_type = ameyo::kAdministrator;
      ++administrators;
    }
    if (chance(8)) sign_in(world, user);
  }
  draw_quirks(world.quirks, draw);
  return world;
}

}  // namespace muster::simulation
