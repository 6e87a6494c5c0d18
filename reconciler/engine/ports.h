// The remaining ports: the store, secrets, and the events that progress displays and logs are made of.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "reconciler/core/change.h"
#include "reconciler/engine/clock.h"
#include "reconciler/engine/provider.h"

namespace muster::engine {

// One store per installation. Every call is one durable transaction or an Error and no effect.
class Store {
 public:
  virtual ~Store() = default;
  // Inventory::exists is false when the store holds nothing for that system yet.
  [[nodiscard]] virtual Task<core::Result<core::Inventory>> load(std::string system) = 0;
  [[nodiscard]] virtual Task<core::Status> put(std::vector<core::InventoryEntry> entries) = 0;  // insert or replace
  [[nodiscard]] virtual Task<core::Status> forget(std::vector<core::EntityKey> keys) = 0;
  // conflict when the id was consumed before: a saved plan is used once.
  [[nodiscard]] virtual Task<core::Status> consume_plan(std::string plan_id) = 0;
};

// Resolves references. Errors say which reference and why, never what was read.
class Secrets {
 public:
  virtual ~Secrets() = default;
  [[nodiscard]] virtual Task<core::Result<core::Secret>> resolve(core::SecretReference reference) = 0;
  // Keyed hash (hex) by which a changed secret is recognised; equal secrets of one installation give equal text.
  [[nodiscard]] virtual Task<core::Result<std::string>> version(core::SecretReference reference) = 0;
};

// What happens during a pass, for progress and logs. Calls must not block and never carry a secret.
class Events {
 public:
  virtual ~Events() = default;
  virtual void observing(const std::string& system) { (void)system; }
  virtual void page_read(const std::string& system, std::size_t rows) { (void)system, (void)rows; }
  virtual void observed(const std::string& system, std::size_t rows) { (void)system, (void)rows; }
  virtual void step_finished(const std::string& system, const core::Change& change, core::Outcome outcome) {
    (void)system, (void)change, (void)outcome;
  }
  virtual void waiting(const std::string& system, const std::string& reason) { (void)system, (void)reason; }
};

}  // namespace muster::engine
