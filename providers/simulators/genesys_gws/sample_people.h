// The invented people of the sample organisation: five teams, the first person of each its supervisor.
#pragma once

#include <array>
#include <string_view>

namespace muster::simulators::gws {

struct SamplePerson {
  std::string_view first_name;
  std::string_view last_name;
  std::string_view login;  // before @acme.example
  std::string_view team;
};

// clang-format off
inline constexpr std::array<SamplePerson, 55> kSamplePeople{{
    {"Mira", "Kos", "mira.kos", "billing"},
    {"Bo", "Lind", "bo.lind", "billing"},
    {"Zoë", "Amari", "zoe.amari", "billing"},
    {"Anselm", "Rook", "anselm.rook", "billing"},
    {"Tadeo", "Ferrin", "tadeo.ferrin", "billing"},
    {"Ilka", "Brandt", "ilka.brandt", "billing"},
    {"Nuru", "Okafor", "nuru.okafor", "billing"},
    {"Petra", "Vance", "petra.vance", "billing"},
    {"Sami", "Toivola", "sami.toivola", "billing"},
    {"Greta", "Holm", "greta.holm", "billing"},
    {"Luis", "Barros", "luis.barros", "billing"},
    {"Ada", "Moreau", "ada.moreau", "support"},
    {"Jonas", "Wirth", "jonas.wirth", "support"},
    {"Kaya", "Demir", "kaya.demir", "support"},
    {"Łukasz", "Zaremba", "lukasz.zaremba", "support"},
    {"Fern", "Abbot", "fern.abbot", "support"},
    {"Dario", "Conti", "dario.conti", "support"},
    {"Hana", "Mori", "hana.mori", "support"},
    {"Owen", "Pryce", "owen.pryce", "support"},
    {"Leila", "Haddad", "leila.haddad", "support"},
    {"Viktor", "Stam", "viktor.stam", "support"},
    {"Noor", "Jansen", "noor.jansen", "support"},
    {"Søren", "Dahl", "soren.dahl", "sales"},
    {"Carmen", "Ibarra", "carmen.ibarra", "sales"},
    {"Eli", "Novak", "eli.novak", "sales"},
    {"Priya", "Nair", "priya.nair", "sales"},
    {"Marta", "Quist", "marta.quist", "sales"},
    {"Felix", "Ober", "felix.ober", "sales"},
    {"Aiko", "Tanabe", "aiko.tanabe", "sales"},
    {"Rhys", "Marlow", "rhys.marlow", "sales"},
    {"Chloe", "Verdier", "chloe.verdier", "sales"},
    {"Idris", "Bello", "idris.bello", "sales"},
    {"Runa", "Skog", "runa.skog", "sales"},
    {"Olga", "Petrenko", "olga.petrenko", "retention"},
    {"Theo", "Lambert", "theo.lambert", "retention"},
    {"Amara", "Diallo", "amara.diallo", "retention"},
    {"Jakub", "Hruska", "jakub.hruska", "retention"},
    {"Signe", "Lund", "signe.lund", "retention"},
    {"Enzo", "Galli", "enzo.galli", "retention"},
    {"Maeve", "Tierney", "maeve.tierney", "retention"},
    {"Bruno", "Sousa", "bruno.sousa", "retention"},
    {"Yara", "Fakhri", "yara.fakhri", "retention"},
    {"Nils", "Aker", "nils.aker", "retention"},
    {"Dunja", "Babic", "dunja.babic", "retention"},
    {"Clara", "Weiss", "clara.weiss", "logistics"},
    {"Pavel", "Ruzek", "pavel.ruzek", "logistics"},
    {"Ngozi", "Eze", "ngozi.eze", "logistics"},
    {"Arvo", "Saar", "arvo.saar", "logistics"},
    {"Lena", "Kruger", "lena.kruger", "logistics"},
    {"Matteo", "Riva", "matteo.riva", "logistics"},
    {"Suri", "Anand", "suri.anand", "logistics"},
    {"Finn", "Keane", "finn.keane", "logistics"},
    {"Elif", "Aydin", "elif.aydin", "logistics"},
    {"Rosa", "Campos", "rosa.campos", "logistics"},
    {"Ivo", "Mandic", "ivo.mandic", "logistics"},
}};
// clang-format on

inline constexpr std::array<std::string_view, 5> kSampleTeams{"billing", "support", "sales", "retention", "logistics"};

}  // namespace muster::simulators::gws
