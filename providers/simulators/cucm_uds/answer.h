// What UDS answers: XML that is decorated as the quirks say, and errors of every kind.
#pragma once

#include <string>
#include <string_view>

#include "providers/simulators/cucm_uds/call.h"
#include "providers/simulators/cucm_uds/xml.h"

namespace muster::simulators::cucm_uds {

// "12.5.1".
[[nodiscard]] std::string version_text(Version version);

// An absolute address below /cucm-uds as the cluster names itself; segments are percent-encoded by the caller.
[[nodiscard]] std::string root_uri(const Call& call, std::string_view path);
[[nodiscard]] std::string inner_uri(const Call& call, std::string_view path);
// "/user/<id>" of who signed in.
[[nodiscard]] std::string user_path(const Call& call);
[[nodiscard]] std::string encoded(std::string_view segment);

// An element whose uri is that of the path.
[[nodiscard]] Element rooted(const Call& call, std::string_view name, std::string_view path);
// Adds the version, and what makes it hard to read.
[[nodiscard]] net::HttpResponse shown(Call& call, Element root);
// 201, with the body or without.
[[nodiscard]] net::HttpResponse created(Call& call, Element root);
[[nodiscard]] net::HttpResponse nothing_to_say();  // 204

[[nodiscard]] net::HttpResponse failure(Call& call, const Refusal& refusal);
[[nodiscard]] net::HttpResponse unauthorised();  // the container's page
[[nodiscard]] net::HttpResponse overloaded(const Quirks& quirks);
// A number as it is shown.
[[nodiscard]] std::string number_text(const Call& call, std::string_view number);

}  // namespace muster::simulators::cucm_uds
