#include "tests/support/random_manifests.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace muster::support {

namespace {

constexpr std::string_view kSystem = R"(apiVersion: muster/v1
kind: System
metadata: {name: gws-test}
spec:
  provider: genesys-gws
  url: http://127.0.0.1:1
  credentials: {username: svc-muster, password: {env: GWS_PASSWORD}}
  budget: {requestsPerMinute: 600000, share: 100%, concurrency: 4}
  guards:
    maxRemovals: {share: 100%, number: 1000}
    maxUpdates: {share: 100%, number: 1000}
    maxMemberRemovals: {share: 100%, number: 1000}
  settings: {pageSize: 15}
)";

class Writer {
 public:
  Writer(const simulators::gws::World& world, engine::Random& random) : world_(world), random_(random) {}

  RandomManifests write() {
    result_.text = kSystem;
    for (const auto& user : world_.users.slots()) {
      if (user.removed || user.user_name == "svc-muster" || !chance(50)) continue;
      if (chance(6)) {
        add_leaver(user.user_name);
      } else {
        add_person(user.user_name, false);
      }
    }
    const auto joiners = random_.next() % 5;
    for (std::uint64_t i = 0; i < joiners; ++i) add_person(fmt::format("joiner.{}@acme.example", i), true);
    return std::move(result_);
  }

 private:
  bool chance(int percent) { return static_cast<int>(random_.next() % 100) < percent; }

  void begin(const std::string& login, std::string_view extra) {
    result_.text += fmt::format("---\napiVersion: muster/v1\nkind: User\nmetadata: {{system: gws-test, name: {}{}}}\n",
                                login, extra);
  }

  void add_leaver(const std::string& login) {
    begin(login, ", ensure: absent");
    result_.by_login[login].absent = true;
  }

  void add_person(const std::string& login, bool joins) {
    Asked& asked = result_.by_login[login];
    begin(login, "");
    result_.text += "spec:\n";
    add_roles(asked, joins);
    if (joins || chance(40)) add_field(asked, "firstName", chance(50) ? "Robin" : "Kim");
    if (joins || chance(20)) add_field(asked, "lastName", "Vale");
    if (joins) add_field(asked, "password", "{env: JOINER_PASSWORD}");
    if (chance(25)) add_field(asked, "enabled", chance(70) ? "true" : "false");
    if (asked.roles.contains("ROLE_AGENT") && chance(25)) {
      add_field(asked, "devices", fmt::format("{{include: [\"{}\"]}}", 7000 + next_number_++));
    }
  }

  void add_roles(Asked& asked, bool joins) {
    asked.exact_roles = joins || chance(50);
    asked.roles.insert(chance(80) ? "ROLE_AGENT" : "ROLE_SUPERVISOR");
    if (chance(30)) asked.roles.insert("ROLE_SUPERVISOR");
    if (!asked.exact_roles && !asked.roles.contains("ROLE_SUPERVISOR") && chance(40)) {
      asked.excluded.insert("ROLE_SUPERVISOR");
    }
    asked.fields.insert("roles");
    if (asked.exact_roles) {
      result_.text += fmt::format("  roles: [{}]\n", fmt::join(asked.roles, ", "));
      return;
    }
    result_.text += fmt::format("  roles: {{include: [{}]", fmt::join(asked.roles, ", "));
    if (!asked.excluded.empty()) result_.text += fmt::format(", exclude: [{}]", fmt::join(asked.excluded, ", "));
    result_.text += "}\n";
  }

  void add_field(Asked& asked, const std::string& field, const std::string& value) {
    asked.fields.insert(field);
    result_.text += fmt::format("  {}: {}\n", field, value);
  }

  const simulators::gws::World& world_;
  engine::Random& random_;
  RandomManifests result_;
  int next_number_ = 0;
};

}  // namespace

RandomManifests random_manifests(const simulators::gws::World& world, engine::Random& random) {
  return Writer(world, random).write();
}

}  // namespace muster::support
