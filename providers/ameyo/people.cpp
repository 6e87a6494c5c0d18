#include "providers/ameyo/people.h"

#include "reconciler/core/name.h"

namespace muster::ameyo {

namespace {

bool is_same_person(const PersonIds* one, const PersonIds* other) {
  return one != nullptr && other != nullptr && one->cc_user_id == other->cc_user_id;
}

}  // namespace

void People::add(PersonIds ids) {
  auto& same_login = by_login_[core::comparable(ids.user_id, core::Compare::folded)];
  bool known = false;
  for (const auto& other : same_login) known = known || other.cc_user_id == ids.cc_user_id;
  if (!known) same_login.push_back(ids);
  by_number_[ids.cc_user_id] = std::move(ids);
}

const PersonIds* People::by_login(std::string_view user_id) const {
  const auto found = by_login_.find(core::comparable(user_id, core::Compare::folded));
  return found == by_login_.end() || found->second.size() != 1 ? nullptr : &found->second.front();
}

const PersonIds* People::by_number(std::string_view cc_user_id) const {
  const auto found = by_number_.find(cc_user_id);
  return found == by_number_.end() ? nullptr : &found->second;
}

bool People::has(const PersonIds& ids) const {
  return by_number_.contains(ids.cc_user_id) ||
         by_login_.contains(core::comparable(ids.user_id, core::Compare::folded));
}

const PersonIds* People::find(const MemberRef& member) const {
  if (!member.cc_user_id.empty()) return by_number(member.cc_user_id);
  if (!member.user_id.empty()) return by_login(member.user_id);
  const auto* named = by_login(member.either);
  const auto* numbered = by_number(core::trim(member.either));
  if (named != nullptr && numbered != nullptr && !is_same_person(named, numbered)) return nullptr;
  return named != nullptr ? named : numbered;
}

bool People::is_mistakable(const PersonIds& ids) const {
  const auto* numbered = by_number(ids.user_id);
  const auto* named = by_login(ids.cc_user_id);
  return (numbered != nullptr && !is_same_person(numbered, &ids)) || (named != nullptr && !is_same_person(named, &ids));
}

}  // namespace muster::ameyo
