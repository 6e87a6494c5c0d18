#include "providers/cucm_uds/session.h"

namespace muster::cucm_uds {

BasicSignIn::BasicSignIn(std::string_view username, const core::Secret& password)
    : authorization_(kit::basic_authorization(username, password.reveal())) {}

void BasicSignIn::authorise(net::HttpRequest& request) const {
  request.headers.set("Authorization", authorization_.reveal());
}

// Signing in once more would be one more failed login: accounts are locked by those.
kit::SessionState BasicSignIn::judge(const net::HttpResponse&) const { return kit::SessionState::fine; }

}  // namespace muster::cucm_uds
