#include "reconciler/core/table.h"

#include <algorithm>
#include <tuple>

namespace muster::core {

namespace {

struct RowOrder {
  using Key = std::pair<EntityIndex, std::string_view>;
  static Key key(const Row& row) { return {row.entity, row.key.view()}; }
  bool operator()(const Row& a, const Row& b) const { return key(a) < key(b); }
  bool operator()(const Row& a, const Key& b) const { return key(a) < b; }
  bool operator()(const Key& a, const Row& b) const { return a < key(b); }
};

// Rows that share a key keep an order that does not depend on the order of arrival.
[[nodiscard]] bool before(const Row& a, const Row& b) {
  return std::tie(a.entity, a.key, a.remote_id, a.name) < std::tie(b.entity, b.key, b.remote_id, b.name);
}

[[nodiscard]] bool cell_before(const Cell& a, const Cell& b) {
  if (a.field != b.field) return a.field < b.field;
  if (a.element != b.element) return a.element < b.element;
  return std::tie(a.kind, a.value) < std::tie(b.kind, b.value);
}

[[nodiscard]] bool repeats(const Cell& a, const Cell& b) {
  return a.kind == b.kind && a.kind >= CellKind::member && a.field == b.field && a.element == b.element;
}

template <typename T>
void drop_slack(std::vector<T>& items) {
  if (items.capacity() - items.size() > items.size() / 4) items.shrink_to_fit();
}

}  // namespace

std::span<const Row> Table::rows(EntityIndex entity) const {
  const auto range = std::ranges::equal_range(rows_, entity, {}, &Row::entity);
  return {range.begin(), range.end()};
}

const Row* Table::find(EntityIndex entity, std::string_view key) const {
  const RowOrder::Key wanted{entity, key};
  const auto at = std::lower_bound(rows_.begin(), rows_.end(), wanted, RowOrder{});
  return at != rows_.end() && RowOrder::key(*at) == wanted ? &*at : nullptr;
}

bool Table::is_ambiguous(EntityIndex entity, std::string_view key) const {
  const Row* row = find(entity, key);
  if (row == nullptr || row == &rows_.back()) return false;
  return RowOrder::key(row[1]) == RowOrder::key(*row);
}

std::span<const Cell> cells_of(std::span<const Cell> cells, FieldIndex field) {
  const auto range = std::ranges::equal_range(cells, field, {}, &Cell::field);
  return {range.begin(), range.end()};
}

TableBuilder::TableBuilder() : pool_(std::make_shared<TextPool>()) {}

void TableBuilder::begin_row(EntityIndex entity, std::string_view key, std::string_view name,
                             std::string_view remote_id) {
  Row row;
  row.key = pool_->intern(key);
  row.name = pool_->intern(name);
  row.remote_id = pool_->intern(remote_id);
  row.entity = entity;
  row.first_cell = static_cast<std::uint32_t>(table_.cells_.size());
  table_.rows_.push_back(row);
}

void TableBuilder::add(FieldIndex field, CellKind kind, std::string_view value, CellState state, std::uint32_t line) {
  table_.cells_.push_back({field, kind, state, line, Text(), pool_->intern(value)});
  ++table_.rows_.back().cell_count;
}

void TableBuilder::add_option(FieldIndex field, std::string_view element, std::string_view value) {
  table_.cells_.push_back({field, CellKind::text, CellState::value, 0, pool_->intern(element), pool_->intern(value)});
  ++table_.rows_.back().cell_count;
}

void TableBuilder::add_member(FieldIndex field, std::string_view element, std::string_view spelling, CellKind kind,
                              std::uint32_t line) {
  table_.cells_.push_back({field, kind, CellState::value, line, pool_->intern(element), pool_->intern(spelling)});
  ++table_.rows_.back().cell_count;
}

// A member that is named twice (a vendor's answer may) counts once: the first spelling in byte order.
Table TableBuilder::finish() {
  for (Row& row : table_.rows_) {
    const auto first = table_.cells_.begin() + row.first_cell;
    const auto last = first + row.cell_count;
    if (!std::is_sorted(first, last, cell_before)) std::sort(first, last, cell_before);
    row.cell_count = static_cast<std::uint32_t>(std::unique(first, last, repeats) - first);
  }
  if (!std::ranges::is_sorted(table_.rows_, before)) std::ranges::sort(table_.rows_, before);
  drop_slack(table_.rows_);
  drop_slack(table_.cells_);
  pool_->freeze();
  table_.pool_ = std::move(pool_);
  return std::move(table_);
}

}  // namespace muster::core
