// The invented people of the sample organisation: five groups, and some who are in several of them or in none.
#pragma once

#include <array>
#include <string_view>

namespace muster::simulators::ameyo {

struct SamplePerson {
  std::string_view id;
  std::string_view name;
  std::string_view type;
  std::string_view managed;  // groups, comma-separated
  std::string_view groups;   // where they are agents
};

// clang-format off
inline constexpr std::array<SamplePerson, 40> kSamplePeople{{
    {"mkos", "Mira Kos", "Supervisor", "Billing", ""},
    {"blind", "Bo Lind", "Supervisor", "Billing,Sales EMEA", ""},
    {"zoe.amari", "Zoë Amari", "Executive", "", "Billing"},
    {"arook", "Anselm Rook", "Executive", "", "Billing"},
    {"tferrin", "Tadeo Ferrin", "Professional-Agent", "", "Billing"},
    {"ibrandt", "Ilka Brandt", "Executive", "", "Billing,Support"},
    {"nokafor", "Nuru Okafor", "Executive", "", "Billing"},
    {"petra vance", "Petra Vance", "Executive", "", "Billing"},
    {"amoreau", "Ada Moreau", "Group Manager", "Support", ""},
    {"jonas@acme.example", "Jonas Wirth", "Supervisor", "Support", ""},
    {"kdemir", "Kaya Demir", "Executive", "", "Support"},
    {"jörg.kühn", "Jörg Kühn", "Executive", "", "Support"},
    {"fabbot", "Fern Abbot", "Executive", "", "Support"},
    {"dconti", "Dario Conti", "Professional-Agent", "", "Support"},
    {"hana+mori", "Hana Mori", "Executive", "", "Support"},
    {"opryce", "Owen Pryce", "Executive", "", "Support"},
    {"sdahl", "Søren Dahl", "Supervisor", "Sales EMEA", "Billing"},
    {"cibarra", "Carmen Ibarra", "Executive", "", "Sales EMEA"},
    {"enovak", "Eli Novak", "Executive", "", "Sales EMEA"},
    {"pnair", "Priya Nair", "Executive", "", "Sales EMEA"},
    {"mquist", "Marta Quist", "Executive", "", "Sales EMEA"},
    {"fober", "Felix Ober", "Executive", "", "Sales EMEA"},
    {"105", "Aiko Tanabe", "Executive", "", "Sales EMEA"},  // somebody else's ccUserId
    {"opetrenko", "Olga Petrenko", "Supervisor", "Retention & Care", ""},
    {"tlambert", "Theo Lambert", "Executive", "", "Retention & Care"},
    {"adiallo", "Amara Diallo", "Executive", "", "Retention & Care"},
    {"jhruska", "Jakub Hruska", "Executive", "", "Retention & Care"},
    {"slund", "Signe Lund", "Executive", "", "Retention & Care"},
    {"cweiss", "Clara Weiss", "Supervisor", "Logistik Süd", ""},
    {"pruzek", "Pavel Růžek", "Executive", "", "Logistik Süd"},
    {"neze", "Ngozi Eze", "Executive", "", "Logistik Süd"},
    {"asaar", "Arvo Saar", "Executive", "", "Logistik Süd"},
    {"lkruger", "Lena Krüger", "Executive", "", "Logistik Süd"},
    {"mriva", "Matteo Riva", "Executive", "", "Logistik Süd"},
    {"mriva2", "Marco Riva", "Executive", "", ""},
    {"sanand", "Suri Anand", "Analyst", "", ""},
    {"o'keane", "Finn O'Keane", "Executive", "", ""},
    {"rcampos", "Rosa Campos", "Administrator", "", ""},
    {"a/b test", "Slash Account", "Executive", "", ""},
    {"imandic", "Ivo Mandic", "Supervisor", "", ""},
}};
// clang-format on

inline constexpr std::array<std::string_view, 5> kSampleGroups{"Billing", "Support", "Sales EMEA", "Retention & Care",
                                                               "Logistik Süd"};

}  // namespace muster::simulators::ameyo
