#include "providers/ameyo/user_listing.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "reconciler/core/name.h"

namespace muster::ameyo {

using core::Error;
using nlohmann::json;

engine::Task<core::Status> UserListing::read(OnUser on_user) {
  const auto each = std::make_shared<const kit::OnElement>(
      [this, &on_user](const json& element, std::size_t index) { take(element, index, on_user); });
  auto read = co_await api_->users(each);
  if (read) known_->learn(std::move(people_));
  co_return read;
}

void UserListing::take(const json& element, std::size_t index, const OnUser& on_user) {
  const auto user = read_user(element);
  if (!user) return take_broken(element, index, user.error());
  const auto [seen, is_new] = seen_.emplace(user->cc_user_id, *user);
  if (!is_new && seen->second == *user) return;
  people_.add({user->user_id, user->cc_user_id});
  if (auto oddity = oddity_of(*user); !oddity.empty()) oddities_.push_back(std::move(oddity));
  on_user(*user, element);
}

// One user who cannot be read is not known; the others are.
void UserListing::take_broken(const json& element, std::size_t index, const Error& problem) {
  const auto id = user_id_in(element);
  if (id.empty() && ++nameless_ > 1) return;  // the first one says it all
  Error error(core::ErrorKind::protocol, core::Delivery::refused,
              id.empty()
                  ? fmt::format("reading the users of {}: element {}: {}", settings_->system, index, problem.what)
                  : fmt::format("reading user {} of {}: {}", id, settings_->system, problem.what));
  if (!id.empty()) {
    error.where = core::EntityKey(settings_->system, "user", core::comparable(id, core::Compare::folded));
  }
  unreadable_.push_back(std::move(error));
}

std::string UserListing::why_not_whole() const {
  return fmt::format("{} lists somebody without a userId, so nobody else is proven to be absent: look into its users",
                     settings_->system);
}

}  // namespace muster::ameyo
