// Subscribed services of all the user's devices together, and of one of them.
#include <algorithm>

#include "providers/simulators/cucm_uds/answer.h"
#include "providers/simulators/cucm_uds/api.h"
#include "providers/simulators/cucm_uds/body.h"
#include "providers/simulators/cucm_uds/changes.h"
#include "providers/simulators/cucm_uds/service_text.h"
#include "providers/simulators/cucm_uds/shared_settings.h"

namespace muster::simulators::cucm_uds {
namespace {

using net::Method;
using Services = std::vector<Subscription>;

std::string device_path(const Call& call, const std::string& device) { return user_path(call) + "/device/" + device; }

net::HttpResponse user_text(Call& call, int status) {
  auto root = rooted(call, "userSubscribedServices", user_path(call) + "/subscribedServices");
  const auto shared = shared_services(*call.user);
  Element list("subscribedServices");
  list.with("appliesToAllDevices", shared ? "true" : "false");
  list.with("totalCount", std::to_string(shared ? shared->size() : 0));
  for (const auto& service : shared.value_or(Services{})) list.add(service_text(call, service));
  root.add(std::move(list));
  Element devices("devices");
  for (const auto& device : call.user->devices) {
    devices.add(
        Element("device")
            .with("name", device.name)
            .with("description", device.description.value_or(device.default_description))
            .with("subscribedServicesUri", inner_uri(call, device_path(call, device.id) + "/subscribedServices")));
  }
  root.add(std::move(devices));
  return status == 201 ? created(call, std::move(root)) : shown(call, std::move(root));
}

net::HttpResponse device_text(Call& call, int status) {
  auto root = rooted(call, "subscribedServices", device_path(call, call.device) + "/subscribedServices");
  const auto& services = call.the_device().services;
  root.with("totalCount", std::to_string(services.size()));
  for (const auto& service : services) root.add(own_service_text(call, service));
  return status == 201 ? created(call, std::move(root)) : shown(call, std::move(root));
}

bool has_name(const Services& services, const std::string& name) {
  return std::ranges::count(services, name, &Subscription::name) != 0;
}

// POST adds, PUT replaces, on one device or on all of the user's. Every one that is written has a new pkid.
Accepted<void> take_list(Call& call) {
  const auto services = read_services(call);
  if (!services) return std::unexpected(services.error());
  User wanted = *call.user;
  for (auto& device : wanted.devices) {
    if (!call.device.empty() && device.id != call.device) continue;
    if (call.is(Method::put)) device.services.clear();
    for (auto service : *services) {
      if (has_name(device.services, service.name)) return conflict("The name is there already.");
      service.id = call.world.new_id();
      device.services.push_back(std::move(service));
    }
  }
  commit(call, std::move(wanted));
  return {};
}

// All appearances of the one that some device knows by that pkid.
Answer remove_everywhere(Call& call) {
  if (call.rest.size() < 2) return wrong_method(call);
  User wanted = *call.user;
  std::optional<Subscription> meant;
  for (const auto& device : wanted.devices) {
    const auto found = std::ranges::find(device.services, call.rest.back(), &Subscription::id);
    if (found != device.services.end()) meant = *found;
  }
  if (!meant) return not_found();
  for (auto& device : wanted.devices) {
    std::erase_if(device.services, [&](const Subscription& one) {
      return one.name == meant->name && one.service_id == meant->service_id;
    });
  }
  commit(call, std::move(wanted));
  return nothing_to_say();
}

Answer remove_all(Call& call) {
  User wanted = *call.user;
  call.device_of(wanted).services.clear();
  commit(call, std::move(wanted));
  return nothing_to_say();
}

Answer write_one(Call& call) {
  const auto body = read_body(call, "subscribedService");
  if (!body) return std::unexpected(body.error());
  auto service = read_service(call.world, *body);
  if (!service) return std::unexpected(service.error());
  User wanted = *call.user;
  Services& services = call.device_of(wanted).services;
  const auto place = std::ranges::find(services, call.rest.back(), &Subscription::id);
  if (call.is(Method::put) && place == services.end()) return not_found();
  const bool renamed = call.is(Method::post) || place->name != service->name;
  if (renamed && has_name(services, service->name)) return conflict("The name is there already.");
  service->id = call.is(Method::put) ? place->id : call.world.new_id();
  auto text = own_service_text(call, *service);
  if (call.is(Method::put)) {
    *place = std::move(*service);
  } else {
    services.push_back(std::move(*service));
  }
  commit(call, std::move(wanted));
  return call.is(Method::post) ? created(call, std::move(text)) : shown(call, std::move(text));
}

}  // namespace

Answer user_services(Call& call) {
  if (call.is(Method::del)) return remove_everywhere(call);
  if (call.rest.size() > 1 || call.is(Method::patch)) return wrong_method(call);
  if (call.is(Method::get)) return user_text(call, 200);
  const auto taken = take_list(call);
  if (!taken) return std::unexpected(taken.error());
  return user_text(call, call.is(Method::post) ? 201 : 200);
}

Answer device_services(Call& call) {
  if (call.is(Method::get)) return device_text(call, 200);
  if (call.is(Method::del)) return remove_all(call);
  if (call.is(Method::patch)) return wrong_method(call);
  const auto taken = take_list(call);
  if (!taken) return std::unexpected(taken.error());
  return device_text(call, call.is(Method::post) ? 201 : 200);
}

Answer device_service(Call& call) {
  const bool has_id = call.rest.size() > 1;
  if (call.is(Method::post) && !has_id) return write_one(call);
  if (call.is(Method::put) && has_id) return write_one(call);
  if (!call.is(Method::get) || !has_id) return wrong_method(call);
  for (const auto& service : call.the_device().services) {
    if (service.id == call.rest.back()) return shown(call, own_service_text(call, service));
  }
  return not_found();
}

}  // namespace muster::simulators::cucm_uds
