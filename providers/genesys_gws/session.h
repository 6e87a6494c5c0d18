// How a session with Genesys Web Services is kept: HTTP Basic on every request, a cookie, and a CSRF token whose
// header name and value the server tells in the answer to any GET.
#pragma once

#include <memory>
#include <string>

#include "providers/kit/sign_in.h"
#include "reconciler/core/secret.h"

namespace muster::genesys_gws {

class BasicSignIn final : public kit::SignIn {
 public:
  // `me` is the target of the GET that brings a token: base path and "/me".
  BasicSignIn(const core::Secret& username, const core::Secret& password, std::string me);

  void authorise(net::HttpRequest& request) const override;
  [[nodiscard]] std::optional<net::HttpRequest> token_request() const override;
  [[nodiscard]] std::optional<std::pair<std::string, std::string>> token_in(
      const net::HttpResponse& response) const override;
  [[nodiscard]] kit::SessionState judge(const net::HttpResponse& response) const override;

 private:
  core::Secret authorization_;
  std::string me_;
};

}  // namespace muster::genesys_gws
