#include "providers/simulators/cucm_uds/changes.h"

#include <utility>

#include "providers/simulators/cucm_uds/field_texts.h"

namespace muster::simulators::cucm_uds {

void change_user(World& world, const Actor& actor, User& user, User wanted) {
  world.log.push_back(
      {actor.now, actor.name, Effect::updated, "user", user.user_id, user.id, effects(world, user, wanted)});
  user = std::move(wanted);
}

void commit(Call& call, User wanted) {
  if (!call.user->home_cluster) return;
  auto& ignored = call.world.quirks.ignored_writes;
  if (ignored > 0) {
    --ignored;
    return;
  }
  change_user(call.world, {call.user->user_id, call.now}, *call.user, std::move(wanted));
}

}  // namespace muster::simulators::cucm_uds
