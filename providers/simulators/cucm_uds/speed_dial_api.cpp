// Speed dials of all the user's devices together, and of one of them.
#include <algorithm>
#include <charconv>

#include "providers/simulators/cucm_uds/answer.h"
#include "providers/simulators/cucm_uds/api.h"
#include "providers/simulators/cucm_uds/body.h"
#include "providers/simulators/cucm_uds/changes.h"
#include "providers/simulators/cucm_uds/shared_settings.h"

namespace muster::simulators::cucm_uds {
namespace {

using net::Method;
using Dials = std::map<int, SpeedDial>;

constexpr int kHighest = 199;

std::optional<int> index_in(std::string_view text) {
  int index = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
  const bool well = error == std::errc{} && end == text.data() + text.size() && index >= 1 && index <= kHighest;
  return well ? std::optional(index) : std::nullopt;
}

std::string device_path(const Call& call, const std::string& device) { return user_path(call) + "/device/" + device; }

Element dial_text(const Call& call, int index, const SpeedDial& dial) {
  Element element("speedDial");
  element.add("index", std::string_view(std::to_string(index)));
  element.add("number", std::string_view(number_text(call, dial.number))).add("label", std::string_view(dial.label));
  return element;
}

net::HttpResponse user_text(Call& call, int status) {
  auto root = rooted(call, "userSpeedDials", user_path(call) + "/speedDials");
  const auto shared = shared_speed_dials(*call.user);
  Element list("speedDials");
  list.with("appliesToAllDevices", shared ? "true" : "false");
  list.with("totalCount", std::to_string(shared ? shared->size() : 0));
  for (const auto& [index, dial] : shared.value_or(Dials{})) list.add(dial_text(call, index, dial));
  root.add(std::move(list));
  Element devices("devices");
  for (const auto& device : call.user->devices) {
    devices.add(Element("device")
                    .with("name", device.name)
                    .with("description", device.description.value_or(device.default_description))
                    .with("speedDialsUri", inner_uri(call, device_path(call, device.id) + "/speedDials")));
  }
  root.add(std::move(devices));
  return status == 201 ? created(call, std::move(root)) : shown(call, std::move(root));
}

Element own_dial_text(const Call& call, int index, const SpeedDial& dial) {
  auto element = dial_text(call, index, dial);
  element.with("uri", inner_uri(call, device_path(call, call.device) + "/speedDial/" + dial.id));
  return element.add("id", std::string_view(dial.id));
}

net::HttpResponse device_text(Call& call, int status) {
  auto root = rooted(call, "speedDials", device_path(call, call.device) + "/speedDials");
  const auto& dials = call.the_device().speed_dials;
  root.with("totalCount", std::to_string(dials.size()));
  const auto index = call.target.parameter("index");
  const auto number = call.target.parameter("number");
  for (const auto& [place, dial] : dials) {
    const bool asked = (!index || *index == std::to_string(place)) && (!number || *number == dial.number);
    if (asked) root.add(own_dial_text(call, place, dial));
  }
  return status == 201 ? created(call, std::move(root)) : shown(call, std::move(root));
}

// One dial of a body; the index is needed, and no number means none.
Accepted<std::pair<int, SpeedDial>> read_dial(const Element& element) {
  const auto index = index_in(element.text_of("index"));
  if (!index) return bad_value("A speed dial needs an index.");
  SpeedDial dial{"", element.text_of("number"), element.text_of("label")};
  if (!is_number(dial.number)) return bad_value("A speed dial needs a number.");
  return std::pair(*index, std::move(dial));
}

Accepted<Dials> read_dials(const Call& call) {
  const auto body = read_body(call, "speedDials");
  if (!body) return std::unexpected(body.error());
  Dials dials;
  for (const Element* element : body->all("speedDial")) {
    auto dial = read_dial(*element);
    if (!dial) return std::unexpected(dial.error());
    if (!dials.insert(std::move(*dial)).second) return bad_value("An index is there twice.");
  }
  return dials;
}

bool overlap(const Dials& old, const Dials& added) {
  return std::ranges::any_of(added, [&](const auto& entry) { return old.contains(entry.first); });
}

// Those that stay at their index keep their pkid.
void put_in(World& world, Dials& dials, Dials added, bool replaces) {
  Dials old = dials;
  if (replaces) dials.clear();
  for (auto& [index, dial] : added) {
    const auto was = old.find(index);
    dial.id = was == old.end() ? world.new_id() : was->second.id;
    dials.insert_or_assign(index, dial);
  }
}

// POST adds, PUT replaces: on one device, or on all of the user's.
Accepted<void> take_list(Call& call, bool replaces) {
  const auto dials = read_dials(call);
  if (!dials) return std::unexpected(dials.error());
  User wanted = *call.user;
  for (auto& device : wanted.devices) {
    if (!call.device.empty() && device.id != call.device) continue;
    if (call.is(Method::post) && overlap(device.speed_dials, *dials)) return conflict("The index is taken.");
    put_in(call.world, device.speed_dials, *dials, replaces);
  }
  commit(call, std::move(wanted));
  return {};
}

Answer clear_index(Call& call) {
  const auto index = index_in(call.target.parameter("index").value_or(""));
  if (!index) return bad_value("The index is needed.");
  User wanted = *call.user;
  for (auto& device : wanted.devices) device.speed_dials.erase(*index);
  commit(call, std::move(wanted));
  return nothing_to_say();
}

// One dial by its index; with the pkid of another index it is moved.
Answer change_one(Call& call) {
  const auto body = read_body(call, "speedDial");
  if (!body) return std::unexpected(body.error());
  auto read = read_dial(*body);
  if (!read) return std::unexpected(read.error());
  auto& [index, dial] = *read;
  User wanted = *call.user;
  Dials& dials = call.device_of(wanted).speed_dials;
  const auto there = dials.find(index);
  const auto id = body->text_of("id");
  const auto moved = std::ranges::find_if(dials, [&](const auto& entry) { return entry.second.id == id; });
  const bool moves = moved != dials.end() && moved->first != index;
  const bool taken = there != dials.end() && (call.is(Method::post) || moves);
  if (taken) return conflict("The index is taken.");
  if (call.is(Method::put) && there == dials.end() && !moves) return not_found();
  const bool keeps_label = body->find("label") == nullptr && there != dials.end();
  if (keeps_label) dial.label = there->second.label;
  dial.id = there != dials.end() ? there->second.id : call.world.new_id();
  if (moves) dials.erase(moved);
  dials.insert_or_assign(index, dial);
  commit(call, std::move(wanted));
  return nothing_to_say();
}

}  // namespace

Answer user_speed_dials(Call& call) {
  if (call.is(Method::get)) return user_text(call, 200);
  if (call.is(Method::del)) return clear_index(call);
  if (call.is(Method::patch)) return wrong_method(call);
  const bool replaces = call.is(Method::put) && call.quirks().speed_dial_put == ListPut::replaces;
  const auto taken = take_list(call, replaces);
  if (!taken) return std::unexpected(taken.error());
  return user_text(call, call.is(Method::post) ? 201 : 200);
}

Answer device_speed_dials(Call& call) {
  if (call.is(Method::get)) return device_text(call, 200);
  if (call.is(Method::del) || call.is(Method::patch)) return wrong_method(call);
  const auto taken = take_list(call, call.is(Method::put));
  if (!taken) return std::unexpected(taken.error());
  return device_text(call, call.is(Method::post) ? 201 : 200);
}

Answer device_speed_dial(Call& call) {
  const bool has_id = call.rest.size() > 1;
  if (has_id != call.is(Method::get) || call.is(Method::del) || call.is(Method::patch)) return wrong_method(call);
  if (!has_id) return change_one(call);
  for (const auto& [index, dial] : call.the_device().speed_dials) {
    if (dial.id == call.rest.back()) return shown(call, own_dial_text(call, index, dial));
  }
  return not_found();
}

}  // namespace muster::simulators::cucm_uds
