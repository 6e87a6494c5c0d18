// Teams and resources name each other: what one side leaves out, the other may show. Pure.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "providers/uccx/convert.h"

namespace muster::uccx {

// Ids of the listed teams that have to be read by themselves: the resources say something else than the team does, or
// the whole list is of summaries.
[[nodiscard]] std::vector<std::string> doubtful_teams(const std::vector<Person>& people,
                                                      const std::vector<Team>& teams);

// Why the listings are not of everybody, as a sentence; empty: nothing says so. A supervisor's account is shown only
// its own part of the teams and people. `gone` are ids of members who are known to be no resources any more.
[[nodiscard]] std::string why_partial(const std::vector<Person>& people, const std::vector<Team>& teams,
                                      const std::set<std::string>& gone);

// Ids of members of teams who are no resources, each once. They left, or the list of resources is a part only.
[[nodiscard]] std::vector<std::string> strangers(const std::vector<Person>& people, const std::vector<Team>& teams);

// Ids of supervisors who are no resources: people without an IPCC extension.
[[nodiscard]] std::vector<std::string> other_supervisors(const std::vector<Person>& people,
                                                         const std::vector<Team>& teams);

}  // namespace muster::uccx
