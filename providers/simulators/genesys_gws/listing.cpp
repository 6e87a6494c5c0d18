#include "providers/simulators/genesys_gws/listing.h"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

#include "providers/simulators/draw.h"
#include "providers/simulators/genesys_gws/changes.h"
#include "providers/simulators/genesys_gws/user_text.h"

namespace muster::simulators::gws {
namespace {

using Page = std::vector<const User*>;

struct Window {
  std::size_t offset = 0;
  std::size_t limit = 0;  // 0: everything
};

Window window_of(const Target& target, const Quirks& quirks) {
  Window window;
  if (!quirks.ignores_offset) window.offset = target.number("offset").value_or(0);
  window.limit = quirks.default_limit;
  if (!quirks.ignores_limit) window.limit = target.number("limit").value_or(quirks.default_limit);
  if (quirks.page_cap != 0)
    window.limit = window.limit == 0 ? quirks.page_cap : std::min(window.limit, quirks.page_cap);
  return window;
}

std::string digits(std::string_view text) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out), [](char c) { return c >= '0' && c <= '9'; });
  return out;
}

bool has_device(const World& world, const User& user, std::string_view number) {
  return std::any_of(user.device_ids.begin(), user.device_ids.end(), [&](const std::string& id) {
    return digits(world.devices.find(id)->second.phone_number) == number;
  });
}

bool has_skill(const World& world, const User& user, std::string_view key, std::string_view value) {
  return std::any_of(user.skills.begin(), user.skills.end(), [&](const SkillLevel& level) {
    if (key == "skills.level") return fmt::format("{}", level.level) == value;
    const Skill* skill = find_skill(world, level.skill_id);
    return skill != nullptr && skill->name == value;
  });
}

// A parameter that is no field does not filter.
bool passes(const World& world, const User& user, std::string_view key, std::string_view value) {
  if (key == "devices.phoneNumber") return has_device(world, user, value);
  if (key == "skills.name" || key == "skills.level") return has_skill(world, user, key, value);
  if (key == "roles") return user.has_role(value);
  if (key == "userName") return fold_login(user.user_name) == fold_login(value);
  return !is_user_field(key) || field_text(world, user, key) == value;
}

bool passes_all(const Call& call, const User& user) {
  if (call.world.quirks.only_agents && !user.has_role("ROLE_AGENT")) return false;
  const auto& parameters = call.target.parameters;
  return std::all_of(parameters.begin(), parameters.end(), [&](const auto& parameter) {
    return passes(call.world, user, parameter.first, parameter.second);
  });
}

void sort_page(const World& world, Page& people, const std::vector<std::string>& fields) {
  std::vector<std::pair<std::string, const User*>> keyed;  // each key is made once
  keyed.reserve(people.size());
  for (const User* user : people) {
    std::string key;
    for (const auto& field : fields) key += field_text(world, *user, field) + '\0';
    keyed.emplace_back(std::move(key), user);
  }
  std::ranges::stable_sort(keyed, {}, &std::pair<std::string, const User*>::first);
  std::ranges::transform(keyed, people.begin(), &std::pair<std::string, const User*>::second);
}

void shuffle(const World& world, Page& people) {
  Draw draw(world.seed, world.answers);
  for (std::size_t i = people.size(); i > 1; --i) std::swap(people[i - 1], people[draw.below(i)]);
}

Page cut(const Page& people, Window window) {
  const auto first = std::min(window.offset, people.size());
  const auto rest = people.size() - first;
  const auto count = window.limit == 0 ? rest : std::min(window.limit, rest);
  const auto begin = people.begin() + static_cast<std::ptrdiff_t>(first);
  return {begin, begin + static_cast<std::ptrdiff_t>(count)};
}

// Nothing filters, sorts or lags: the page is a slice of the people, at any size of the organisation.
bool is_plain(const Call& call) {
  const auto& quirks = call.world.quirks;
  if (quirks.only_agents || quirks.visibility_lag.count() > 0 || call.world.users.has_removed()) return false;
  if (quirks.reordering == Reordering::whole_listing) return false;
  const auto& parameters = call.target.parameters;
  return std::all_of(parameters.begin(), parameters.end(), [](const auto& parameter) {
    const auto& key = parameter.first;
    return key == "fields" || key == "subresources" || key == "limit" || key == "offset";
  });
}

Page slice(const std::vector<User>& people, Window window) {
  const auto first = std::min(window.offset, people.size());
  const auto rest = people.size() - first;
  Page page(window.limit == 0 ? rest : std::min(window.limit, rest));
  for (std::size_t i = 0; i < page.size(); ++i) page[i] = &people[first + i];
  return page;
}

Page select(const Call& call) {
  const World& world = call.world;
  Page people;
  for (const User& user : world.users.slots()) {
    const User* version = visible(user, call.now, world.quirks.visibility_lag);
    if (version != nullptr && passes_all(call, *version)) people.push_back(version);
  }
  const auto fields = split(call.target.parameter("sortBy").value_or(""), ',');
  if (!fields.empty()) {
    sort_page(world, people, fields);
  } else if (world.quirks.reordering == Reordering::whole_listing) {
    shuffle(world, people);
  }
  return people;
}

}  // namespace

Accepted<std::vector<const User*>> list_users(const Call& call) {
  const auto limit = call.target.number("limit");
  if (limit && *limit == 0) return refuse(400, code::kOutOfRange, "The parameter limit must be at least 1.");
  const auto window = window_of(call.target, call.world.quirks);
  Page page = is_plain(call) ? slice(call.world.users.slots(), window) : cut(select(call), window);
  const bool sorted = call.target.parameter("sortBy").has_value();
  if (call.world.quirks.reordering == Reordering::within_page && !sorted) shuffle(call.world, page);
  return page;
}

}  // namespace muster::simulators::gws
