// Lists of people in the bodies of group calls, and what a reply says of each of them.
#pragma once

#include <set>
#include <string>

#include "providers/simulators/ameyo/body.h"

namespace muster::simulators::ameyo {

// What became of each person of a call: "" where all is well, else the reason.
class PeopleReport {
 public:
  void say(const std::string& person, std::string reason) { said_[person] = std::move(reason); }
  // As this server says it: a map, or null.
  [[nodiscard]] Json shown(Assignments form) const;

 private:
  std::map<std::string, std::string> said_;
};

struct Asked {
  std::string label;  // as the body names them
  User* user = nullptr;
};

// Those in that list of the body whom this server knows by that kind of id; who is not known goes to the report. 512
// where it is no list.
[[nodiscard]] Accepted<std::vector<Asked>> read_people(Call& call, const Json& body, const std::string& name,
                                                       PeopleReport& report);

// Assigns each, or reports why not. Managers need their role.
void assign_people(const std::vector<Asked>& asked, std::set<int>& people, PeopleReport& report);
void assign_managers(const World& world, const std::vector<Asked>& asked, std::set<int>& people, PeopleReport& report);
// At least `kept` people stay.
void unassign_people(const std::vector<Asked>& asked, std::size_t kept, std::set<int>& people, PeopleReport& report);

}  // namespace muster::simulators::ameyo
