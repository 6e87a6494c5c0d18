#include "providers/simulators/cucm_uds/service_text.h"

#include <algorithm>
#include <optional>

#include "providers/simulators/cucm_uds/answer.h"
#include "providers/simulators/cucm_uds/body.h"
#include "providers/simulators/cucm_uds/service_urls.h"

namespace muster::simulators::cucm_uds {
namespace {

using GivenValues = std::optional<ParameterValues>;

Accepted<GivenValues> values_in_list(const PhoneService& service, const Element& element) {
  const Element* list = element.find("parameters");
  if (list == nullptr) return GivenValues{};
  ParameterValues values;
  for (const Element* one : list->all("parameter")) {
    const auto found = std::ranges::find(service.parameters, one->text_of("paramId"), &ServiceParameter::id);
    if (found == service.parameters.end()) return bad_value("The phone service has no such parameter.");
    values[found->name] = one->text_of("value");
  }
  return GivenValues(std::move(values));
}

Accepted<GivenValues> values_in_url(const PhoneService& service, const Element& element) {
  const auto url = element.text_of("url");
  const auto secure = element.text_of("secureUrl");
  GivenValues found;
  for (const auto& [text, of] : {std::pair(url, service.url), std::pair(secure, service.secure_url)}) {
    if (text.empty()) continue;
    auto values = parameters_in(service, of, text);
    if (!values) return std::unexpected(values.error());
    if (found && *found != *values) return bad_value("The addresses differ in their parameters.");
    found = std::move(*values);
  }
  return found;
}

Accepted<ParameterValues> complete(const PhoneService& service, ParameterValues values) {
  for (const auto& parameter : service.parameters) {
    if (values.contains(parameter.name)) continue;
    if (!parameter.default_value.empty()) values[parameter.name] = parameter.default_value;
    if (parameter.required && parameter.default_value.empty()) return bad_value("A parameter is missing.");
  }
  return values;
}

}  // namespace

Element service_text(const Call& call, const Subscription& service) {
  const PhoneService* phone_service = call.world.find_service(service.service_id);
  Element element("subscribedService");
  element.add("name", std::string_view(service.name)).add("url", std::string_view(service.url));
  element.add("secureUrl", std::string_view(service.secure_url));
  element.add(Element("phoneServiceName", phone_service == nullptr ? "" : phone_service->name)
                  .with("phoneServiceId", service.service_id));
  return element;
}

Element own_service_text(const Call& call, const Subscription& service) {
  auto element = service_text(call, service);
  const auto path = user_path(call) + "/device/" + call.device + "/subscribedService/" + service.id;
  element.with("uri", inner_uri(call, path));
  return element.add("id", std::string_view(service.id));
}

Accepted<Subscription> read_service(const World& world, const Element& element) {
  const PhoneService* service = world.find_service(element.text_of("phoneServiceId"));
  if (service == nullptr) return bad_value("There is no such phone service.");
  const auto listed = values_in_list(*service, element);
  if (!listed) return std::unexpected(listed.error());
  const auto embedded = values_in_url(*service, element);
  if (!embedded) return std::unexpected(embedded.error());
  if (*listed && *embedded && **listed != **embedded) return bad_value("Address and parameters differ.");
  const auto given = *listed ? **listed : embedded->value_or(ParameterValues{});
  const auto values = complete(*service, given);
  if (!values) return std::unexpected(values.error());
  Subscription out{"", element.text_of("name"), service->id, "", ""};
  if (out.name.empty()) return bad_value("A name is needed.");
  const bool one_address = *embedded && (element.text_of("url").empty() != element.text_of("secureUrl").empty());
  const bool secure_alone = one_address && element.text_of("url").empty();
  const bool plain_alone = one_address && !secure_alone;
  if (!secure_alone) out.url = service_url(*service, service->url, *values);
  if (!plain_alone) out.secure_url = service_url(*service, service->secure_url, *values);
  return out;
}

Accepted<std::vector<Subscription>> read_services(const Call& call) {
  const auto body = read_body(call, "subscribedServices");
  if (!body) return std::unexpected(body.error());
  std::vector<Subscription> services;
  for (const Element* element : body->all("subscribedService")) {
    auto service = read_service(call.world, *element);
    if (!service) return std::unexpected(service.error());
    if (std::ranges::count(services, service->name, &Subscription::name) != 0) {
      return conflict("A name is there twice.");
    }
    services.push_back(std::move(*service));
  }
  return services;
}

}  // namespace muster::simulators::cucm_uds
