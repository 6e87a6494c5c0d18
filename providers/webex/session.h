// A fixed access token on every request. It cannot be renewed: a refused one ends the session.
#pragma once

#include "providers/kit/sign_in.h"
#include "reconciler/core/secret.h"

namespace muster::webex {

class BearerSignIn final : public kit::SignIn {
 public:
  explicit BearerSignIn(const core::Secret& token);

  void authorise(net::HttpRequest& request) const override;
  [[nodiscard]] kit::SessionState judge(const net::HttpResponse& response) const override;

 private:
  core::Secret authorization_;
};

}  // namespace muster::webex
