#include "tests/simulation/gws_site.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "providers/simulators/genesys_gws/organisation.h"
#include "providers/simulators/genesys_gws/second_admin.h"
#include "tests/simulation/effect_judge.h"
#include "tests/simulation/play.h"
#include "tests/simulation/streams.h"

namespace muster::simulation {

GwsSite::GwsSite(gws::World world) : simulator_(std::move(world)), world_(simulator_.world()) {
  for (const gws::User& user : world_.users.slots()) logins_[user.id] = user.user_name;
}

kit::Credentials GwsSite::credentials() const {
  kit::Credentials credentials;
  credentials.emplace("username", core::Secret("svc-muster"));
  credentials.emplace("password", core::Secret(std::string(gws::kServicePassword)));
  return credentials;
}

net::HttpRequest GwsSite::idle_request() const { return {net::Method::get, "/api/v2/diagnostics/version"}; }

std::set<std::string> GwsSite::objects_of(const net::HttpRequest& request) {
  if (request.method == net::Method::get) return {};
  const std::string path = request.target.substr(0, request.target.find('?'));
  if (path.ends_with("/users")) {
    const auto body = nlohmann::json::parse(request.body, nullptr, false);
    return {key_of("user", body.is_object() ? gws::fold_login(body.value("userName", "")) : "")};
  }
  const auto begin = path.find("/users/");
  if (begin == std::string::npos) return {path};
  const std::string id = path.substr(begin + 7, path.find('/', begin + 7) - begin - 7);
  const gws::User* user = world_.users.find(id);
  if (user != nullptr) logins_[id] = user->user_name;
  return {key_of("user", gws::fold_login(logins_.contains(id) ? logins_[id] : id))};
}

std::string GwsSite::object_of(std::size_t effect) const {
  return key_of("user", gws::fold_login(world_.log[effect].user_name));
}

engine::Duration GwsSite::longest_lag() const { return std::max(world_.quirks.read_lag, world_.quirks.visibility_lag); }

bool GwsSite::drift(simulators::Draw& draw, engine::WallTime now) {
  gws::EditSettings settings;
  if (draw.below(4) == 0) settings.edits.push_back(gws::Edit::create_user);
  return gws::edit_at_random(world(), now, draw, settings);
}

std::unique_ptr<SiteJudge> GwsSite::judge(const History& history, Findings& findings) {
  return std::make_unique<EffectJudge>(world_, history, findings);
}

gws::World draw_gws_world(std::uint64_t seed) {
  simulators::Draw draw = stream(seed, 3);
  gws::World world = gws::generated_organisation(8 + draw.below(30), seed);
  world.quirks.csrf = draw.below(4) == 0;
  world.quirks.sticky_cookie = draw.below(5) == 0;
  world.quirks.id_form = draw.below(2) == 0 ? gws::IdForm::hex : gws::IdForm::dashed;
  world.quirks.reordering = draw.below(2) == 0 ? gws::Reordering::none : gws::Reordering::within_page;
  world.quirks.page_cap = draw.below(5) == 0 ? 7 : 0;
  world.quirks.omits_defaults = draw.below(5) == 0;
  if (draw.below(4) == 0) {
    world.quirks.visibility_lag = engine::Duration(static_cast<std::int64_t>(draw.below(4'500)));
  }
  if (draw.below(6) == 0) world.quirks.read_lag = engine::Duration(static_cast<std::int64_t>(draw.below(4'500)));
  return world;
}

Setting gws_setting(gws::World world) {
  Setting setting;
  setting.sites.push_back(std::make_unique<GwsSite>(std::move(world)));
  return setting;
}

gws::World& gws_world(Play& play) { return static_cast<GwsSite&>(play.wire(kGws).site()).world(); }

}  // namespace muster::simulation
