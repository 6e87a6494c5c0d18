// /appadmin: the web pages behind a form login, where roles are given.
#pragma once

#include "providers/simulators/uccx/call.h"

namespace muster::simulators::uccx {

// Of a target below /appadmin, or of "/".
[[nodiscard]] net::HttpResponse app_admin(Call& call);

// What it is made of. The session is signed in.
[[nodiscard]] net::HttpResponse main_page(Call& call);
[[nodiscard]] net::HttpResponse token_servlet(Call& call);
[[nodiscard]] net::HttpResponse login(Call& call);
[[nodiscard]] net::HttpResponse user_list(Call& call, std::string_view message = {});
[[nodiscard]] net::HttpResponse user_details(Call& call, Session& session);
[[nodiscard]] net::HttpResponse user_update(Call& call, const Session& session);

}  // namespace muster::simulators::uccx
