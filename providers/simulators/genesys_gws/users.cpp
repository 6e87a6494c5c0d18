#include "providers/simulators/genesys_gws/users.h"

#include <algorithm>

namespace muster::simulators::gws {

bool User::has_role(std::string_view role) const { return std::find(roles.begin(), roles.end(), role) != roles.end(); }

std::string fold_login(std::string_view login) {
  while (!login.empty() && login.front() == ' ') login.remove_prefix(1);
  while (!login.empty() && login.back() == ' ') login.remove_suffix(1);
  std::string folded(login);
  for (char& c : folded) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return folded;
}

User& Users::add(User user) {
  by_id_.emplace(user.id, slots_.size());
  by_login_.emplace(fold_login(user.user_name), slots_.size());
  return slots_.emplace_back(std::move(user));
}

const User* Users::find(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &slots_[found->second];
}

const User* Users::find_login(std::string_view login) const {
  const auto found = by_login_.find(fold_login(login));
  return found == by_login_.end() ? nullptr : &slots_[found->second];
}

User* Users::find(std::string_view id) {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &slots_[found->second];
}

User* Users::find_login(std::string_view login) {
  const auto found = by_login_.find(fold_login(login));
  return found == by_login_.end() ? nullptr : &slots_[found->second];
}

bool Users::remove(std::string_view id, engine::WallTime now) {
  const auto found = by_id_.find(id);
  if (found == by_id_.end()) return false;
  User& user = slots_[found->second];
  by_login_.erase(fold_login(user.user_name));
  by_id_.erase(found);
  user.removed = true;
  user.changed_at = now;
  ++removed_;
  return true;
}

std::vector<User*> Users::live() {
  std::vector<User*> people;
  people.reserve(size());
  for (User& user : slots_) {
    if (!user.removed) people.push_back(&user);
  }
  return people;
}

void Users::reserve(std::size_t people) {
  slots_.reserve(people);
  by_id_.reserve(people);
  by_login_.reserve(people);
}

void Users::compact(engine::WallTime before) {
  std::erase_if(slots_, [&](const User& user) { return user.removed && user.changed_at < before; });
  reindex();
}

void Users::reindex() {
  by_id_.clear();
  by_login_.clear();
  removed_ = 0;
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    if (slots_[i].removed) {
      ++removed_;
      continue;
    }
    by_id_.emplace(slots_[i].id, i);
    by_login_.emplace(fold_login(slots_[i].user_name), i);
  }
}

}  // namespace muster::simulators::gws
