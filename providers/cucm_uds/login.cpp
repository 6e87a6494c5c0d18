#include "providers/cucm_uds/login.h"

#include <fmt/format.h>

#include "reconciler/core/secret_name.h"
#include "reconciler/engine/ports.h"

namespace muster::cucm_uds {

using core::Delivery;
using core::Error;
using core::ErrorKind;
using core::Result;
using core::Secret;
using core::Status;
using engine::Task;

namespace {

Error of_user(const std::string& system, const std::string& user, Error error) {
  error.what = fmt::format("reading the password of {} at {}: {}", user, system, error.what);
  return error;
}

}  // namespace

Task<Result<bool>> Login::look() {
  Result<Secret> found = source_.fixed.copy();
  if (source_.reference && source_.secrets != nullptr) {
    auto reference = core::expand_name(*source_.reference, source_.name);
    if (!reference) co_return std::unexpected(of_user(source_.system, source_.key, reference.error()));
    found = co_await source_.secrets->resolve(std::move(*reference));
  }
  if (found && found->empty()) found = std::unexpected(Error(ErrorKind::auth, "it is empty or not configured"));
  if (!found) co_return std::unexpected(of_user(source_.system, source_.key, found.error()));
  const bool is_another = !is_read_ || found->reveal() != configured_.reveal();
  configured_ = std::move(*found);
  kit::Credentials login;
  login.emplace("username", core::Secret(source_.username));
  login.emplace("password", configured_.copy());
  refused_.configure(kit::digest_of(source_.url, login));
  is_read_ = true;
  co_return is_another;
}

Task<Status> Login::load() {
  if (source_.tokens == nullptr) co_return Status{};
  const auto blob = co_await source_.tokens->load("password/" + source_.key);
  if (!blob) co_return std::unexpected(of_user(source_.system, source_.key, blob.error()));
  auto stored = from_blob(*blob);
  stored_ = stored ? std::move(*stored) : StoredPassword();
  co_return Status{};
}

Task<Status> Login::keep() {
  if (source_.tokens == nullptr) co_return Status{};
  const auto kept = co_await source_.tokens->keep("password/" + source_.key, to_blob(stored_));
  co_return kept;
}

Task<Result<std::vector<Secret>>> Login::choices() {
  if (!is_read_) {
    const auto looked = co_await look();
    if (!looked) co_return std::unexpected(looked.error());
  }
  const auto loaded = co_await load();
  if (!loaded) co_return std::unexpected(loaded.error());
  auto passwords = candidates(stored_, configured_);
  const auto looked = co_await refused_.look();
  if (!looked) co_return std::unexpected(of_user(source_.system, source_.key, looked.error()));
  std::erase_if(passwords, [this](const Secret& password) { return refused_.holds(digest_of(password)); });
  co_return passwords;
}

// What is in doubt is tried once, in this process or in any other; and once more when the old one has been good in
// between and is not any longer.
Task<void> Login::refused(std::string digest) {
  co_await refused_.add(digest);
  if (!stored_.pending.empty() && digest_of(stored_.pending) == digest) {
    stored_.late = std::move(stored_.pending);
    stored_.pending = Secret();
  } else if (!stored_.late.empty() && refused_.holds(digest_of(stored_.late))) {
    stored_.late = Secret();
  } else {
    co_return;
  }
  const auto kept = co_await keep();
  static_cast<void>(kept);  // it is tried once more by the next process then
}

Task<void> Login::accepted(std::string digest) {
  co_await refused_.accept(digest);
  const bool is_seed = !stored_.seed.empty() && stored_.seed != digest_of(configured_);
  const bool is_late = !stored_.late.empty() && digest_of(stored_.late) == digest;
  if (!stored_.late.empty()) co_await refused_.remove(digest_of(stored_.late));
  if (stored_.pending.empty() && !is_seed && !is_late) co_return;
  if (is_seed) {
    stored_ = StoredPassword();
  } else if (is_late || digest_of(stored_.pending) == digest) {
    stored_.current = std::move(is_late ? stored_.late : stored_.pending);
    stored_.late = Secret();
  }
  stored_.pending = Secret();
  const auto kept = co_await keep();
  static_cast<void>(kept);  // what is in the store leads to the same password in the end
}

Task<Status> Login::expect(Secret next) {
  const auto known = co_await choices();
  if (!known) co_return std::unexpected(known.error());
  const std::string seed = digest_of(configured_);
  if (stored_.seed != seed) stored_ = StoredPassword();
  stored_.seed = seed;
  co_await refused_.remove(digest_of(next));
  stored_.pending = std::move(next);
  const auto kept = co_await keep();
  if (!kept) {
    stored_.pending = Secret();
    co_return std::unexpected(Error(kept.error().kind, Delivery::not_sent,
                                    fmt::format("the new password of {} was not sent, as it could not be kept: {}",
                                                source_.key, kept.error().what)));
  }
  co_return Status{};
}

Task<void> Login::unexpect() {
  stored_.pending = Secret();
  const auto kept = co_await keep();
  static_cast<void>(kept);  // it is tried once at the next sign-in then
}

Error Login::refusal(Delivery delivery) const {
  return Error(ErrorKind::auth, delivery,
               kit::refusal_sentence(source_.system, fmt::format("the password of {}", source_.key)));
}

}  // namespace muster::cucm_uds
