// A site whose simulator logs plain happenings, judged by documents alone.
#pragma once

#include <optional>

#include "providers/simulators/effects.h"
#include "tests/simulation/site.h"

namespace muster::simulation {

// Every object by key_of, with its fields as the log would tell them.
using Snapshot = std::map<std::string, std::map<std::string, std::string>>;

enum class FieldForm {
  set,
  text,     // a name
  foreign,  // muster has no business with it
  derived,  // of another object, which the log speaks of as well
};

// Who may sign in and do everything.
struct Administration {
  std::string entity;
  std::string role;         // among "roles", as a judge compares it
  std::string own_account;  // by key_of
  bool own_roles_fixed = false;
};

class ObjectSite : public Site {
 public:
  [[nodiscard]] virtual const std::vector<simulators::Happening>& log() const = 0;
  [[nodiscard]] virtual Snapshot snapshot() const = 0;
  // The name as it compares.
  [[nodiscard]] virtual std::string comparable(const std::string& entity, const std::string& name) const = 0;
  [[nodiscard]] virtual FieldForm form_of(const std::string& entity, const std::string& field) const = 0;
  // Of a set's text, as they compare.
  [[nodiscard]] virtual std::set<std::string> members(const std::string& field, const std::string& text) const = 0;
  [[nodiscard]] virtual Administration administration() const = 0;
  // Whether a write carries what was read just before, with no revision to check: what somebody else changed in between
  // is lost, and nothing at this vendor helps.
  [[nodiscard]] virtual bool loses_updates(const std::string& entity) const = 0;
  // What must never be so, and is; empty: all is well.
  [[nodiscard]] virtual std::string broken_invariant() const = 0;

  [[nodiscard]] std::size_t effects() const override { return log().size(); }
  [[nodiscard]] std::string object_of(std::size_t effect) const override { return key_of_effect(log()[effect]); }
  [[nodiscard]] std::string key_of_effect(const simulators::Happening& happening) const {
    return key_of(happening.entity, comparable(happening.entity, happening.name));
  }
  [[nodiscard]] std::unique_ptr<SiteJudge> judge(const History& history, Findings& findings) override;
};

}  // namespace muster::simulation
