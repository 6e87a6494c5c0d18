// Who may write to a system, among the processes of this machine: one locked file a system.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "reconciler/engine/ports.h"

namespace muster::daemon {

// The lock belongs to the open file, so that the kernel releases it with the process, however that ends. Children do
// not inherit it. A lease whose file somebody removed is not held any more.
class FileLeases final : public engine::Leases {
 public:
  using Fence = std::function<engine::Task<core::Result<std::int64_t>>(std::string system)>;

  // `folder` is made, with mode 0700, when the first lease is taken. `fence` numbers the holders of a system; it must
  // be durable. Without it nothing can be taken, only asked.
  explicit FileLeases(std::string folder, Fence fence = {});

  [[nodiscard]] engine::Task<core::Result<std::shared_ptr<engine::Lease>>> take(std::string system,
                                                                                std::string holder) override;
  [[nodiscard]] engine::Task<std::optional<std::string>> holder(std::string system) override;

  // The same as holder(), for those who have no io context.
  [[nodiscard]] std::optional<std::string> holder_now(const std::string& system) const;

 private:
  [[nodiscard]] std::string file_of(const std::string& system) const;

  std::string folder_;
  Fence fence_;
};

// "<folder of the store>/leases".
[[nodiscard]] std::string lease_folder(const std::string& store_file);

}  // namespace muster::daemon
