#include "providers/simulators/company.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace muster::simulators {
namespace {

constexpr std::size_t kEmployees = 200;
constexpr std::size_t kInTeams = 24 * kCompanyTeams.size();

constexpr std::array<std::string_view, 25> kFirstNames{
    "Ada",  "Aiko",  "Amara", "Arvo",  "Bo",   "Carmen", "Clara", "Dario", "Eli",   "Enzo", "Felix", "Fern", "Hana",
    "Ilka", "Jakub", "Kaya",  "Marta", "Mira", "Nuru",   "Olga",  "Owen",  "Priya", "Rosa", "Signe", "Theo"};
constexpr std::array<std::string_view, 16> kLastNames{"Abbot", "Brandt", "Conti",  "Demir", "Eze",  "Ferrin",
                                                      "Galli", "Hruska", "Ibarra", "Kos",   "Lind", "Moreau",
                                                      "Novak", "Ober",   "Pryce",  "Riva"};

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](unsigned char letter) { return std::tolower(letter); });
  return out;
}

// 25 and 16 have no common divisor, so that 200 steps through both give 200 different names.
Employee employee(std::size_t number) {
  Employee out;
  out.first_name = kFirstNames[number % kFirstNames.size()];
  out.last_name = kLastNames[number % kLastNames.size()];
  out.person = fmt::format("{}.{}", lower(out.first_name), lower(out.last_name));
  out.email = out.person + "@acme.example";
  out.extension = fmt::format("{}", 2001 + number);
  if (number >= kInTeams) {
    out.position = Position::administrator;
    return out;
  }
  out.team = kCompanyTeams[number % kCompanyTeams.size()];
  const std::size_t rank = number / kCompanyTeams.size();
  if (rank == 0) out.position = Position::supervisor;
  if (rank == 1) out.position = Position::deputy;
  return out;
}

std::vector<Employee> hired() {
  std::vector<Employee> out;
  for (std::size_t number = 0; number < kEmployees; ++number) out.push_back(employee(number));
  out.push_back({"nova.stern", "Nova", "Stern", "nova.stern@acme.example", "Billing", Position::joiner, "2999"});
  std::ranges::sort(out, {}, &Employee::person);
  return out;
}

}  // namespace

const std::vector<Employee>& company() {
  static const std::vector<Employee> people = hired();
  return people;
}

}  // namespace muster::simulators
