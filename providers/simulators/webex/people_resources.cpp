#include <algorithm>

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "providers/simulators/webex/answer.h"
#include "providers/simulators/webex/hydra.h"
#include "providers/simulators/webex/ids.h"
#include "providers/simulators/webex/paging.h"
#include "providers/simulators/webex/person_text.h"
#include "providers/simulators/webex/resources.h"

namespace muster::simulators::webex {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostIds = 85;

// Opaque to callers: where the next page begins.
std::string cursor_at(std::size_t start) { return base64(fmt::format("cursor:{}", start), false); }

std::size_t cursor_of(const Call& call) {
  const auto text = from_base64(call.target.parameter("cursor").value_or(""));
  if (!text || call.world.quirks.repeats_page) return 0;
  const auto target = parse_target(fmt::format("?start={}", text->substr(text->find(':') + 1)));
  return target.number("start").value_or(0);
}

std::size_t page_size(const Call& call) {
  auto size = std::min(call.target.number("max").value_or(100), call.world.quirks.page_cap);
  if (call.flag("callingData")) size = std::min<std::size_t>(size, 100);
  if (call.target.parameter("locationId")) size = std::min<std::size_t>(size, 50);
  return std::max<std::size_t>(size, 1);
}

bool holds_roles(const World& world, const Person& person, std::string_view ids) {
  const auto wanted = split(ids, ',');
  return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& id) {
    const auto tail = read_id(world, id);
    return tail && person.has_role(*tail);
  });
}

bool passes(const World& world, const Person& person, std::string_view name, std::string_view value) {
  if (name == "email")
    return std::any_of(person.emails.begin(), person.emails.end(),
                       [&](const std::string& email) { return lower(email) == lower(value); });
  if (name == "displayName") return lower(person.display_name).starts_with(lower(value));
  if (name == "locationId") return person.location == read_id(world, value).value_or("none");
  return name != "roles" || holds_roles(world, person, value);
}

bool passes_all(const Call& call, const Person& person) {
  const auto& parameters = call.target.parameters;
  return std::all_of(parameters.begin(), parameters.end(), [&](const auto& parameter) {
    return passes(call.world, person, parameter.first, parameter.second);
  });
}

std::vector<const Person*> matching(const Call& call) {
  std::vector<const Person*> found;
  const auto lag = call.world.quirks.visibility_lag;
  for (const Person& slot : call.world.people.slots()) {
    const Person* version = visible(slot, call.now, lag);
    if (version != nullptr && passes_all(call, *version)) found.push_back(version);
  }
  return found;
}

Answer by_ids(const Call& call, std::string_view list) {
  const auto ids = split(list, ',');
  if (ids.size() > kMostIds) return refuse(400, fmt::format("At most {} ids can be asked for at once.", kMostIds));
  auto view = view_of(call);
  view.roles = false;
  view.status = false;
  Json items = Json::array();
  Json missing = Json::array();
  for (const auto& id : ids) {
    const auto tail = read_id(call.world, id);
    const Person* person = tail ? call.world.people.find(*tail) : nullptr;
    if (person != nullptr) person = visible(*person, call.now, call.world.quirks.visibility_lag);
    if (person == nullptr) {
      missing.push_back(id);
    } else {
      items.push_back(to_json(call.world, *person, view));
    }
  }
  return json_answer(200, {{"notFoundIds", std::move(missing)}, {"items", std::move(items)}});
}

Answer list_people(const Call& call) {
  const auto all = matching(call);
  const Window window{cursor_of(call), page_size(call)};
  auto view = view_of(call);
  view.roles = call.world.quirks.list_shows_roles;
  Json items = Json::array();
  for (const Person* person : page_of(call, all, window)) items.push_back(to_json(call.world, *person, view));
  auto response = json_answer(200, {{"items", std::move(items)}});
  const bool more = window.start + window.count < all.size() || call.world.quirks.endless_pages;
  if (more) link_next(call, response, "cursor", cursor_at(window.start + window.count));
  return response;
}

}  // namespace

Answer me(Call& call) {
  if (!call.is(net::Method::get)) return std::unexpected(not_allowed(call));
  return json_answer(200, to_json(call.world, call.person(), view_of(call)));
}

Answer people(Call& call) {
  if (!call.is(net::Method::get)) return std::unexpected(not_allowed(call));
  const auto ids = call.target.parameter("id");
  return ids ? by_ids(call, *ids) : list_people(call);
}

Answer person(Call& call) {
  const auto uuid = path_id(call, 1);
  if (!uuid) return std::unexpected(uuid.error());
  Person* stored = call.world.people.find(*uuid);
  if (stored == nullptr) return std::unexpected(no_such("person"));
  if (call.is(net::Method::put)) return put_person(call, *stored);
  if (!call.is(net::Method::get)) return std::unexpected(not_allowed(call));
  const Person* shown = visible(*stored, call.now, call.world.quirks.read_lag);
  if (shown == nullptr) return std::unexpected(no_such("person"));
  return json_answer(200, to_json(call.world, *shown, view_of(call)));
}

}  // namespace muster::simulators::webex
