// The invented people of the sample organisation: four teams, the first person of each its supervisor.
#pragma once

#include <array>
#include <string_view>

namespace muster::simulators::webex {

struct SamplePerson {
  std::string_view first_name;
  std::string_view last_name;
  std::string_view login;  // before @acme.example
  std::string_view team;
};

// clang-format off
inline constexpr std::array<SamplePerson, 36> kSamplePeople{{
    {"Mira", "Kos", "mira.kos", "billing"},
    {"Bo", "Lind", "bo.lind", "billing"},
    {"Zoë", "Amari", "zoe.amari", "billing"},
    {"Anselm", "Rook", "anselm.rook", "billing"},
    {"Tadeo", "Ferrin", "tadeo.ferrin", "billing"},
    {"Ilka", "Brandt", "ilka.brandt", "billing"},
    {"Nuru", "Okafor", "nuru.okafor", "billing"},
    {"Petra", "Vance", "petra.vance", "billing"},
    {"Sami", "Toivola", "sami.toivola", "billing"},
    {"Ada", "Moreau", "ada.moreau", "support"},
    {"Jonas", "Wirth", "jonas.wirth", "support"},
    {"Kaya", "Demir", "kaya.demir", "support"},
    {"Łukasz", "Zaremba", "lukasz.zaremba", "support"},
    {"Fern", "Abbot", "fern.abbot", "support"},
    {"Dario", "Conti", "dario.conti", "support"},
    {"Hana", "Mori", "hana.mori", "support"},
    {"Owen", "Pryce", "owen.pryce", "support"},
    {"Leila", "Haddad", "leila.haddad", "support"},
    {"Søren", "Dahl", "soren.dahl", "sales"},
    {"Viktor", "Stam", "viktor.stam", "sales"},
    {"Noor", "Jansen", "noor.jansen", "sales"},
    {"Greta", "Holm", "greta.holm", "sales"},
    {"Luis", "Barros", "luis.barros", "sales"},
    {"Elif", "Aydin", "elif.aydin", "sales"},
    {"Chloe", "Galli", "chloe.galli", "sales"},
    {"Idris", "Eze", "idris.eze", "sales"},
    {"Olga", "Novak", "olga.novak", "sales"},
    {"Pavel", "Ober", "pavel.ober", "dispatch"},
    {"Lena", "Ibarra", "lena.ibarra", "dispatch"},
    {"Finn", "Keane", "finn.keane", "dispatch"},
    {"Bruno", "Costa", "bruno.costa", "dispatch"},
    {"Rosa", "Lindqvist", "rosa.lindqvist", "dispatch"},
    {"Amir", "Nassar", "amir.nassar", "dispatch"},
    {"Judit", "Varga", "judit.varga", "dispatch"},
    {"Malik", "Traore", "malik.traore", "dispatch"},
    {"Siri", "Berg", "siri.berg", "dispatch"},
}};
// clang-format on

}  // namespace muster::simulators::webex
