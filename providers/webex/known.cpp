#include "providers/webex/known.h"

#include <algorithm>

#include "reconciler/core/name.h"
#include "reconciler/core/uuid.h"

namespace muster::webex {

using core::Compare;

std::string id_key(std::string_view id) { return core::comparable(id, Compare::folded_or_uuid); }

std::string tail_of(std::string_view id) {
  const auto uri = core::uri_of(id);
  return uri ? uri->substr(uri->rfind('/') + 1) : std::string(id);
}

void Directory::put(std::string_view id, std::vector<std::string>& emails) {
  if (emails.empty()) return;
  const std::string key = id_key(id);
  no_people_.erase(key);
  KnownPerson& person = people_[key];
  person.id = std::string(id);
  const auto has = [&](const std::string& email) { return std::ranges::find(emails, email) != emails.end(); };
  if (!has(person.first)) person.first = emails.front();
  const auto is_named = [&](const std::string& email) {
    return named_.contains(core::comparable(email, Compare::folded));
  };
  auto shown = std::ranges::find_if(emails, is_named);
  if (shown == emails.end()) shown = std::ranges::find(emails, person.email);
  if (shown != emails.end()) std::rotate(emails.begin(), shown, shown + 1);
  person.email = emails.front();
  for (const auto& email : emails) by_email_[core::comparable(email, Compare::folded)] = key;
}

void Directory::put_agent(std::string_view id) { agents_[id_key(id)] = std::string(id); }

const KnownPerson* Directory::find(std::string_view id) const {
  const auto found = people_.find(id_key(id));
  return found == people_.end() ? nullptr : &found->second;
}

std::optional<std::string> Directory::id_of_email(std::string_view email) const {
  const auto found = by_email_.find(core::comparable(email, Compare::folded));
  if (found == by_email_.end()) return std::nullopt;
  return people_.at(found->second).id;
}

std::optional<std::string> Directory::spelling(std::string_view id) const {
  const auto agent = agents_.find(id_key(id));
  if (agent != agents_.end()) return agent->second;
  const auto* person = find(id);
  return person == nullptr ? std::nullopt : std::optional(person->id);
}

void Names::put(std::string_view id, std::string_view name) {
  names_[core::comparable(tail_of(id), Compare::folded)] = std::string(core::trim(name));
  ids_[core::comparable(name, Compare::folded)] = std::string(id);
}

std::optional<std::string> Names::name_of(std::string_view id) const {
  const auto found = names_.find(core::comparable(tail_of(id), Compare::folded));
  return found == names_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> Names::names() const {
  std::vector<std::string> names;
  for (const auto& [tail, name] : names_) names.push_back(name);
  return names;
}

std::optional<std::string> Names::id_of(std::string_view name) const {
  const auto found = ids_.find(core::comparable(name, Compare::folded));
  return found == ids_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace muster::webex
