#include "reconciler/core/fingerprint.h"

#include <algorithm>
#include <vector>

#include "reconciler/core/digest.h"
#include "reconciler/core/record.h"
#include "reconciler/core/wish.h"

namespace muster::core {

namespace {

constexpr std::size_t kLength = 32;

// Of records all they say, since a part that is not asked for is sent again as it was read.
std::vector<std::string> live_elements(std::span<const Cell> live, const FieldRule& rule) {
  std::vector<std::string> elements;
  const Compare compare = rule.type == ValueType::records ? Compare::exact : rule.compare;
  for (const Cell& cell : live) {
    if (cell.kind == CellKind::member) elements.push_back(comparable(cell.value.view(), compare));
  }
  std::ranges::sort(elements);
  return elements;
}

// The live record of that key, or nothing.
std::string live_record(std::span<const Cell> live, std::string_view named, const FieldRule& rule) {
  for (const Cell& cell : live) {
    if (cell.kind == CellKind::member && same_member(cell.value.view(), named, rule)) {
      return std::string(cell.value.view());
    }
  }
  return {};
}

void add_set(Digest& digest, const SetWish& wish, std::span<const Cell> live, const FieldRule& rule) {
  const std::vector<std::string> elements = live_elements(live, rule);
  if (wish.exact) {
    for (const std::string& element : elements) digest.add(element);
    return;
  }
  for (const auto* side : {&wish.include, &wish.exclude}) {
    for (const std::string& named : *side) {
      if (rule.type == ValueType::records) {
        digest.add(live_record(live, named, rule));
        continue;
      }
      const bool present = std::ranges::binary_search(elements, comparable(named, rule.compare));
      digest.add(present ? "present" : "absent");
    }
  }
}

void add_identity(Digest& digest, const Row* row) {
  digest.add(row == nullptr ? "absent" : "found");
  if (row != nullptr) digest.add(row->remote_id.view());
}

}  // namespace

std::string fingerprint(const EntitySpec& entity, const Table& table, const Row* row,
                        std::span<const FieldWish> wishes) {
  Digest digest;
  add_identity(digest, row);
  for (const FieldWish& wish : wishes) {
    const FieldRule& rule = entity.fields[wish.field];
    const auto live = row == nullptr ? std::span<const Cell>() : cells_of(table.cells(*row), wish.field);
    digest.add(rule.path).add(live.empty() ? "unknown" : "known");
    if (wish.kind == WishKind::set) {
      add_set(digest, wish.set, live, rule);
    } else {
      digest.add(comparable(live_scalar(live, rule).value_or(""), rule.compare));
    }
  }
  return digest.hex(kLength);
}

std::string removal_fingerprint(const EntitySpec& entity, const Table& table, const Row* row) {
  Digest digest;
  add_identity(digest, row);
  if (row == nullptr) return digest.hex(kLength);
  for (FieldIndex field = 0; field < entity.fields.size(); ++field) {
    const FieldRule& rule = entity.fields[field];
    if (!rule.privilege) continue;
    digest.add(rule.path);
    for (const std::string& element : live_elements(cells_of(table.cells(*row), field), rule)) {
      digest.add(element);
    }
  }
  return digest.hex(kLength);
}

}  // namespace muster::core
