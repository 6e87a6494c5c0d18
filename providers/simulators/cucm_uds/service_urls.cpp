#include "providers/simulators/cucm_uds/service_urls.h"

#include <algorithm>

#include "providers/simulators/cucm_uds/answer.h"

namespace muster::simulators::cucm_uds {
namespace {

const ServiceParameter* parameter_named(const PhoneService& service, std::string_view name) {
  const auto found = std::ranges::find(service.parameters, name, &ServiceParameter::name);
  return found == service.parameters.end() ? nullptr : &*found;
}

}  // namespace

std::string service_url(const PhoneService& service, const std::string& url_template, const ParameterValues& values) {
  std::string url = url_template;
  if (url.empty()) return url;
  char separator = '?';
  for (const auto& parameter : service.parameters) {
    const auto value = values.find(parameter.name);
    if (value == values.end()) continue;
    url.append(1, separator).append(parameter.name).append("=").append(encoded(value->second));
    separator = '&';
  }
  return url;
}

Accepted<ParameterValues> parameters_in(const PhoneService& service, const std::string& url_template,
                                        std::string_view url) {
  if (url.substr(0, url.find('?')) != url_template) return bad_value("The address does not match the phone service.");
  ParameterValues values;
  for (const auto& [name, value] : parse_target(url).parameters) {
    if (parameter_named(service, name) == nullptr) return bad_value("The phone service has no such parameter.");
    values[name] = value;
  }
  return values;
}

std::string masked_url(const World& world, std::string_view service_id, const std::string& url) {
  const PhoneService* service = world.find_service(service_id);
  if (service == nullptr || url.find('?') == std::string::npos) return url;
  std::string out = url.substr(0, url.find('?'));
  char separator = '?';
  for (const auto& [name, value] : parse_target(url).parameters) {
    const ServiceParameter* parameter = parameter_named(*service, name);
    const bool hidden = parameter != nullptr && parameter->credential;
    out.append(1, separator).append(name).append("=").append(hidden ? "***" : value);
    separator = '&';
  }
  return out;
}

}  // namespace muster::simulators::cucm_uds
