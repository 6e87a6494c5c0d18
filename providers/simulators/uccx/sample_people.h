// The invented people of the sample organisation: five teams, the first person of each its primary supervisor.
#pragma once

#include <array>
#include <string_view>

namespace muster::simulators::uccx {

struct SamplePerson {
  std::string_view id;
  std::string_view first_name;
  std::string_view last_name;
  std::string_view team;   // "-": no agent
  std::string_view roles;  // besides Agent
};

// clang-format off
inline constexpr std::array<SamplePerson, 42> kSamplePeople{{
    {"mkos", "Mira", "Kos", "Billing", "Supervisor"},
    {"blind", "Bo", "Lind", "Billing", "Supervisor,Reporting"},
    {"zoe.amari", "Zoë", "Amari", "Billing", ""},
    {"arook", "Anselm", "Rook", "Billing", ""},
    {"tferrin", "Tadeo", "Ferrin", "Billing", ""},
    {"ibrandt", "Ilka", "Brandt", "Billing", ""},
    {"nokafor", "Nuru", "Okafor", "Billing", "Reporting"},
    {"petra vance", "Petra", "Vance", "Billing", ""},
    {"amoreau", "Ada", "Moreau", "Support", "Supervisor"},
    {"jonas@acme.example", "Jonas", "Wirth", "Support", "Supervisor"},
    {"kdemir", "Kaya", "Demir", "Support", ""},
    {"jörg.kühn", "Jörg", "Kühn", "Support", "Supervisor"},
    {"fabbot", "Fern", "Abbot", "Support", ""},
    {"dconti", "Dario", "Conti", "Support", ""},
    {"hana+mori", "Hana", "Mori", "Support", ""},
    {"opryce", "Owen", "Pryce", "Support", "Administrator"},
    {"sdahl", "Søren", "Dahl", "Sales", "Supervisor,Reporting"},
    {"cibarra", "Carmen", "Ibarra", "Sales", ""},
    {"enovak", "Eli", "Novak", "Sales", ""},
    {"pnair", "Priya", "Nair", "Sales", ""},
    {"mquist", "Marta", "Quist", "Sales", ""},
    {"fober", "Felix", "Ober", "Sales", ""},
    {"atanabe", "Aiko", "Tanabe", "Sales", "Supervisor"},
    {"opetrenko", "Olga", "Petrenko", "Retention & Care", "Supervisor"},
    {"tlambert", "Theo", "Lambert", "Retention & Care", ""},
    {"adiallo", "Amara", "Diallo", "Retention & Care", ""},
    {"jhruska", "Jakub", "Hruska", "Retention & Care", ""},
    {"slund", "Signe", "Lund", "Retention & Care", ""},
    {"egalli", "Enzo", "Galli", "Retention & Care", ""},
    {"cweiss", "Clara", "Weiss", "Logistics", "Supervisor,Reporting"},
    {"pruzek", "Pavel", "Ruzek", "Logistics", ""},
    {"neze", "Ngozi", "Eze", "Logistics", ""},
    {"asaar", "Arvo", "Saar", "Logistics", ""},
    {"lkruger", "Lena", "Kruger", "Logistics", ""},
    {"mriva", "Matteo", "Riva", "Logistics", ""},
    {"mriva2", "Marco", "Riva", "Default", ""},
    {"sanand", "Suri", "Anand", "Default", ""},
    {"o'keane", "Finn", "O'Keane", "Default", ""},
    {"nickname", "Elif", "arook", "Default", ""},
    {"rcampos", "Rosa", "Campos", "-", "Administrator,Reporting"},
    {"imandic", "Ivo", "Mandic", "-", "Supervisor"},
    {"guest", "Guest", "Account", "-", ""},
}};
// clang-format on

inline constexpr std::array<std::string_view, 5> kSampleTeams{"Billing", "Support", "Sales", "Retention & Care",
                                                              "Logistics"};

}  // namespace muster::simulators::uccx
