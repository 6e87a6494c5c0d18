#include "reconciler/core/edit.h"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

namespace muster::core {

namespace {

bool same_cells(const Table& one, const Row& row, const Table& other, const Row& other_row) {
  const auto same_cell = [](const Cell& a, const Cell& b) {
    return std::tuple(a.field, a.kind, a.state, a.element.view(), a.value.view()) ==
           std::tuple(b.field, b.kind, b.state, b.element.view(), b.value.view());
  };
  return std::ranges::equal(one.cells(row), other.cells(other_row), same_cell);
}

bool same_expiry(const DesiredObject& a, const DesiredObject& b) {
  const auto same = [](const ExpiringMember& one, const ExpiringMember& other) {
    return std::tie(one.field, one.member, one.until) == std::tie(other.field, other.member, other.until);
  };
  return std::ranges::equal(a.expiring, b.expiring, same);
}

bool same_object(const DesiredObject& a, const DesiredObject& b) {
  return std::tie(a.kind, a.absent, a.protect, a.urgent, a.labels, a.previously) ==
             std::tie(b.kind, b.absent, b.protect, b.urgent, b.labels, b.previously) &&
         same_expiry(a, b);
}

bool same_connection(const SystemSpec& a, const SystemSpec& b) {
  return std::tie(a.provider, a.url, a.allow_plaintext, a.credentials, a.ca_file, a.proxy, a.budget, a.settings) ==
         std::tie(b.provider, b.url, b.allow_plaintext, b.credentials, b.ca_file, b.proxy, b.budget, b.settings);
}

bool same_policy(const SystemSpec& a, const SystemSpec& b) {
  return std::tie(a.guards, a.on_drift, a.unmanaged_action, a.unmanaged_except, a.windows, a.pause, a.delete_after) ==
         std::tie(b.guards, b.on_drift, b.unmanaged_action, b.unmanaged_except, b.windows, b.pause, b.delete_after);
}

// Walks two sorted tables side by side.
class Comparison {
 public:
  Comparison(const DesiredSystem& before, const DesiredSystem& after, const Catalog& catalog)
      : before_(before), after_(after), catalog_(catalog) {}

  Edit run() {
    edit_.changes_connection = !same_connection(before_.spec, after_.spec);
    edit_.changes_policy = !same_policy(before_.spec, after_.spec);
    while (old_ < before_.table.rows().size() || new_ < after_.table.rows().size()) step();
    edit_.widens = !std::ranges::includes(looked_at(before_), looked_at(after_));
    return std::move(edit_);
  }

 private:
  // Entities that manifests name, and of their fields those that a listing does not show anyway.
  using LookedAt = std::set<std::pair<EntityIndex, std::optional<FieldIndex>>>;
  [[nodiscard]] LookedAt looked_at(const DesiredSystem& system) const {
    LookedAt found;
    for (const Row& row : system.table.rows()) {
      found.emplace(row.entity, std::nullopt);
      for (const Cell& cell : system.table.cells(row)) {
        const FieldRule& rule = catalog_.entities[row.entity].fields[cell.field];
        if (rule.reference || rule.readable == Readable::one_by_one) found.emplace(row.entity, cell.field);
      }
    }
    return found;
  }

  static auto place_of(const Row& row) { return std::tuple(row.entity, row.key.view()); }

  void step() {
    const auto old_rows = before_.table.rows();
    const auto new_rows = after_.table.rows();
    const bool only_new =
        old_ == old_rows.size() || (new_ < new_rows.size() && place_of(new_rows[new_]) < place_of(old_rows[old_]));
    const bool only_old = !only_new && (new_ == new_rows.size() || place_of(old_rows[old_]) < place_of(new_rows[new_]));
    if (only_old) {
      edit_.removes_documents = true;
      ++old_;
      return;
    }
    const bool same = !only_new && same_object(before_.objects[old_], after_.objects[new_]) &&
                      same_cells(before_.table, old_rows[old_], after_.table, new_rows[new_]);
    if (!same) touch(new_rows[new_]);
    if (!only_new) ++old_;
    ++new_;
  }

  void touch(const Row& row) {
    edit_.touched.emplace_back(after_.spec.name, std::string(catalog_.entities[row.entity].name),
                               std::string(row.key.view()));
  }

  const DesiredSystem& before_;
  const DesiredSystem& after_;
  const Catalog& catalog_;
  std::size_t old_ = 0;
  std::size_t new_ = 0;
  Edit edit_;
};

}  // namespace

Edit compare_desired(const DesiredSystem& before, const DesiredSystem& after, const Catalog& catalog) {
  Edit edit = Comparison(before, after, catalog).run();
  std::ranges::sort(edit.touched);
  return edit;
}

}  // namespace muster::core
