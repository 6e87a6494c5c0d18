// The session of /adminapi: HTTP Basic on every request, no cookies to speak of.
#pragma once

#include "providers/kit/sign_in.h"
#include "reconciler/core/secret.h"

namespace muster::uccx {

class BasicSignIn final : public kit::SignIn {
 public:
  BasicSignIn(const core::Secret& username, const core::Secret& password);

  void authorise(net::HttpRequest& request) const override;
  [[nodiscard]] kit::SessionState judge(const net::HttpResponse& response) const override;

 private:
  core::Secret authorization_;
};

}  // namespace muster::uccx
