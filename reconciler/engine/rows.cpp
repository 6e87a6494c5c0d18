#include "reconciler/engine/rows.h"

#include <algorithm>

namespace muster::engine {

namespace {

void copy_row(core::TableBuilder& builder, const core::Table& table, const core::Row& row) {
  builder.begin_row(row.entity, row.key.view(), row.name.view(), row.remote_id.view());
  for (const core::Cell& cell : table.cells(row)) {
    if (cell.element.empty()) {
      builder.add(cell.field, cell.kind, cell.value.view(), cell.state, cell.line);
    } else {
      builder.add_member(cell.field, cell.element.view(), cell.value.view(), cell.kind, cell.line);
    }
  }
}

}  // namespace

std::shared_ptr<const core::Table> merge_rows(const core::Table& table,
                                              const std::vector<std::shared_ptr<const core::Table>>& more) {
  core::TableBuilder builder;
  for (const core::Row& row : table.rows()) {
    const auto replaces = [&](const auto& other) { return other->find(row.entity, row.key.view()) != nullptr; };
    if (std::ranges::none_of(more, replaces)) copy_row(builder, table, row);
  }
  for (const auto& other : more) {
    for (const core::Row& row : other->rows()) copy_row(builder, *other, row);
  }
  return std::make_shared<const core::Table>(builder.finish());
}

std::shared_ptr<const core::Table> without_rows(
    const core::Table& table, const std::vector<std::pair<core::EntityIndex, std::string>>& left_out) {
  core::TableBuilder builder;
  for (const core::Row& row : table.rows()) {
    const auto is_this = [&](const auto& key) { return key.first == row.entity && key.second == row.key.view(); };
    if (std::ranges::none_of(left_out, is_this)) copy_row(builder, table, row);
  }
  return std::make_shared<const core::Table>(builder.finish());
}

}  // namespace muster::engine
