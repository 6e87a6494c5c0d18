// Changes that some servers refuse as one request: a team is emptied before it is removed, and gets its primary
// supervisor before the secondary ones.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "providers/uccx/catalog.h"
#include "providers/uccx/convert.h"
#include "providers/uccx/writing.h"

namespace muster::uccx {

using core::FieldWrite;
using core::Receipt;
using core::Write;
using core::WriteAction;
using engine::Task;
using nlohmann::json;

namespace {

bool asks_for(const Write& write, core::FieldIndex field) {
  return std::ranges::find(write.fields, field, &FieldWrite::field) != write.fields.end();
}

std::shared_ptr<Write> update_like(const Write& write, std::string raw) {
  auto update = std::make_shared<Write>();
  update->entity = write.entity;
  update->name = write.name;
  update->id = write.id;
  update->action = WriteAction::update;
  update->kind = write.kind;
  update->request_id = write.request_id;
  update->fresh = std::make_shared<const core::Fresh>(nullptr, std::move(raw));
  return update;
}

}  // namespace

// The first request was carried out: whatever became of the second, only a read tells how things are.
core::Error half_done(core::Error error) {
  error.delivery = core::Delivery::maybe_applied;
  return error;
}

bool Writing::may_be_parted(const Write& write) {
  return asks_for(write, team::primary_supervisor) && asks_for(write, team::secondary_supervisors);
}

Writing::Outcome Writing::update_in_parts(std::shared_ptr<const Write> write) {
  auto first = update_like(*write, write->fresh->raw);
  for (const auto& field : write->fields) {
    if (field.field == team::primary_supervisor) first->fields.push_back(field.copy());
  }
  const auto led = co_await put(std::move(first));
  if (!led) co_return std::unexpected(led.error());
  const auto now = co_await api_->team(write->id.text);
  if (!now) co_return std::unexpected(half_done(now.error()));
  // The primary one again: what was just accepted need not be in that answer yet.
  auto second = update_like(*write, unwrapped(*now, "team").dump());
  for (const auto& field : write->fields) second->fields.push_back(field.copy());
  auto rest = co_await put(std::move(second));
  if (!rest) co_return std::unexpected(half_done(rest.error()));
  co_return rest;
}

// Whoever is in it goes to the team of those who are in none.
Task<core::Result<bool>> Writing::empty_before_removal(std::shared_ptr<const Write> write) {
  const json before = json::parse(write->fresh ? write->fresh->raw : std::string(), nullptr, false);
  const auto record = read_team(before, known_->people);
  if (!record || record->agents.empty()) co_return false;
  auto update = update_like(*write, write->fresh->raw);
  FieldWrite nobody;
  nobody.field = team::agents;
  nobody.kind = core::WishKind::set;
  update->fields.push_back(std::move(nobody));
  const auto emptied = co_await put(std::move(update));
  if (!emptied) co_return std::unexpected(emptied.error());
  for (const auto& element : emptied->elements) {  // what may still arrive must not meet the removal
    const bool is_open = element.error && element.error->delivery == core::Delivery::maybe_applied;
    if (is_open) co_return std::unexpected(*element.error);
  }
  co_return true;
}

}  // namespace muster::uccx
