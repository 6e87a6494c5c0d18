#include "reconciler/engine/refresh.h"

#include <algorithm>
#include <boost/asio/this_coro.hpp>

#include "reconciler/engine/rows.h"
#include "reconciler/engine/task_group.h"
#include "reconciler/engine/wanted_fields.h"

namespace muster::engine {

namespace {

// What one read said of one touched object.
struct Look {
  core::EntityKey key;
  core::EntityIndex entity = 0;
  core::RemoteId id;
  std::shared_ptr<const core::Table> found;  // null: not found, or not to be read
  std::optional<core::Error> unreadable;
};

std::vector<Look> looks_of(const RefreshRequest& request) {
  std::vector<Look> looks;
  for (const core::EntityKey& key : request.touched) {
    const auto entity = request.system.provider->catalog().find_entity(key.entity);
    if (!entity || key.system != request.system.name) continue;
    Look look;
    look.key = key;
    look.entity = *entity;
    const core::Row* row = request.snapshot->table->find(*entity, key.name);
    if (row != nullptr) look.id = core::RemoteId(std::string(row->remote_id.view()));
    looks.push_back(std::move(look));
  }
  return looks;
}

// An id that lives under another name by now is another object.
Task<void> look_at(Look* look, const RefreshRequest* request) {
  if (look->id.empty()) co_return;
  WantedFields fields = stated_fields(request->desired.get(), request->system.provider->catalog(), look->entity);
  auto fresh = co_await request->system.provider->read(look->key, look->id, std::move(fields));
  if (fresh && fresh->row() != nullptr && fresh->row()->key.view() == look->key.name) {
    look->found = fresh->table;
  } else if (!fresh && fresh.error().kind != core::ErrorKind::not_found) {
    look->unreadable = core::within("reading " + look->key.name, fresh.error());
  }
}

Task<void> look_at_all(std::vector<Look>* looks, const RefreshRequest* request) {
  const auto executor = co_await boost::asio::this_coro::executor;
  const auto limit = static_cast<std::size_t>(std::max(request->system.spec.budget.concurrency, 1));
  TaskGroup group(executor);
  for (Look& look : *looks) {
    while (group.running() >= limit) co_await group.wait_for_any();
    group.spawn(look_at(&look, request));
  }
  co_await group.join();
}

core::ObservedSystem merged(const core::ObservedSystem& snapshot, const std::vector<Look>& looks) {
  core::ObservedSystem observed = snapshot;
  observed.coverage.requests = 0;
  std::vector<std::shared_ptr<const core::Table>> found;
  std::vector<std::pair<core::EntityIndex, std::string>> without;
  for (const Look& look : looks) {
    std::erase(observed.confirmed_absent, look.key);
    std::erase(observed.unknown, look.key);
    if (!look.id.empty()) ++observed.coverage.requests;
    if (look.found) {
      found.push_back(look.found);
      continue;
    }
    observed.unknown.push_back(look.key);
    without.emplace_back(look.entity, look.key.name);
    if (look.unreadable) observed.coverage.unreadable.push_back(*look.unreadable);
  }
  std::ranges::sort(observed.unknown);
  const auto remaining = without.empty() ? snapshot.table : without_rows(*snapshot.table, without);
  observed.table = found.empty() ? remaining : merge_rows(*remaining, found);
  return observed;
}

}  // namespace

Task<core::ObservedSystem> refresh_system(std::shared_ptr<const RefreshRequest> request) {
  std::vector<Look> looks = looks_of(*request);
  co_await look_at_all(&looks, request.get());
  co_return merged(*request->snapshot, looks);
}

}  // namespace muster::engine
