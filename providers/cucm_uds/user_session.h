// One user at one node: its own cookies, its own password, and its own end. No user's refusal touches another.
#pragma once

#include <cstdint>
#include <memory>

#include "providers/cucm_uds/login.h"
#include "providers/kit/signed_in_http.h"
#include "reconciler/engine/turnstile.h"

namespace muster::cucm_uds {

// Requests of one user go one at a time. As long as no password is known to be right, each is tried once, and a 401 was
// not executed, so that the request may go on with the next password. A password that was right and is refused is not
// tried again; one whose change may have arrived late then is. When none is left, every send is an Error (auth,
// not_sent) until refresh() finds another one.
class UserSession final : public net::HttpClient {
 public:
  using Answer = core::Result<net::HttpResponse>;

  // `limited` pays the budget and repeats nothing. The clock is not owned.
  UserSession(std::shared_ptr<net::HttpClient> limited, LoginSource source, engine::Clock& clock);

  [[nodiscard]] engine::Task<Answer> send(net::HttpRequest request) override;

  // Looks whether the configured password has changed; nothing is sent.
  [[nodiscard]] engine::Task<core::Status> refresh();

  // Around a change of the password: remembered before it is sent, and settled by what became of it.
  [[nodiscard]] engine::Task<core::Status> begin_change(core::Secret next);
  [[nodiscard]] engine::Task<void> end_change(core::Status done);

 private:
  [[nodiscard]] engine::Task<Answer> answered(net::HttpRequest request);
  [[nodiscard]] engine::Task<Answer> try_passwords(net::HttpRequest request, core::Delivery delivery);
  [[nodiscard]] engine::Task<core::Status> choose();
  void use(core::Secret password);

  Login login_;
  kit::SignedInHttp http_;
  engine::Turnstile one_at_a_time_{1};
  std::vector<core::Secret> choices_;  // not tried yet, the next one last
  core::Secret active_;
  core::Secret next_;    // of a change under way
  bool chosen_ = false;  // choices_ are up to date
  bool proven_ = false;  // active_ was accepted
  std::uint64_t password_number_ = 0;
};

// The text without the login, in every form that a refusal might give it back in.
[[nodiscard]] std::string without_login(std::string text, std::string_view username, const core::Secret& password);

}  // namespace muster::cucm_uds
