// A site whose simulator logs plain happenings, judged by documents alone.
#pragma once

#include <deque>

#include "providers/simulators/effects.h"
#include "tests/simulation/site.h"

namespace muster::simulation {

// Every object by key_of, with its fields as the log would tell them.
using Snapshot = std::map<std::string, std::map<std::string, std::string>>;

enum class FieldForm {
  set,
  twin,  // a set that says once more what another one says
  text,
  secret,   // shown as "***"
  foreign,  // muster has no business with it
  derived,  // of another object, which the log speaks of as well
  echo,     // the same entry speaks of it under another name
};

// Who may sign in and do everything. Without an entity: the vendor has nobody like that.
struct Administration {
  std::string entity;
  std::string field = "roles";
  std::string role;         // among the field's, as a judge compares it
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
  // What manifests call a field of the log.
  [[nodiscard]] virtual std::string field_of(const std::string& logged) const { return logged; }
  // A text of the log as it compares.
  [[nodiscard]] virtual std::string comparable_text(const std::string& field, const std::string& text) const {
    (void)field;
    return comparable("", text);
  }
  // What a new object has where nobody asks for anything.
  [[nodiscard]] virtual bool is_initial(const std::string& field, const std::string& text) const {
    (void)field;
    return text.empty();
  }
  // The element of a list that a field is of: "devices[SEP1].speedDials[3]" of "devices[SEP1].speedDials[3].number".
  // Its own name: it is of none.
  [[nodiscard]] virtual std::string element_of(const std::string& field) const { return field; }
  // What a manifest sets in one place, whichever of it the log speaks of.
  [[nodiscard]] virtual std::string setting_of(const std::string& field) const { return field; }
  // The object that comes to be with that field; empty: none does.
  [[nodiscard]] virtual std::string part_made_with(const simulators::Happening& happening,
                                                   const simulators::FieldEffect& field) const {
    (void)happening, (void)field;
    return {};
  }
  // What the vendor has now.
  [[nodiscard]] virtual std::string live_secret(const std::string& key, const std::string& field) const {
    (void)key, (void)field;
    return {};
  }
  // The secret that muster needs to reach an object; empty: none of its own.
  [[nodiscard]] virtual std::string key_to_it() const { return {}; }
  // Whether entries of that entity are about objects. If not, is_allowed says whether muster may have done it.
  [[nodiscard]] virtual bool is_object(const std::string& entity) const {
    (void)entity;
    return true;
  }
  [[nodiscard]] virtual bool is_allowed(const simulators::Happening& happening, bool is_leaving) const {
    (void)happening, (void)is_leaving;
    return false;
  }
  // Of a set's text, as they compare.
  [[nodiscard]] virtual std::set<std::string> members(const std::string& field, const std::string& text) const = 0;
  [[nodiscard]] virtual Administration administration() const = 0;
  // Whether a write carries what was read just before, with no revision to check: what somebody else changed in between
  // is lost, and nothing at this vendor helps.
  [[nodiscard]] virtual bool loses_updates(const std::string& entity, const std::string& field) const = 0;
  // What must never be so, and is; empty: all is well.
  [[nodiscard]] virtual std::string broken_invariant() const = 0;
  // Of all that was ever sent; judged once, at the end.
  [[nodiscard]] virtual std::string sent_wrongly(const std::deque<Exchange>& exchanges) const {
    (void)exchanges;
    return {};
  }

  [[nodiscard]] std::size_t effects() const override { return log().size(); }
  [[nodiscard]] std::string object_of(std::size_t effect) const override { return key_of_effect(log()[effect]); }
  [[nodiscard]] std::string key_of_effect(const simulators::Happening& happening) const {
    return key_of(happening.entity, comparable(happening.entity, happening.name));
  }
  [[nodiscard]] std::unique_ptr<SiteJudge> judge(const History& history, Findings& findings) override;
};

}  // namespace muster::simulation
