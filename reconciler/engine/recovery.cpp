#include "reconciler/engine/recovery.h"

#include "reconciler/core/settle.h"

namespace muster::engine {

Task<core::Result<bool>> settle_open(std::shared_ptr<const RecoveryRequest> request) {
  if (request->open.empty()) co_return false;
  const core::Catalog& catalog = request->system.provider->catalog();
  std::vector<core::Closing> closings =
      core::settle(request->open, *request->observed, catalog, request->clock->wall_now());
  if (closings.empty()) co_return false;
  const std::vector<core::Closing> settled = closings;
  auto closed = co_await request->store->close(std::move(closings));
  if (!closed) co_return std::unexpected(core::within("settling earlier writes", closed.error()));
  for (const core::Closing& closing : settled) {
    if (request->events != nullptr) request->events->settled(request->system.name, closing);
  }
  co_return true;
}

}  // namespace muster::engine
