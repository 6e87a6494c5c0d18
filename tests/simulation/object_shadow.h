// The objects of a site, followed by the vendor's log alone: what each was before every single effect.
#pragma once

#include "tests/simulation/object_site.h"

namespace muster::simulation {

struct ShadowObject {
  std::map<std::string, std::string> fields;                     // as the vendor's log prints them
  std::map<std::string, std::set<std::string>> added_by_muster;  // members, by field
  std::set<std::string> touched_by_others;                       // fields that somebody else changed last
  std::set<std::string> written_by_muster;                       // fields that muster changed last
  std::set<std::string> elements_by_muster;                      // of lists, that muster put there
  std::map<std::string, engine::WallTime> touched_at;            // when somebody else changed a field last
  bool created_by_muster = false;
};

class ObjectShadow {
 public:
  explicit ObjectShadow(const ObjectSite& site);

  void apply(const simulators::Happening& happening, bool by_muster);
  // Null: there is no such object.
  [[nodiscard]] const ShadowObject* find(const std::string& key) const;
  // Members of that field; none where there is no such object.
  [[nodiscard]] std::set<std::string> members(const std::string& key, const std::string& field) const;
  [[nodiscard]] std::size_t administrators() const;
  // Whether that element of a list is there.
  [[nodiscard]] bool has_element(const ShadowObject& object, const std::string& element) const;
  // The first difference to what the vendor has; empty: none. Then the log told everything.
  [[nodiscard]] std::string compare() const;

 private:
  struct Doer {
    bool is_muster = false;
    engine::WallTime at{};
  };
  void apply_field(ShadowObject& object, const simulators::FieldEffect& field, const Doer& doer);
  void apply_element(ShadowObject& object, const simulators::FieldEffect& field, bool is_muster) const;

  const ObjectSite& site_;
  std::map<std::string, ShadowObject> objects_;
};

}  // namespace muster::simulation
