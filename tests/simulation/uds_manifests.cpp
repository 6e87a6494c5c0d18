#include "tests/simulation/uds_manifests.h"

#include <fmt/format.h>

#include <iterator>

#include "tests/simulation/uds_document.h"

namespace muster::simulation {

namespace {

using simulators::Draw;

// Where one setting is stated: everywhere at once, or of every phone by itself.
enum class Scope { nowhere, user, device };

class Writer {
 public:
  Writer(SystemManifests& manifests, const cucm_uds::World& world, Draw& draw)
      : manifests_(manifests), world_(world), draw_(draw) {}

  void begin() {
    for (const auto& [id, user] : world_.users) {
      if (chance(60)) put(user);
    }
  }

  void edit() {
    for (auto edits = 1 + draw_.below(3); edits > 0; --edits) {
      const auto at = std::next(world_.users.begin(), static_cast<std::ptrdiff_t>(draw_.below(world_.users.size())));
      const std::string key = key_of("user", at->first);
      if (chance(20) && manifests_.objects.contains(key)) {
        manifests_.objects.erase(key);
      } else {
        put(at->second);
      }
    }
  }

 private:
  bool chance(std::uint64_t percent) { return draw_.below(100) < percent; }
  std::string truth() { return chance(50) ? "true" : "false"; }
  std::string number() { return fmt::format("{}", 4000 + draw_.below(5)); }
  Scope scope(std::uint64_t user, std::uint64_t device) {
    const auto drawn = draw_.below(100);
    if (drawn < user) return Scope::user;
    return drawn < user + device ? Scope::device : Scope::nowhere;
  }

  void put(const cucm_uds::User& user) {
    UdsDocument document(user);
    add_user(document);
    add_scoped(document, user);
    add_lists(document, user);
    add_parts(document, user);
    if (chance(6)) document.protect();
    if (!document.is_empty()) manifests_.put(document.finish());
  }

  void add_user(UdsDocument& document) {
    constexpr const char* kLocales[] = {"1", "4", "7", ""};
    if (chance(30)) document.set_user("userLocale", kLocales[draw_.below(4)]);
    if (chance(25)) document.set_user("displayName", chance(20) ? "" : chance(50) ? "Robin Vale" : "Kim Reyes");
    if (chance(25)) document.set_user("enableCalendarPresence", truth());
    if (chance(20)) document.enable_conferencing(chance(50));
    if (chance(10)) document.set_secret("conferencing", "accessCode", "UDS_CODE");
    if (chance(15)) document.set_secret("credentials", "password", "UDS_PASSWORD");
    if (chance(10)) document.set_secret("credentials", "pin", "UDS_PIN");
  }

  // What is one setting of all phones or lines, or one of each.
  void add_scoped(UdsDocument& document, const cucm_uds::User& user) {
    const Scope disturb = scope(25, 15);
    const Scope missed = scope(20, 15);
    const Scope forward = scope(25, 15);
    const Scope ring = scope(15, 15);
    const std::string forwarded = number();  // belongs to the number, which all phones share
    if (disturb == Scope::user) document.set_user("enableDoNotDisturb", truth());
    if (missed == Scope::user) document.set_user("logMissedCalls", truth());
    if (forward == Scope::user) document.set_user("callForwardAllDestination.destination", chance(80) ? forwarded : "");
    if (ring == Scope::user) document.set_user("primaryExtension.onACallRingPreference", option());
    for (std::size_t i = 0; i < user.devices.size(); ++i) {
      if (disturb == Scope::device) document.set_device(i, "doNotDisturb", truth());
      if (missed == Scope::device) document.set_line(i, "logMissedCalls", truth());
      if (forward == Scope::device)
        document.set_line(i, "callForwardAllDestination.sendToCustomDestination", forwarded);
      if (ring == Scope::device) document.set_line(i, "onACallRingPreference", option());
    }
  }

  std::string option() { return chance(20) ? "" : fmt::format("{}", draw_.below(6)); }

  void add_parts(UdsDocument& document, const cucm_uds::User& user) {
    for (std::size_t i = 0; i < user.devices.size(); ++i) {
      if (chance(30)) document.set_device(i, "description", fmt::format("Desk {}", draw_.below(4)));
      if (chance(30)) document.set_line(i, "label", chance(15) ? "" : fmt::format("Line {}", draw_.below(4)));
    }
    for (int place = 0; place < 3; ++place) {
      if (!chance(15)) continue;
      document.add_destination(fmt::format("+4917055512{:02}", place), chance(50) ? "Mobile" : "Home", chance(70));
    }
  }

  void add_lists(UdsDocument& document, const cucm_uds::User& user) {
    const Scope dials = scope(25, 20);
    const Scope services = scope(15, 15);
    if (dials == Scope::user) add_list(document, "speedDials", drawn_dials(), std::nullopt);
    if (services == Scope::user) add_list(document, "subscribedServices", drawn_services(), std::nullopt);
    for (std::size_t i = 0; i < user.devices.size(); ++i) {
      if (dials == Scope::device) add_list(document, "speedDials", drawn_dials(), i);
      if (services == Scope::device) add_list(document, "subscribedServices", drawn_services(), i);
    }
  }

  // A map that asks for nothing is none.
  static void add_list(UdsDocument& document, const std::string& list, const ListAsked& asked,
                       std::optional<std::size_t> device) {
    if (asked.exact || !asked.items.empty() || !asked.excluded.empty()) document.set_list(list, asked, device);
  }

  ListAsked drawn_dials() {
    ListAsked asked;
    asked.exact = chance(50);
    for (int index = 1; index <= 4; ++index) {
      if (chance(40)) {
        ListItem item{fmt::format("{}", index), {{"number", chance(20) ? "+49 30 5550100" : number()}}};
        if (chance(50)) item.parts.emplace_back("label", chance(20) ? "" : fmt::format("Key {}", draw_.below(3)));
        asked.items.push_back(std::move(item));
      } else if (!asked.exact && chance(25)) {
        asked.excluded.push_back(fmt::format("{}", index));
      }
    }
    return asked;
  }

  ListAsked drawn_services() {
    ListAsked asked;
    asked.exact = chance(50);
    const auto& services = world_.phone_services;
    if (chance(50)) {
      asked.items.push_back({"Weather", {{"service", services[0].id}}});
    } else if (!asked.exact && chance(40)) {
      asked.excluded.emplace_back("Weather");
    }
    if (chance(40)) {
      asked.items.push_back(
          {"Phone book", {{"service", services[1].id}, {"url", services[1].url + "?site=hq&menu=main"}}});
    }
    return asked;
  }

  SystemManifests& manifests_;
  const cucm_uds::World& world_;
  Draw& draw_;
};

}  // namespace

SystemManifests uds_system() {
  SystemManifests manifests;
  manifests.provider = "cucm-uds";
  manifests.url = "http://127.0.0.1:5";
  manifests.credentials = "{username: \"{name}\", password: {file: \"uds/{name}\"}}";
  return manifests;
}

void draw_uds_objects(SystemManifests& manifests, const cucm_uds::World& world, Draw& draw) {
  Writer(manifests, world, draw).begin();
}

void edit_uds_objects(SystemManifests& manifests, const cucm_uds::World& world, Draw& draw) {
  Writer(manifests, world, draw).edit();
}

}  // namespace muster::simulation
