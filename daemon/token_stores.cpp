#include "daemon/token_stores.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <cerrno>
#include <system_error>

#include "daemon/held_file.h"
#include "daemon/private_files.h"
#include "reconciler/core/digest.h"

namespace muster::daemon {
namespace {

constexpr engine::Duration kBetweenTries{100};

core::Error failed(const std::string& file, int code) {
  return {core::ErrorKind::unavailable,
          fmt::format("locking {}: {}; check the folder, its owner and the space on the disk", file,
                      std::generic_category().message(code))};
}

core::Error held(const std::string& system) {
  return {core::ErrorKind::conflict,
          fmt::format("another process has been renewing the token of {} for long; see what it waits for", system)};
}

// Null when somebody else holds the file, or has replaced it meanwhile.
core::Result<std::shared_ptr<void>> try_lock(const std::string& file) {
  auto opened = std::make_shared<HeldFile>(file, O_RDWR | O_CREAT);
  if (!opened->is_open()) return std::unexpected(failed(file, errno));
  if (opened->lock()) return opened->is_in_place() ? std::shared_ptr<void>(std::move(opened)) : nullptr;
  const int code = errno;
  if (code == EAGAIN || code == EACCES) return std::shared_ptr<void>();
  return std::unexpected(failed(file, code));
}

}  // namespace

class TokenStores::OfSystem final : public kit::TokenStore {
 public:
  OfSystem(const TokenPorts& ports, std::string system) : ports_(&ports), system_(std::move(system)) {}

  [[nodiscard]] engine::Task<core::Result<core::Secret>> load(std::string name) override {
    if (ports_->reads == nullptr) co_return core::Secret();
    auto token = co_await ports_->reads->load_token(system_, std::move(name));
    co_return token;
  }

  [[nodiscard]] engine::Task<core::Status> keep(std::string name, core::Secret token) override {
    const auto store = ports_->writes();
    if (!store) co_return std::unexpected(store.error());
    auto kept = co_await (*store)->keep_token(system_, std::move(name), std::move(token));
    co_return kept;
  }

  [[nodiscard]] engine::Task<core::Result<std::shared_ptr<void>>> lock() override {
    if (const auto store = ports_->writes(); !store) co_return std::unexpected(store.error());
    if (auto folder = make_private_folder(ports_->lock_folder); !folder) co_return std::unexpected(folder.error());
    const std::string file = ports_->lock_folder + "/" + core::sha256_hex(system_).substr(0, 32) + ".lock";
    const engine::SteadyTime until = ports_->clock->now() + kTokenPatience;
    for (;;) {
      auto lock = try_lock(file);
      if (!lock || *lock != nullptr) co_return lock;
      if (ports_->clock->now() >= until) co_return std::unexpected(held(system_));
      co_await ports_->clock->sleep(kBetweenTries);
    }
  }

  void expires(std::string name, engine::WallTime when) override { ends_.insert_or_assign(std::move(name), when); }

  void forget_ends() { ends_.clear(); }
  [[nodiscard]] const std::map<std::string, engine::WallTime>& ends() const { return ends_; }

 private:
  const TokenPorts* ports_;
  std::string system_;
  std::map<std::string, engine::WallTime> ends_;
};

TokenStores::TokenStores(TokenPorts ports) : ports_(std::move(ports)) {}
TokenStores::~TokenStores() = default;

kit::TokenStore& TokenStores::renewed_for(const std::string& system) {
  auto& store = systems_[system];
  if (!store) store = std::make_unique<OfSystem>(ports_, system);
  store->forget_ends();
  return *store;
}

std::vector<SecretExpiry> TokenStores::expiries() const {
  std::vector<SecretExpiry> all;
  for (const auto& [system, store] : systems_) {
    for (const auto& [name, when] : store->ends()) all.push_back({system, name, when});
  }
  return all;
}

std::string token_lock_folder(const std::string& store_file) { return folder_of(store_file) + "/tokens"; }

}  // namespace muster::daemon
