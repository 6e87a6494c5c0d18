// What /adminapi tells of people and teams, as values and as rows. Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "providers/uccx/references.h"
#include "reconciler/core/error.h"
#include "reconciler/core/table.h"

namespace muster::uccx {

// A team as a resource names it: by id, or only by name.
struct TeamName {
  std::string id;
  std::string name;
};

struct Person {
  std::string id;                                        // as spelled
  std::string self;                                      // its URL, as the server writes it; may be empty
  std::string extension;                                 // empty: not told
  std::optional<std::vector<std::string>> capabilities;  // of `type`; nothing: not told or not understood
  std::optional<std::vector<std::string>> roles;         // of the pages, Agent left out; nothing: not known
  std::optional<TeamName> team;                          // nothing: not told
  std::vector<TeamName> primary_of;
  std::vector<TeamName> secondary_of;
};

struct Team {
  std::string id;
  std::string name;  // trimmed
  std::string self;  // its URL, as the server writes it; may be empty
  std::string primary;
  std::vector<std::string> secondaries;
  std::vector<std::string> agents;
  bool is_bare = false;  // nothing but id and name was told
};

// Errors (protocol): no user id.
[[nodiscard]] core::Result<Person> read_person(const nlohmann::json& resource);
// User ids are spelled as `people` spells them. Errors (protocol): no id or name; a list that is none; a member that
// names nobody, as a shorter list would look like a difference.
[[nodiscard]] core::Result<Team> read_team(const nlohmann::json& team, const People& people);

// The elements of an answer to GET /resource or GET /team. Errors (protocol): the answer is about something else.
[[nodiscard]] core::Result<std::vector<const nlohmann::json*>> listed(const nlohmann::json& answer,
                                                                      std::string_view item);

void add_row(const Person& person, core::TableBuilder& rows);
// Who is in Default is not shown: whoever is in no other team.
void add_row(const Team& team, core::TableBuilder& rows);

[[nodiscard]] bool is_default(std::string_view team_name);
// The same user or role, however it is spelled.
[[nodiscard]] bool is_same(std::string_view one, std::string_view other);

}  // namespace muster::uccx
