// The people of a site, followed by the vendor's log alone: what each was before every single effect.
#pragma once

#include <map>
#include <set>
#include <string>

#include "tests/simulation/gws_site.h"

namespace muster::simulation {

struct ShadowPerson {
  std::set<std::string> roles;
  bool enabled = true;
  bool created_by_muster = false;
  std::set<std::string> added_by_muster;  // roles
  std::map<std::string, std::string> texts;
  std::set<std::string> touched_by_others;  // fields that somebody else changed last
};

[[nodiscard]] std::set<std::string> words(const std::string& text);

class Shadow {
 public:
  explicit Shadow(const gws::World& world);

  void apply(const gws::LogEntry& entry);
  // Null: there is nobody of that login.
  [[nodiscard]] const ShadowPerson* find(const std::string& login) const;
  [[nodiscard]] std::size_t administrators() const;
  // The first difference to what the vendor has; empty: none. Then the log told everything.
  [[nodiscard]] std::string compare(const gws::World& world) const;

 private:
  void apply_field(ShadowPerson& person, const gws::FieldEffect& field, bool by_muster);
  std::map<std::string, ShadowPerson> people_;
};

[[nodiscard]] bool is_administrator(const ShadowPerson& person);

}  // namespace muster::simulation
