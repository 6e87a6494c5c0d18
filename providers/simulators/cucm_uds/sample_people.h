// The invented people of the sample organisation.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace muster::simulators::cucm_uds {

// Letters of `ways`: d speed dials and services differ from device to device, l password in a directory, f home in
// another cluster, g no end user, r remote destination profile, c CTI remote device, x a remote destination, e the
// description of devices cannot be edited, s settings that are not the default, v shares a line between devices.
struct SamplePerson {
  std::string_view id;
  std::string_view first_name;
  std::string_view last_name;
  std::size_t devices;
  std::string_view ways;
};

// clang-format off
inline constexpr std::array<SamplePerson, 30> kSamplePeople{{
    {"mira.kos", "Mira", "Kos", 1, "r"},
    {"bo.lind", "Bo", "Lind", 2, "rxs"},
    {"zoe.amari", "Zoë", "Amari", 3, "d"},
    {"arook", "Anselm", "Rook", 1, ""},
    {"tferrin", "Tadeo", "Ferrin", 1, "s"},
    {"ibrandt", "Ilka", "Brandt", 2, ""},
    {"nokafor", "Nuru", "Okafor", 0, ""},
    {"petra vance", "Petra", "Vance", 1, "s"},
    {"amoreau", "Ada", "Moreau", 4, "dv"},
    {"jonas@acme.example", "Jonas", "Wirth", 1, "rx"},
    {"kdemir", "Kaya", "Demir", 1, "l"},
    {"jörg.kühn", "Jörg", "Kühn", 1, ""},
    {"fabbot", "Fern", "Abbot", 2, "e"},
    {"dconti", "Dario", "Conti", 1, "f"},
    {"hana+mori", "Hana", "Mori", 1, "c"},
    {"opryce", "Owen", "Pryce", 1, "g"},
    {"sdahl", "Søren", "Dahl", 2, "v"},
    {"cibarra", "Carmen", "Ibarra", 1, ""},
    {"enovak", "Eli", "Novak", 1, "l"},
    {"pnair", "Priya", "Nair", 1, "rc"},
    {"mquist", "Marta", "Quist", 1, ""},
    {"fober", "Felix", "Ober", 2, "d"},
    {"atanabe", "Aiko", "Tanabe", 1, ""},
    {"Olga.Petrenko", "Olga", "Petrenko", 1, ""},
    {"tlambert", "Theo", "Lambert", 1, "s"},
    {"adiallo", "Amara", "Diallo", 1, ""},
    {"jhruska", "Jakub", "Hruska", 2, ""},
    {"slund", "Signe", "Lund", 1, "rx"},
    {"egalli", "Enzo", "Galli", 0, "l"},
    {"o'keane", "Finn", "O'Keane", 1, "e"},
}};
// clang-format on

}  // namespace muster::simulators::cucm_uds
