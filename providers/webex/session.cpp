#include "providers/webex/session.h"

namespace muster::webex {

BearerSignIn::BearerSignIn(const core::Secret& token) : authorization_("Bearer " + token.reveal()) {}

void BearerSignIn::authorise(net::HttpRequest& request) const {
  request.headers.set("Authorization", authorization_.reveal());
}

kit::SessionState BearerSignIn::judge(const net::HttpResponse& response) const {
  return response.status == 401 ? kit::SessionState::expired : kit::SessionState::fine;
}

}  // namespace muster::webex
