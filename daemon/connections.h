// Systems become providers: credentials are resolved, HTTP is wired, and the budgets of the process are shared.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "daemon/token_stores.h"
#include "providers/kit/provider_ports.h"
#include "providers/net/http.h"
#include "reconciler/core/secret.h"
#include "reconciler/engine/ports.h"

namespace muster::daemon {

// Puts something around the client of a system, such as one that counts requests.
using WrapTransport =
    std::function<std::shared_ptr<net::HttpClient>(const std::string& system, std::shared_ptr<net::HttpClient> client)>;

// None is owned; all outlive the connections and their providers.
struct ConnectionPorts {
  boost::asio::any_io_executor executor;
  engine::Clock* clock = nullptr;
  engine::Random* random = nullptr;
  engine::Secrets* secrets = nullptr;
  kit::Budgets* budgets = nullptr;
  TokenStores* tokens = nullptr;  // null: tokens are forgotten with the process
  WrapTransport wrap = {};
  std::function<void(const std::string& system, std::string_view reason)> on_retry = {};
};

class SystemConnections final : public engine::Connections {
 public:
  explicit SystemConnections(ConnectionPorts ports);

  [[nodiscard]] engine::Task<core::Result<engine::Connected>> connect(core::SystemSpec spec) override;
  // Of the values themselves and of the CA file: equal within this process as long as they are.
  [[nodiscard]] engine::Task<core::Result<std::string>> credential_version(core::SystemSpec spec) override;

 private:
  [[nodiscard]] std::string version_of(const core::SystemSpec& spec, const kit::Credentials& credentials) const;
  [[nodiscard]] core::Result<engine::Connected> wire(const core::SystemSpec& spec, kit::Credentials credentials) const;

  ConnectionPorts ports_;
  core::Secret key_;  // of this process: a version says nothing to anybody else
};

}  // namespace muster::daemon
