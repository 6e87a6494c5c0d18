// What one provider object has learnt about its installation.
#pragma once

#include <map>
#include <string>

#include "providers/uccx/references.h"

namespace muster::uccx {

struct Known {
  People people;                                  // everybody who was seen
  std::map<std::string, std::string> extensions;  // by user id, of resources that tell one
  std::string team_url;                           // of some team, as the server writes it; empty: not seen yet
  std::string own_url;  // of anything, as the server writes it: what host it calls itself; empty: not seen yet
};

struct Person;
void remember(const Person& person, Known& known);

}  // namespace muster::uccx
