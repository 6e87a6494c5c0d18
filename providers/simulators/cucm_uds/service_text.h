// Subscribed services as they are shown, and as bodies describe them.
#pragma once

#include "providers/simulators/cucm_uds/call.h"
#include "providers/simulators/cucm_uds/xml.h"

namespace muster::simulators::cucm_uds {

// As the user level shows it: without a pkid.
[[nodiscard]] Element service_text(const Call& call, const Subscription& service);
// As a device shows it: with pkid and address.
[[nodiscard]] Element own_service_text(const Call& call, const Subscription& service);

// 415: name or phone service are missing or unknown, parameters do not fit, or addresses and parameters differ.
[[nodiscard]] Accepted<Subscription> read_service(const World& world, const Element& element);
// All of a body, whose root must be "subscribedServices".
[[nodiscard]] Accepted<std::vector<Subscription>> read_services(const Call& call);

}  // namespace muster::simulators::cucm_uds
