// HTTP Basic on every request. A 401 is judged by who sends: it must not be answered by sending the same again.
#pragma once

#include "providers/kit/sign_in.h"
#include "reconciler/core/secret.h"

namespace muster::cucm_uds {

class BasicSignIn final : public kit::SignIn {
 public:
  BasicSignIn(std::string_view username, const core::Secret& password);

  void authorise(net::HttpRequest& request) const override;
  [[nodiscard]] kit::SessionState judge(const net::HttpResponse& response) const override;

 private:
  core::Secret authorization_;
};

}  // namespace muster::cucm_uds
