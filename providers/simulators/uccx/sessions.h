// Sessions of the web pages: the cookie, who is signed in, and the token against forged requests.
#pragma once

#include "providers/simulators/uccx/call.h"

namespace muster::simulators::uccx {

// The session that the cookie names and that still lives; null: none.
[[nodiscard]] Session* find_session(Call& call);
// A new one, whose cookie goes into the headers.
Session& open_session(Call& call, net::Headers& headers);
// Another id for the session, as a login gives it.
Session& renew_session(Call& call, net::Headers& headers);
[[nodiscard]] std::string new_token(World& world);
[[nodiscard]] bool has_tokens(const World& world);

// The parameters of the query, then those of a form body.
[[nodiscard]] Target parameters_of(const Call& call);

// Nothing when the request has the token that this site wants of it; else the refusal.
[[nodiscard]] std::optional<net::HttpResponse> forged_post(Call& call, Session& session);
[[nodiscard]] std::optional<net::HttpResponse> forged_link(Call& call, const Session& session);
[[nodiscard]] bool has_referer(const Call& call);

}  // namespace muster::simulators::uccx
