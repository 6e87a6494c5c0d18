// Tokens of one system in memory, as all processes of an installation share them.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "providers/kit/token_store.h"

namespace muster::tests {

class MemoryTokens final : public kit::TokenStore {
 public:
  [[nodiscard]] engine::Task<core::Result<core::Secret>> load(std::string name) override {
    if (fails) co_return std::unexpected(full());
    if (failure) co_return std::unexpected(*failure);
    const auto found = kept.find(name);
    co_return found == kept.end() ? core::Secret() : found->second.copy();
  }
  [[nodiscard]] engine::Task<core::Status> keep(std::string name, core::Secret token) override {
    if (fails || keeping_fails) co_return std::unexpected(full());
    kept[name] = std::move(token);
    co_return core::Status{};
  }
  [[nodiscard]] engine::Task<core::Result<std::shared_ptr<void>>> lock() override {
    co_return std::shared_ptr<void>(std::make_shared<int>(0));
  }
  void expires(std::string, engine::WallTime when) override { ends = when; }

  std::map<std::string, core::Secret> kept;
  engine::WallTime ends{};
  std::optional<core::Error> failure;  // of loading
  bool fails = false;
  bool keeping_fails = false;

 private:
  static core::Error full() { return core::Error(core::ErrorKind::unavailable, "the disk is full"); }
};

}  // namespace muster::tests
