#include <fmt/core.h>

#include "providers/simulators/uccx/admin_api.h"
#include "providers/simulators/uccx/app_admin.h"
#include "providers/simulators/uccx/pages.h"
#include "providers/simulators/uccx/sessions.h"

namespace muster::simulators::uccx {
namespace {

net::HttpResponse token_text(Call& call) {
  net::HttpResponse response(200, "");
  Session* session = find_session(call);
  if (session == nullptr) session = &open_session(call, response.headers);
  response.body = fmt::format("{}:{}\n", call.world.quirks.token_name, session->token);
  response.headers.add("Content-Type", "text/plain");
  return response;
}

net::HttpResponse without_servlet(const World& world) {
  if (world.quirks.no_servlet == NoServlet::page) return page(world, 200, "Error", "<h1>Page: not found</h1>");
  return page(world, 404, "Not Found", "<h1>HTTP Status 404 - Not Found</h1>");
}

net::HttpResponse script() {
  net::HttpResponse response(200, "(function () { /* rewrites the forms of a page */ })();\n");
  response.headers.add("Content-Type", "text/javascript");
  return response;
}

net::HttpResponse signed_in(Call& call) {
  auto response = redirect(call.world, "/appadmin/main");
  Session* session = call.world.quirks.session_renewed ? &renew_session(call, response.headers) : find_session(call);
  session->signed_in = true;
  session->viewed.clear();
  if (call.world.quirks.token_life != TokenLife::session) session->token = new_token(call.world);
  return response;
}

}  // namespace

net::HttpResponse main_page(Call& call) {
  Session* session = find_session(call);
  if (session != nullptr && session->signed_in) {
    return page(call.world, 200, "Administration",
                fmt::format("<A href=\"{}?request_type=ldapsetup.waitpage.usermaintenance&amp;wizard=\">Users</a>",
                            link_base(call.world)));
  }
  auto response = redirect(call.world, "/appadmin/login.jsp");
  if (session == nullptr) open_session(call, response.headers);
  return response;
}

net::HttpResponse token_servlet(Call& call) {
  if (!has_tokens(call.world)) return without_servlet(call.world);
  const bool asks = call.is(net::Method::post) && call.request.headers.find("FETCH-CSRF-TOKEN") == "1";
  if (!asks) return script();
  if (call.world.quirks.checks_referer && !has_referer(call)) {
    return page(call.world, 403, "Forbidden", "<h1>HTTP Status 403 - Forbidden</h1>");
  }
  return token_text(call);
}

net::HttpResponse login(Call& call) {
  Session* session = find_session(call);
  if (session == nullptr) {
    return page(call.world, 408, "Timeout", "<h1>HTTP Status 408 - The time for the login is over</h1>");
  }
  if (call.world.quirks.token_at_login) {
    if (auto refused = forged_post(call, *session)) return *refused;
  }
  const auto form = parameters_of(call);
  const auto username = form.parameter("j_username").value_or("");
  const auto password = form.parameter("j_password").value_or("");
  if (call.is(net::Method::post) && knows_password(call.world, username, password)) return signed_in(call);
  session->signed_in = false;
  return login_wanted(call.world, call.world.quirks.refused_login);
}

}  // namespace muster::simulators::uccx
