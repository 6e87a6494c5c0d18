// Who bears which ids: the login (userId) that manifests use, and the number (ccUserId) that the server prefers.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muster::ameyo {

struct PersonIds {
  std::string user_id;     // as the server spells it
  std::string cc_user_id;  // digits
};

// A member of a group as some answer tells: by one id, or both, or by text that may be either.
struct MemberRef {
  std::string cc_user_id;
  std::string user_id;
  std::string either;
};

class People {
 public:
  void add(PersonIds ids);
  [[nodiscard]] bool empty() const { return by_number_.empty(); }
  // By login, however it is spelled; null: nobody, or more than one.
  [[nodiscard]] const PersonIds* by_login(std::string_view user_id) const;
  [[nodiscard]] const PersonIds* by_number(std::string_view cc_user_id) const;
  // Whether somebody bears one of these ids.
  [[nodiscard]] bool has(const PersonIds& ids) const;
  // Null: nobody, or it is not certain who.
  [[nodiscard]] const PersonIds* find(const MemberRef& member) const;
  // Whether one of this person's ids is the other kind of id of somebody else.
  [[nodiscard]] bool is_mistakable(const PersonIds& ids) const;

 private:
  std::map<std::string, std::vector<PersonIds>, std::less<>> by_login_;  // by comparable login
  std::map<std::string, PersonIds, std::less<>> by_number_;
};

}  // namespace muster::ameyo
