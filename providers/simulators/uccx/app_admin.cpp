#include "providers/simulators/uccx/app_admin.h"

#include "providers/simulators/uccx/pages.h"
#include "providers/simulators/uccx/sessions.h"

namespace muster::simulators::uccx {
namespace {

net::HttpResponse not_found(const World& world) {
  return page(world, 404, "Not Found", "<h1>HTTP Status 404 - Not Found</h1>");
}

net::HttpResponse user_pages(Call& call) {
  Session* session = find_session(call);
  if (session == nullptr || !session->signed_in) return login_wanted(call.world, call.world.quirks.expired_session);
  if (call.is(net::Method::post)) {
    if (auto refused = forged_post(call, *session)) return *refused;
  }
  const auto parameters = parameters_of(call);
  const auto type = parameters.parameter("request_type").value_or("");
  if (type == "ldapsetup.waitpage.usermaintenance" || type == "ldapsetup.next.usermaintenance") return user_list(call);
  if (type == "ldapsetup.userdetails") return user_details(call, *session);
  if (type == "ldapsetup.userupdate" && call.is(net::Method::post)) return user_update(call, *session);
  return page(call.world, 200, "Error", status_message("The request is not known."));
}

}  // namespace

net::HttpResponse app_admin(Call& call) {
  const auto& segments = call.target.segments;
  if (segments.size() < 2) return redirect(call.world, "/appadmin/main");
  const auto& name = segments[1];
  if (name == "main") return main_page(call);
  if (name == "login.jsp") return login_page(call.world);
  if (name == "JavaScriptServlet") return token_servlet(call);
  if (name == "j_security_check") return login(call);
  return name == "LDAPSetup" ? user_pages(call) : not_found(call.world);
}

}  // namespace muster::simulators::uccx
