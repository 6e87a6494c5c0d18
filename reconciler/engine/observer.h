// Reads one system and decides how far the answer can be believed. Never writes.
#pragma once

#include <memory>
#include <string>

#include "reconciler/engine/reconciler.h"

namespace muster::engine {

struct ObserveRequest {
  SystemPort system;
  std::shared_ptr<const core::DesiredSystem> desired;  // null: everything (export)
  std::shared_ptr<const core::Inventory> inventory;    // never null
  bool everything = false;

  ObserveRequest() = default;
};

// A missing object that the inventory knows is confirmed by id. An empty answer where objects were known, or a
// listing that lacks an object which exists, proves nothing.
[[nodiscard]] Task<core::ObservedSystem> observe_system(std::shared_ptr<const ObserveRequest> request, Events* events);

}  // namespace muster::engine
