#include "providers/cucm_uds/provider.h"

#include <fmt/format.h>

#include "providers/cucm_uds/observation.h"
#include "providers/cucm_uds/reading.h"
#include "providers/cucm_uds/writing.h"

namespace muster::cucm_uds {

using core::Coverage;
using core::Fresh;
using core::Receipt;
using core::Result;
using engine::Task;

namespace {

class UdsProvider final : public engine::Provider {
 public:
  UdsProvider(const core::SystemSpec& spec, Settings settings, kit::Credentials credentials,
              const kit::ProviderPorts& ports)
      : sessions_(spec, std::move(credentials), ports),
        api_(sessions_, std::move(settings), *ports.clock),
        options_(api_),
        random_(ports.random) {}

  [[nodiscard]] const core::Catalog& catalog() const override { return cucm_uds::catalog(); }

  [[nodiscard]] Task<Result<Coverage>> observe(std::shared_ptr<const engine::Scope> scope,
                                               engine::PageSink& sink) override {
    const int before = sessions_.sent();
    Observation observation(api_, options_, known_);
    auto coverage = co_await observation.read(std::move(scope), sink);
    if (coverage) coverage->requests = sessions_.sent() - before;
    co_return coverage;
  }

  [[nodiscard]] Task<Result<Fresh>> read(core::EntityKey entity, core::RemoteId id,
                                         engine::WantedFields fields) override {
    Reading reading(api_, known_, std::move(fields));
    auto fresh = co_await reading.read(std::move(entity), std::move(id));
    co_return fresh;
  }

  [[nodiscard]] Task<std::vector<Result<Receipt>>> write(std::vector<core::Write> writes) override {
    Writing writing(api_, options_, known_, *random_);
    std::vector<Result<Receipt>> results;
    for (auto& write : writes) {
      auto one = std::make_shared<const core::Write>(std::move(write));
      auto result = co_await writing.write(std::move(one));
      results.push_back(std::move(result));
    }
    co_return results;
  }

 private:
  Sessions sessions_;
  Api api_;
  OptionLists options_;
  Known known_;
  engine::Random* random_;
};

}  // namespace

Result<std::unique_ptr<engine::Provider>> make(const core::SystemSpec& spec, kit::Credentials credentials,
                                               const kit::ProviderPorts& ports) {
  const auto usable = check_settings(spec);
  if (!usable) return std::unexpected(usable.error());
  auto settings = read_settings(spec);
  const auto fixed = credentials.find("password");
  const bool is_empty = fixed != credentials.end() && fixed->second.empty();
  if (is_empty || (fixed == credentials.end() && ports.secrets == nullptr)) {
    return std::unexpected(core::Error(core::ErrorKind::invalid,
                                       fmt::format("System {}: credentials.password is missing or empty", spec.name)));
  }
  return std::make_unique<UdsProvider>(spec, std::move(*settings), std::move(credentials), ports);
}

}  // namespace muster::cucm_uds
