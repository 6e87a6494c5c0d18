#include "tests/simulation/gws_manifests.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>

namespace muster::simulation {

namespace {

using simulators::Draw;
using simulators::gws::World;

constexpr int kMostJoiners = 12;

class Writer {
 public:
  Writer(GwsManifests& manifests, const World& world, Draw& draw) : manifests_(manifests), world_(world), draw_(draw) {}

  void begin() {
    for (const auto& user : world_.users.slots()) {
      if (user.user_name == "svc-muster" || !chance(50)) continue;
      manifests_.people[user.user_name] = chance(5) ? leaver() : person(user.user_name);
    }
    for (auto joiners = draw_.below(4); joiners > 0; --joiners) add_joiner();
  }

  void edit() {
    for (auto edits = 1 + draw_.below(3); edits > 0; --edits) edit_one();
  }

 private:
  bool chance(std::uint64_t percent) { return draw_.below(100) < percent; }
  static Wish leaver() {
    Wish wish;
    wish.absent = true;
    wish.states_roles = false;
    return wish;
  }

  bool is_administrator(const std::string& login) const {
    const auto* user = world_.users.find_login(login);
    return user != nullptr && user->has_role("ROLE_ADMIN");
  }

  Wish person(const std::string& login) {
    Wish wish;
    wish.is_rights_only = chance(10);
    give_roles(wish, is_administrator(login) && chance(70));
    if (wish.is_rights_only) return wish;
    if (chance(40)) wish.fields["firstName"] = chance(50) ? "Robin" : "Kim";
    if (chance(20)) wish.fields["lastName"] = chance(50) ? "Vale" : "Reyes";
    if (chance(25)) wish.fields["enabled"] = chance(70) ? "true" : "false";
    if (chance(15)) wish.states_roles = wish.fields.empty();
    wish.protect = chance(8);
    if (wish.states_roles && wish.roles.contains("ROLE_AGENT") && chance(20)) wish.device = number();
    return wish;
  }

  void give_roles(Wish& wish, bool keeps_admin) {
    wish.exact_roles = chance(55);
    wish.roles.insert("ROLE_AGENT");
    if (chance(35)) wish.roles.insert("ROLE_SUPERVISOR");
    if (keeps_admin) wish.roles.insert("ROLE_ADMIN");
    if (!wish.exact_roles && !wish.roles.contains("ROLE_SUPERVISOR") && chance(40)) {
      wish.excluded.insert("ROLE_SUPERVISOR");
    }
  }

  // Everything that a new object needs.
  Wish joiner() {
    Wish wish;
    give_roles(wish, false);
    wish.exact_roles = true;
    wish.excluded.clear();
    wish.fields = {{"firstName", chance(50) ? "Robin" : "Kim"}, {"lastName", "Vale"}};
    wish.has_password = true;
    if (chance(25)) wish.device = number();
    return wish;
  }

  void add_joiner() {
    manifests_.people[fmt::format("joiner.{:02}@acme.example", draw_.below(kMostJoiners))] = joiner();
  }

  // Of a telephone that no other document asks for.
  std::string number() {
    while (true) {
      std::string drawn = fmt::format("{}", 7000 + draw_.below(900));
      const auto has_it = [&](const auto& person) { return person.second.device == drawn; };
      if (std::ranges::none_of(manifests_.people, has_it)) return drawn;
    }
  }

  void edit_one() {
    const auto kind = draw_.below(10);
    if (kind < 3 || manifests_.people.empty()) return add_joiner();
    auto at = manifests_.people.begin();
    std::advance(at, static_cast<std::ptrdiff_t>(draw_.below(manifests_.people.size())));
    const bool joins = at->first.starts_with("joiner.");
    if (kind == 3) return void(manifests_.people.erase(at));
    if (kind == 4) return void(at->second.protect ? (void)(at->second.protect = false) : (void)(at->second = leaver()));
    if (kind == 5) return take_up();
    const bool was_protected = at->second.protect;
    at->second = joins ? joiner() : person(at->first);
    at->second.protect |= was_protected;
  }

  // Somebody who had no document gets one.
  void take_up() {
    const auto& slots = world_.users.slots();
    const auto& user = slots[draw_.below(slots.size())];
    if (user.removed || user.user_name == "svc-muster" || manifests_.people.contains(user.user_name)) return;
    manifests_.people[user.user_name] = person(user.user_name);
  }

  GwsManifests& manifests_;
  const World& world_;
  Draw& draw_;
};

std::string system_text(const Policy& policy) {
  return fmt::format(
      "apiVersion: muster/v1\nkind: System\nmetadata: {{name: {}}}\nspec:\n  provider: genesys-gws\n"
      "  url: http://127.0.0.1:1\n  credentials: {{username: svc-muster, password: {{env: GWS_PASSWORD}}}}\n{}"
      "  settings: {{pageSize: 15, visibilityDelay: {}s}}\n",
      kGws, spec_text(policy), policy.visibility_delay_s);
}

std::string roles_text(const Wish& wish) {
  if (wish.exact_roles) return fmt::format("  roles: [{}]\n", fmt::join(wish.roles, ", "));
  std::string text = fmt::format("  roles: {{include: [{}]", fmt::join(wish.roles, ", "));
  if (!wish.excluded.empty()) text += fmt::format(", exclude: [{}]", fmt::join(wish.excluded, ", "));
  return text + "}\n";
}

std::string person_text(const std::string& login, const Wish& wish) {
  std::string text = fmt::format("apiVersion: muster/v1\nkind: {}\nmetadata: {{system: gws-sim, name: {}{}{}}}\n",
                                 wish.is_rights_only ? "RoleAssignment" : "User", login,
                                 wish.absent ? ", ensure: absent" : "", wish.protect ? ", protect: true" : "");
  if (wish.absent) return text;
  text += "spec:\n";
  if (wish.states_roles) text += roles_text(wish);
  for (const auto& [field, value] : wish.fields) text += fmt::format("  {}: {}\n", field, value);
  if (wish.has_password) text += "  password: {env: JOINER_PASSWORD}\n";
  if (!wish.device.empty()) text += fmt::format("  devices: {{include: [\"{}\"]}}\n", wish.device);
  return text;
}

}  // namespace

std::map<std::string, std::string> GwsManifests::documents() const {
  std::map<std::string, std::string> texts;
  if (!is_used) return texts;
  texts[""] = system_text(policy);
  for (const auto& [login, wish] : people) texts["user " + login] = person_text(login, wish);
  return texts;
}

GwsManifests first_manifests(const World& world, Draw& draw, Policy policy) {
  GwsManifests manifests;
  manifests.policy = std::move(policy);
  Writer(manifests, world, draw).begin();
  return manifests;
}

void edit_manifests(GwsManifests& manifests, const World& world, Draw& draw) { Writer(manifests, world, draw).edit(); }

}  // namespace muster::simulation
