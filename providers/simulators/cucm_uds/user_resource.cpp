#include <array>

#include "providers/simulators/cucm_uds/api.h"

namespace muster::simulators::cucm_uds {
namespace {

struct Route {
  std::string_view first;
  std::size_t ids;  // segments that follow
  Answer (*answer)(Call&);
};

constexpr std::array kOfUser{
    Route{"conferencing", 0, conferencing},
    Route{"credentials", 0, credentials},
    Route{"devices", 0, devices},
    Route{"extensions", 0, user_extensions},
    Route{"extension", 1, user_extension},
    Route{"remoteDestinations", 0, remote_destinations},
    Route{"remoteDestination", 0, remote_destination},
    Route{"remoteDestination", 1, remote_destination},
    Route{"speedDials", 0, user_speed_dials},
    Route{"subscribedServices", 0, user_services},
    Route{"subscribedServices", 1, user_services},
};

constexpr std::array kOfDevice{
    Route{"extensions", 0, device_extensions},     Route{"extension", 1, device_extension},
    Route{"speedDials", 0, device_speed_dials},    Route{"speedDial", 0, device_speed_dial},
    Route{"speedDial", 1, device_speed_dial},      Route{"subscribedServices", 0, device_services},
    Route{"subscribedService", 0, device_service}, Route{"subscribedService", 1, device_service},
};

template <std::size_t Count>
Answer answer_from(const std::array<Route, Count>& routes, Call& call) {
  for (const auto& route : routes) {
    if (route.first == call.rest.front() && route.ids + 1 == call.rest.size()) return route.answer(call);
  }
  return not_found();
}

}  // namespace

Answer user_resource(Call& call) {
  const int status = call.quirks().foreign_cluster_status;
  const bool refused = call.is_write() && !call.user->home_cluster && status >= 300;
  if (refused) return std::unexpected(Refusal{status, "The user is at home in another cluster."});
  if (call.rest.empty()) return user_settings(call);
  if (call.rest.front() != "device") return answer_from(kOfUser, call);
  const Device* found = call.rest.size() < 2 ? nullptr : find_device(*call.user, call.rest[1]);
  if (found == nullptr || found->id != call.rest[1]) return not_found();
  call.device = found->id;
  call.rest.erase(call.rest.begin(), call.rest.begin() + 2);
  return call.rest.empty() ? device(call) : answer_from(kOfDevice, call);
}

}  // namespace muster::simulators::cucm_uds
