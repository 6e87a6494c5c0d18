// Addresses of subscribed phone services: a template and its parameters in the query.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "providers/simulators/cucm_uds/call.h"

namespace muster::simulators::cucm_uds {

using ParameterValues = std::map<std::string, std::string>;  // by the parameter's name

// "http://host/service?menu=US". An empty template stays empty.
[[nodiscard]] std::string service_url(const PhoneService& service, const std::string& url_template,
                                      const ParameterValues& values);
// 415: the address does not match the template, or names a parameter that the service does not have.
[[nodiscard]] Accepted<ParameterValues> parameters_in(const PhoneService& service, const std::string& url_template,
                                                      std::string_view url);
// With "***" for the values of credential parameters.
[[nodiscard]] std::string masked_url(const World& world, std::string_view service_id, const std::string& url);

}  // namespace muster::simulators::cucm_uds
