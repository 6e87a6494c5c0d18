#include "providers/uccx/writing.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "providers/kit/json_read.h"
#include "providers/uccx/catalog.h"
#include "providers/uccx/convert.h"
#include "reconciler/core/name.h"

namespace muster::uccx {

using core::Delivery;
using core::ElementResult;
using core::Error;
using core::ErrorKind;
using core::Receipt;
using core::RemoteId;
using core::Result;
using core::Write;
using core::WriteAction;
using engine::Task;
using nlohmann::json;

namespace {

Error not_sent(std::string sentence) { return Error(ErrorKind::rejected, Delivery::not_sent, std::move(sentence)); }

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

// What a team of the manifest cannot be; empty: nothing.
std::string objection_to(const Write& write) {
  const auto name = core::trim(write.name);
  if (write.action == WriteAction::remove && (is_default(name) || is_default(write.entity.name))) {
    return fmt::format("team {} holds whoever is in no other team and is never removed", name);
  }
  if (write.action == WriteAction::create && (name.empty() || characters(name) > kLongestTeamName)) {
    return fmt::format("team {}: a name has 1 to {} characters", name, kLongestTeamName);
  }
  const bool for_agents = std::ranges::any_of(write.fields, [](const auto& f) { return f.field == team::agents; });
  if (is_default(name) && for_agents) return fmt::format("team {} holds whoever is in no other team", name);
  return {};
}

RemoteId id_of_new(const std::string& url) { return RemoteId(id_in(url)); }

}  // namespace

Task<Result<Receipt>> Writing::write(std::shared_ptr<const Write> write) {
  auto result = co_await dispatch(write);
  if (!result) result.error().where = write->entity;
  co_return result;
}

Writing::Outcome Writing::dispatch(std::shared_ptr<const Write> write) {
  const bool on_team = write->entity.entity == "team";
  if (!on_team) return change_roles(std::move(write));
  switch (write->action) {
    case WriteAction::create:
      return create(std::move(write));
    case WriteAction::remove:
      return remove(std::move(write));
    case WriteAction::update:
      break;
  }
  return update(std::move(write));
}

Wording Writing::wording(std::string_view self) const {
  Wording wording;
  const std::string own = settings_->url + settings_->base_path + "/adminapi";
  wording.resources_url = resources_url(self.empty() ? std::string_view(known_->team_url) : self, own);
  wording.people = &known_->people;
  return wording;
}

Writing::Outcome Writing::create(std::shared_ptr<const Write> write) {
  const auto objection = objection_to(*write);
  if (!objection.empty()) co_return std::unexpected(not_sent(objection));
  std::string body = create_body(*write, wording({})).dump();
  const auto url = co_await api_->create_team(std::move(body), write->request_id);
  if (url) co_return Receipt(id_of_new(*url));
  Error error = url.error();
  if (error.kind == ErrorKind::not_found) error.kind = ErrorKind::rejected;  // of somebody it names
  if (error.kind == ErrorKind::rejected) {
    const bool is_there = co_await exists(write->name);
    if (is_there) error.kind = ErrorKind::conflict;
  }
  co_return std::unexpected(std::move(error));
}

// The server refuses a second team of one name as it refuses anything else: only the list tells why.
Task<bool> Writing::exists(std::string name) {
  const auto answer = co_await api_->teams();
  if (!answer) co_return false;
  const auto items = listed(*answer, "team");
  if (!items) co_return false;
  co_return std::ranges::any_of(*items, [&](const json* item) {
    return core::same(text_in(*item, "teamname").value_or(""), name, core::Compare::trimmed);
  });
}

Writing::Outcome Writing::update(std::shared_ptr<const Write> write) {
  const auto objection = objection_to(*write);
  if (!objection.empty()) co_return std::unexpected(not_sent(objection));
  const bool readable = kit::read_json(write->fresh ? write->fresh->raw : std::string()).has_value();
  if (!readable || write->id.empty()) {
    co_return std::unexpected(Error(ErrorKind::invalid, Delivery::not_sent,
                                    fmt::format("team {} was not read before it was to be changed", write->name)));
  }
  auto done = co_await put(write);
  const bool refused =
      !done && done.error().kind == ErrorKind::rejected && done.error().delivery != Delivery::maybe_applied;
  if (!refused || !may_be_parted(*write)) co_return done;
  auto in_parts = co_await update_in_parts(write);
  co_return in_parts;
}

Writing::Outcome Writing::put(std::shared_ptr<const Write> write) {
  const auto before = kit::read_json(write->fresh->raw);
  if (!before) co_return std::unexpected(before.error());
  const std::string self = text_in(*before, "self").value_or("");
  std::string body = update_body(*write, *before, wording(self)).dump();
  const auto done = co_await api_->update_team(write->id.text, std::move(body), write->request_id);
  if (!done) co_return std::unexpected(done.error());
  Receipt receipt(write->id);
  auto elements = co_await empty_again(std::move(write));
  receipt.elements = std::move(elements);
  co_return receipt;
}

Writing::Outcome Writing::remove(std::shared_ptr<const Write> write) {
  const auto objection = objection_to(*write);
  if (!objection.empty()) co_return std::unexpected(not_sent(objection));
  if (write->id.empty()) {
    co_return std::unexpected(Error(ErrorKind::invalid, Delivery::not_sent,
                                    fmt::format("{} has told no id of {}", settings_->system, write->name)));
  }
  const auto emptied = co_await empty_before_removal(write);
  if (!emptied) co_return std::unexpected(emptied.error());
  const auto done = co_await api_->remove_team(write->id.text, write->request_id);
  if (done || done.error().kind == ErrorKind::not_found) co_return Receipt(write->id);  // not found: gone already
  if (*emptied) co_return std::unexpected(half_done(done.error()));
  co_return std::unexpected(done.error());
}

Writing::Outcome Writing::change_roles(std::shared_ptr<const Write> write) {
  if (pages_ == nullptr || write->action != WriteAction::update) {
    co_return std::unexpected(not_sent(fmt::format(
        "user {} was not changed: roles need settings.appadminRoles, and users live in Unified CM", write->name)));
  }
  auto change = std::make_shared<RoleChange>();
  change->id = write->id.empty() ? known_->people.spelled(write->name) : write->id.text;
  const auto extension = known_->extensions.find(change->id);
  if (extension != known_->extensions.end()) change->extension = extension->second;
  for (const auto& field : write->fields) {
    if (field.field != user::roles) continue;
    change->added = field.added;
    change->removed = field.removed;
  }
  const auto done = co_await pages_->change(std::move(change));
  if (!done) co_return std::unexpected(done.error());
  co_return Receipt(write->id);
}

}  // namespace muster::uccx
