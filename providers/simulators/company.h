// The people of one invented company, the same on every simulated vendor: what `muster sandbox --company` plays and
// examples/full describes.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace muster::simulators {

// joiner: starts next week; the directories (Webex people, UCCX resources, CUCM users) know the account already, the
// systems whose accounts an administrator creates (Genesys, Ameyo) do not.
enum class Position : std::uint8_t { agent, supervisor, deputy, administrator, joiner };

struct Employee {
  std::string person;  // "mira.kos": the login where a vendor has short ones, and the label that joins documents
  std::string first_name;
  std::string last_name;
  std::string email;  // "mira.kos@acme.example": the login elsewhere
  std::string team;   // one of kCompanyTeams; empty: administrators
  Position position = Position::agent;
  std::string extension;  // four digits, nobody else's
};

inline constexpr std::array<std::string_view, 8> kCompanyTeams{"Billing",   "Claims",  "Helpdesk", "Logistics",
                                                               "Retention", "Returns", "Sales",    "Support"};

// 200 employees and one joiner (in Billing), sorted by person: in each team one supervisor and one deputy, the rest
// agents; eight administrators outside teams. Always the same.
[[nodiscard]] const std::vector<Employee>& company();

}  // namespace muster::simulators
