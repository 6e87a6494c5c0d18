// Manifests of a system as plain documents: what a judge that knows no vendor holds the vendor's log against.
#pragma once

#include <map>
#include <set>
#include <string>

#include "tests/simulation/policy.h"

namespace muster::simulation {

// Members in the form in which a judge compares them: folded, ids of places by their UUID.
struct SetAsked {
  bool exact = true;
  std::set<std::string> members;  // exact, or include
  std::set<std::string> excluded;

  friend bool operator==(const SetAsked&, const SetAsked&) = default;
};

// What one document asks of one object.
struct Document {
  std::string kind;    // "Team"
  std::string entity;  // "team"
  std::string name;
  std::string tier;  // of a SupervisorAssignment
  bool absent = false;
  bool protect = false;
  std::map<std::string, SetAsked> sets;        // by field
  std::map<std::string, std::string> texts;    // by field; empty: the default
  std::map<std::string, std::string> follows;  // by field; what `texts` may bring about elsewhere
  std::map<std::string, std::string> secrets;  // by field: the variable that holds it
  std::set<std::string> whole;                 // lists, of which what `texts` do not name is to go: "speedDials["
  std::set<std::string> one_list;              // lists that are one for all places: "speedDials["
  std::set<std::string> gone;                  // elements of lists that are to go: "speedDials[3]"
  std::string spec;                            // as YAML, where the fields alone do not say it

  friend bool operator==(const Document&, const Document&) = default;
};

// "team Billing": how the objects of a system are told apart here.
[[nodiscard]] std::string key_of(const std::string& entity, const std::string& name);

struct SystemManifests {
  std::string provider;
  std::string url;
  std::string credentials;  // as YAML
  std::string settings;     // as YAML, without the visibility delay: "appadminRoles: true"
  Policy policy;
  std::map<std::string, Document> objects;       // by key_of
  std::map<std::string, std::string> spellings;  // of members and names that are not written as they compare
  std::set<std::string> plain;                   // fields whose texts are truths and numbers

  void put(Document document) { objects[key_of(document.entity, document.name)] = std::move(document); }
  // Every document, by what it is about.
  [[nodiscard]] std::map<std::string, std::string> documents(const std::string& system) const;
};

}  // namespace muster::simulation
