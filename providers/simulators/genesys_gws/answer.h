// The envelope around every answer.
#pragma once

#include <string>
#include <string_view>

#include "providers/simulators/genesys_gws/call.h"

namespace muster::simulators::gws {

// {"statusCode":0} with the members in `rest`, e.g. "\"uris\":[]"; empty: none.
[[nodiscard]] net::HttpResponse success(const World& world, std::string_view rest = {}, int status = 200);
// The reply to a create: id, uri and path of the new object, which is at `path` ("/users/42").
[[nodiscard]] net::HttpResponse created(const World& world, std::string_view id, std::string_view path);
// As the envelope, or as the container's HTML page.
[[nodiscard]] net::HttpResponse failure(const World& world, const Refusal& refusal);
[[nodiscard]] net::HttpResponse html_error(int status, std::string_view title);

// Common refusals.
[[nodiscard]] Refusal no_such(std::string_view what, std::string_view id);
[[nodiscard]] Refusal not_allowed(const Call& call);
[[nodiscard]] Refusal forbidden(const World& world, int code, std::string message);

}  // namespace muster::simulators::gws
