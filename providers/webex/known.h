// What one provider object has learnt about its organisation: who bears which e-mail and id, and the names of roles
// and licences. Ids compare by their UUID; their exact spelling is kept for writing back.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace muster::webex {

// What two spellings of one id have in common: the UUID where there is one.
[[nodiscard]] std::string id_key(std::string_view id);

// The last part of a decoded id: "id_full_admin". The id itself, when it is not encoded.
[[nodiscard]] std::string tail_of(std::string_view id);

struct KnownPerson {
  std::string id;     // as Webex spelled it
  std::string email;  // as Webex spelled it; of several the one that manifests name, else the first that was seen
  std::string first;  // what Webex put first when it was seen: the primary one
};

// People by id and e-mail; and agents that are no people, which have an id only.
class Directory {
 public:
  // Answers keep no order of e-mails: the one by which the person is shown is moved to the front.
  void put(std::string_view id, std::vector<std::string>& emails);
  // E-mails in comparable form by which manifests name people.
  void name(std::set<std::string> emails) { named_ = std::move(emails); }
  void put_agent(std::string_view id);  // however it is spelled there, so it can be sent
  void put_no_person(std::string_view id) { no_people_.insert(id_key(id)); }

  [[nodiscard]] const KnownPerson* find(std::string_view id) const;
  [[nodiscard]] bool is_no_person(std::string_view id) const { return no_people_.contains(id_key(id)); }
  [[nodiscard]] std::optional<std::string> id_of_email(std::string_view email) const;
  // The spelling of an id that Webex told; of a person, or of an agent.
  [[nodiscard]] std::optional<std::string> spelling(std::string_view id) const;

 private:
  std::unordered_map<std::string, KnownPerson> people_;    // by id_key
  std::unordered_map<std::string, std::string> by_email_;  // comparable e-mail -> id_key
  std::unordered_map<std::string, std::string> agents_;    // id_key -> spelling
  std::set<std::string> no_people_;
  std::set<std::string> named_;
};

// Roles or licences of the organisation.
class Names {
 public:
  void put(std::string_view id, std::string_view name);
  [[nodiscard]] std::optional<std::string> name_of(std::string_view id) const;
  [[nodiscard]] std::optional<std::string> id_of(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> names() const;  // in the order of their ids
  [[nodiscard]] bool empty() const { return names_.empty(); }

 private:
  std::map<std::string, std::string> names_;  // tail -> name
  std::map<std::string, std::string> ids_;    // comparable name -> id
};

struct Known {
  Directory people;
  Names roles;
  Names licences;
  std::string organisation;       // bare UUID
  bool people_answered = false;   // /people exists: from now on "not found" is about one person
  bool people_listed = false;     // the last listing of all people was complete
  std::size_t largest_batch = 0;  // agents in one request, after more were too many; 0: as settings say
  bool own_refused = false;       // Webex does not let muster see whose account its own is
};

}  // namespace muster::webex
