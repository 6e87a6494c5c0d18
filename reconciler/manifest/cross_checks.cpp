#include "reconciler/manifest/cross_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "reconciler/manifest/yaml_syntax.h"

namespace muster::manifest {

namespace {

class CrossChecks {
 public:
  CrossChecks(const core::Catalog& catalog, const core::Table& table, const std::vector<DraftObject>& objects,
              const CrossReport& report)
      : catalog_(catalog), table_(table), objects_(objects), report_(report) {}

  void one_document_each() const;
  void one_owner_each() const;
  void exclusive_members() const;
  void references() const;
  void former_names() const;

 private:
  struct Claim {
    core::EntityIndex entity;
    core::FieldIndex field;
    std::string_view element;
    core::Place place;
    std::size_t object;
    std::string_view spelling;
  };

  [[nodiscard]] bool is_claimed_twice(std::size_t i) const {
    return (i > 0 && same_entity(i - 1, i)) || (i + 1 < objects_.size() && same_entity(i, i + 1));
  }
  [[nodiscard]] bool same_entity(std::size_t a, std::size_t b) const {
    return objects_[a].entity == objects_[b].entity && objects_[a].key == objects_[b].key;
  }
  [[nodiscard]] core::Place place_of(std::size_t object, const core::Cell& cell) const {
    const auto& place = objects_[object].object.place;
    return cell.line == 0 ? place : core::Place{place.file, cell.line, 0};
  }
  [[nodiscard]] std::string_view kind_of(std::size_t object) const {
    return catalog_.kinds[objects_[object].object.kind].name;
  }
  [[nodiscard]] const core::FieldRule& rule(core::EntityIndex entity, core::FieldIndex field) const {
    return catalog_.entities[entity].fields[field];
  }
  [[nodiscard]] bool is_physical(const DraftObject& object) const;
  [[nodiscard]] const DraftObject* find(core::EntityIndex entity, std::string_view key) const;
  [[nodiscard]] std::vector<Claim> claims() const;
  void reference(std::size_t object, const core::Cell& cell, const core::Reference& reference) const;
  void former_name(std::size_t object, const std::string& name) const;

  const core::Catalog& catalog_;
  const core::Table& table_;
  const std::vector<DraftObject>& objects_;
  const CrossReport& report_;
};

const DraftObject* CrossChecks::find(core::EntityIndex entity, std::string_view key) const {
  const auto wanted = std::tie(entity, key);
  const auto at = std::ranges::lower_bound(objects_, wanted, {}, [](const DraftObject& each) {
    return std::tuple<core::EntityIndex, std::string_view>(each.entity, each.key);
  });
  return at != objects_.end() && at->entity == entity && at->key == key ? &*at : nullptr;
}

void CrossChecks::one_document_each() const {
  for (std::size_t i = 1; i < objects_.size(); ++i) {
    if (!same_entity(i - 1, i) || !objects_[i].whole.empty()) continue;
    const std::string_view hint = kind_of(i) == kind_of(i - 1) ? "an object has one document"
                                                               : "one document claims an object with all its fields";
    report_.error(
        objects_[i].object.place, {}, "claimed-twice",
        fmt::format("{} {} is claimed already by {} {} at {}; {}", kind_of(i), shown(objects_[i].name), kind_of(i - 1),
                    shown(objects_[i - 1].name), report_.show(objects_[i - 1].object.place), hint));
  }
}

// What muster cannot create is one thing, whoever's it is: a telephone.
bool CrossChecks::is_physical(const DraftObject& object) const {
  if (object.whole.empty()) return false;
  const auto& entity = catalog_.entities[object.entity];
  const auto whole = catalog_.find_entity(entity.part_of);
  return !entity.creatable && whole && catalog_.entities[*whole].part_of.empty();
}

void CrossChecks::one_owner_each() const {
  const auto item = [](const DraftObject& part) { return std::string_view(part.key).substr(part.whole.size() + 1); };
  std::vector<const DraftObject*> parts;
  for (const auto& object : objects_) {
    if (is_physical(object)) parts.push_back(&object);
  }
  std::ranges::sort(parts, {}, [&](const DraftObject* part) {
    return std::tuple(part->entity, item(*part), part->object.place.file, part->object.place.line, part->key);
  });
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const auto& a = *parts[i - 1];
    const auto& b = *parts[i];
    if (a.entity != b.entity || item(a) != item(b) || a.whole == b.whole) continue;
    const auto entity = catalog_.entities[a.entity].name;
    report_.error(b.object.place, {}, "claimed-twice",
                  fmt::format("{} {} is claimed already as {} at {}; a {} is in one document only", entity,
                              shown(b.name), shown(a.name), report_.show(a.object.place), entity));
  }
}

std::vector<CrossChecks::Claim> CrossChecks::claims() const {
  std::vector<Claim> claims;
  const auto rows = table_.rows();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (objects_[i].object.absent || is_claimed_twice(i)) continue;
    for (const auto& cell : table_.cells(rows[i])) {
      const auto& reference = rule(rows[i].entity, cell.field).reference;
      if (cell.kind != core::CellKind::member || !reference || !reference->exclusive) continue;
      claims.push_back({rows[i].entity, cell.field, cell.element.view(), place_of(i, cell), i, cell.value.view()});
    }
  }
  return claims;
}

void CrossChecks::exclusive_members() const {
  auto sorted = claims();
  const auto order = [](const Claim& claim) {
    return std::tuple(claim.entity, claim.field, claim.element, claim.place.file, claim.place.line, claim.object);
  };
  std::ranges::sort(sorted, {}, order);
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    const Claim& a = sorted[i - 1];
    const Claim& b = sorted[i];
    if (std::tie(a.entity, a.field, a.element) != std::tie(b.entity, b.field, b.element)) continue;
    report_.error(b.place, b.spelling, "claimed-twice",
                  fmt::format("{} is in {} of {} {} already, at {}; it can belong to one {} only", shown(b.spelling),
                              rule(b.entity, b.field).path, kind_of(a.object), shown(objects_[a.object].name),
                              report_.show(a.place), catalog_.entities[b.entity].name));
  }
}

void CrossChecks::reference(std::size_t object, const core::Cell& cell, const core::Reference& reference) const {
  const auto target = catalog_.find_entity(reference.entity);
  if (!target) return;
  const auto key = core::comparable(cell.value.view(), catalog_.entities[*target].name_compare);
  const auto* found = find(*target, key);
  if (found == nullptr || !found->object.absent || !catalog_.kinds[found->object.kind].creates) return;
  report_.error(place_of(object, cell), cell.value.view(), "absent-target",
                fmt::format("{} in {} of {} {} shall not exist: {} says ensure: absent", shown(cell.value.view()),
                            rule(objects_[object].entity, cell.field).path, kind_of(object),
                            shown(objects_[object].name), report_.show(found->object.place)));
}

void CrossChecks::references() const {
  const auto rows = table_.rows();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (objects_[i].object.absent || is_claimed_twice(i)) continue;
    for (const auto& cell : table_.cells(rows[i])) {
      const auto& reference_rule = rule(rows[i].entity, cell.field).reference;
      if (cell.kind == core::CellKind::member && reference_rule) reference(i, cell, *reference_rule);
    }
  }
}

void CrossChecks::former_name(std::size_t object, const std::string& name) const {
  const auto& self = objects_[object];
  const auto* other = find(self.entity, name);
  if (other == nullptr) return;
  const bool mutual = std::ranges::find(other->object.previously, self.key) != other->object.previously.end();
  report_.error(self.object.place, {}, "previously",
                fmt::format("{} {} was previously {}, but {} still names that object{}", kind_of(object),
                            shown(self.name), shown(name), report_.show(other->object.place),
                            mutual ? ", and claims this name in turn; rename through a third name" : ""));
}

void CrossChecks::former_names() const {
  std::map<std::pair<core::EntityIndex, std::string>, std::size_t> seen;
  for (std::size_t i = 0; i < objects_.size(); ++i) {
    for (const auto& name : objects_[i].object.previously) {
      former_name(i, name);
      const auto [before, fresh] = seen.try_emplace({objects_[i].entity, name}, i);
      if (fresh) continue;
      report_.error(
          objects_[i].object.place, {}, "previously",
          fmt::format("{} {} was previously {}, and so was {} at {}", kind_of(i), shown(objects_[i].name), shown(name),
                      shown(objects_[before->second].name), report_.show(objects_[before->second].object.place)));
    }
  }
}

}  // namespace

void check_across(const core::Catalog& catalog, const core::Table& table, const std::vector<DraftObject>& objects,
                  const CrossReport& report) {
  const CrossChecks checks(catalog, table, objects, report);
  checks.one_document_each();
  checks.one_owner_each();
  checks.exclusive_members();
  checks.references();
  checks.former_names();
}

}  // namespace muster::manifest
