// The tokens of one system in the store.
#pragma once

#include "providers/kit/token_store.h"
#include "reconciler/engine/ports.h"

namespace muster::simulation {

// There is only one process at a time, so that nobody else wants to renew.
class StoredTokens final : public kit::TokenStore {
 public:
  StoredTokens(engine::Store& store, std::string system) : store_(store), system_(std::move(system)) {}

  [[nodiscard]] engine::Task<core::Result<core::Secret>> load(std::string name) override {
    return store_.load_token(system_, std::move(name));
  }
  [[nodiscard]] engine::Task<core::Status> keep(std::string name, core::Secret token) override {
    return store_.keep_token(system_, std::move(name), std::move(token));
  }
  [[nodiscard]] engine::Task<core::Result<std::shared_ptr<void>>> lock() override {
    core::Result<std::shared_ptr<void>> held = std::make_shared<int>(0);
    co_return held;
  }
  void expires(std::string name, engine::WallTime when) override { (void)name, (void)when; }

 private:
  engine::Store& store_;
  std::string system_;
};

}  // namespace muster::simulation
