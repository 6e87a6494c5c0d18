#include "providers/uccx/session.h"

namespace muster::uccx {

BasicSignIn::BasicSignIn(const core::Secret& username, const core::Secret& password)
    : authorization_(kit::basic_authorization(username.reveal(), password.reveal())) {}

void BasicSignIn::authorise(net::HttpRequest& request) const {
  request.headers.set("Authorization", authorization_.reveal());
}

kit::SessionState BasicSignIn::judge(const net::HttpResponse& response) const {
  return response.status == 401 ? kit::SessionState::expired : kit::SessionState::fine;
}

}  // namespace muster::uccx
