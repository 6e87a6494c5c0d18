#include "providers/simulators/webex/person_fields.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace muster::simulators::webex {
namespace {

std::string joined(std::vector<std::string> members) {
  std::sort(members.begin(), members.end());
  return fmt::format("{}", fmt::join(members, " "));
}

template <typename Find>
std::string catalogue_names(const std::vector<std::string>& tails, Find find) {
  std::vector<std::string> names;
  for (const auto& tail : tails) {
    const Named* named = find(tail);
    names.push_back(named == nullptr ? tail : named->name);
  }
  return joined(std::move(names));
}

}  // namespace

std::string names_of(const World& world, const std::vector<std::string>& uuids) {
  std::vector<std::string> names;
  names.reserve(uuids.size());
  for (const auto& uuid : uuids) names.push_back(name_of(world, uuid));
  return joined(std::move(names));
}

std::map<std::string, std::string> fields_of(const World& world, const Person& person) {
  auto fields = person.details;
  fields["displayName"] = person.display_name;
  fields["firstName"] = person.first_name;
  fields["lastName"] = person.last_name;
  fields["emails"] = fmt::format("{}", fmt::join(person.emails, " "));
  fields["roles"] = catalogue_names(person.roles, [&](const std::string& tail) { return world.role(tail); });
  fields["licences"] = catalogue_names(person.licences, [&](const std::string& tail) { return world.licence(tail); });
  fields["locationId"] = person.location;
  fields["loginEnabled"] = person.login_enabled ? "true" : "false";
  return fields;
}

std::string iso_time(engine::WallTime time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count(), clock.subseconds().count());
}

}  // namespace muster::simulators::webex
