#include "providers/cucm_uds/user_session.h"

#include <fmt/format.h>

#include <algorithm>

#include "providers/cucm_uds/session.h"

namespace muster::cucm_uds {

using core::Delivery;
using core::Error;
using core::ErrorKind;
using core::Secret;
using core::Status;
using engine::Task;
using net::HttpRequest;

namespace {

constexpr int kRefused = 401;

std::shared_ptr<const kit::SignIn> sign_in(const std::string& username, const Secret& password) {
  return std::make_shared<const BasicSignIn>(username, password);
}

// A server that is overloaded or elsewhere has not looked at the password.
bool tells_of_password(int status) { return status >= 200 && status < 500 && status / 100 != 3 && status != 429; }

}  // namespace

UserSession::UserSession(std::shared_ptr<net::HttpClient> limited, LoginSource source, engine::Clock& clock)
    : login_(std::move(source)), http_(std::move(limited), sign_in({}, {}), kit::SessionId(), clock) {}

// A request that waits for the budget cannot be called back: where another one is refused before it, it would bring the
// refused password once more.
Task<UserSession::Answer> UserSession::send(HttpRequest request) {
  const auto turn = co_await one_at_a_time_.enter();
  auto answer = co_await answered(std::move(request));
  const bool is_refusal = answer && answer->status >= 300;
  if (is_refusal) answer->body = without_login(std::move(answer->body), login_.username(), active_);
  co_return answer;
}

Task<UserSession::Answer> UserSession::answered(HttpRequest request) {
  auto delivery = Delivery::not_sent;
  while (proven_) {
    const auto number = password_number_;
    HttpRequest copy = request;
    auto answer = co_await http_.send(std::move(copy));
    if (!answer || answer->status != kRefused) co_return answer;
    if (number != password_number_) continue;  // the password was changed meanwhile, by muster itself
    proven_ = chosen_ = false;
    ++password_number_;
    co_await login_.refused(digest_of(active_));
    delivery = Delivery::refused;
  }
  const auto chosen = co_await choose();
  if (!chosen) co_return std::unexpected(chosen.error());
  auto answer = co_await try_passwords(std::move(request), delivery);
  co_return answer;
}

Task<Status> UserSession::choose() {
  if (login_.username().find(':') != std::string::npos) {
    co_return std::unexpected(
        Error(ErrorKind::invalid, fmt::format("{} has a colon in its name, which HTTP Basic cannot send: it cannot "
                                              "sign in",
                                              login_.username())));
  }
  if (chosen_) co_return Status{};
  auto choices = co_await login_.choices();
  if (!choices) co_return std::unexpected(choices.error());
  choices_ = std::move(*choices);
  std::ranges::reverse(choices_);
  chosen_ = true;
  co_return Status{};
}

Task<UserSession::Answer> UserSession::try_passwords(HttpRequest request, Delivery delivery) {
  while (!choices_.empty()) {
    use(choices_.back().copy());
    HttpRequest copy = request;
    auto answer = co_await http_.send(std::move(copy));
    if (!answer || !(answer->status == kRefused || tells_of_password(answer->status))) co_return answer;
    choices_.pop_back();
    if (answer->status != kRefused) {
      proven_ = true;
      co_await login_.accepted(digest_of(active_));
      co_return answer;
    }
    delivery = Delivery::refused;
    co_await login_.refused(digest_of(active_));
  }
  co_return std::unexpected(login_.refusal(delivery));
}

void UserSession::use(Secret password) {
  if (active_.reveal() == password.reveal()) return;  // its cookies may be good still
  active_ = std::move(password);
  ++password_number_;
  http_.restart(sign_in(login_.username(), active_));
}

Task<Status> UserSession::refresh() {
  const auto turn = co_await one_at_a_time_.enter();
  const auto is_another = co_await login_.look();
  if (!is_another) {
    proven_ = chosen_ = false;
    co_return std::unexpected(is_another.error());
  }
  if (*is_another) proven_ = false;
  if (!proven_) chosen_ = false;
  co_return Status{};
}

Task<Status> UserSession::begin_change(Secret next) {
  next_ = next.copy();
  const auto expected = co_await login_.expect(std::move(next));
  co_return expected;
}

// Where it is not known whether the new password took, the next request finds it out.
Task<void> UserSession::end_change(Status done) {
  if (done) {
    use(next_.copy());
    co_await login_.accepted(digest_of(next_));
  } else if (done.error().delivery == Delivery::maybe_applied) {
    proven_ = chosen_ = false;
  } else {
    co_await login_.unexpect();
  }
  next_ = Secret();
}

}  // namespace muster::cucm_uds
