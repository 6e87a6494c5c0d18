#include "daemon/file_leases.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "daemon/held_file.h"
#include "daemon/private_files.h"
#include "reconciler/core/digest.h"

namespace muster::daemon {
namespace {

core::Error failed(const std::string& system, const std::string& file, int code) {
  return {core::ErrorKind::unavailable,
          fmt::format("taking the lease of {} at {}: {}; check the folder, its owner and the space on the disk", system,
                      file, std::generic_category().message(code))};
}

core::Error held(const std::string& system, const std::string& holder) {
  return {core::ErrorKind::conflict,
          fmt::format("taking the lease of {}: {} writes to it at this moment", system, holder)};
}

class FileLease final : public engine::Lease {
 public:
  FileLease(HeldFile file, std::int64_t fence) : file_(std::move(file)), fence_(fence) {}
  [[nodiscard]] std::int64_t fence() const override { return fence_; }
  [[nodiscard]] bool is_held() const override { return file_.is_in_place(); }

 private:
  HeldFile file_;
  std::int64_t fence_;
};

// Between opening and locking the file may have been replaced; then the one that is there now is tried.
core::Result<HeldFile> lock_file(const std::string& system, const std::string& file) {
  for (int attempt = 0; attempt < 3; ++attempt) {
    HeldFile opened(file, O_RDWR | O_CREAT);
    if (!opened.is_open()) return std::unexpected(failed(system, file, errno));
    if (!opened.lock()) {
      const int code = errno;
      if (code == EAGAIN || code == EACCES) return std::unexpected(held(system, opened.read()));
      return std::unexpected(failed(system, file, code));
    }
    if (opened.is_in_place()) return opened;
  }
  return std::unexpected(failed(system, file, EAGAIN));
}

}  // namespace

FileLeases::FileLeases(std::string folder, Fence fence) : folder_(std::move(folder)), fence_(std::move(fence)) {}

std::string FileLeases::file_of(const std::string& system) const {
  return folder_ + "/" + core::sha256_hex(system).substr(0, 32) + ".lock";
}

engine::Task<core::Result<std::shared_ptr<engine::Lease>>> FileLeases::take(std::string system, std::string holder) {
  if (auto folder = make_private_folder(folder_); !folder) co_return std::unexpected(std::move(folder).error());
  auto locked = lock_file(system, file_of(system));
  if (!locked) co_return std::unexpected(std::move(locked).error());
  if (!locked->write(holder)) co_return std::unexpected(failed(system, locked->file(), errno));
  if (!fence_) co_return std::unexpected(core::Error(core::ErrorKind::invalid, "leases can only be asked here"));
  auto fence = co_await fence_(system);
  if (!fence) co_return std::unexpected(core::within("taking the lease of " + system, std::move(fence).error()));
  std::shared_ptr<engine::Lease> lease = std::make_shared<FileLease>(std::move(*locked), *fence);
  co_return lease;
}

engine::Task<std::optional<std::string>> FileLeases::holder(std::string system) { co_return holder_now(system); }

std::optional<std::string> FileLeases::holder_now(const std::string& system) const {
  // Asking for a write lock takes a descriptor that may write.
  const HeldFile file(file_of(system), O_RDWR);
  if (!file.is_open() || !file.is_locked_by_others()) return std::nullopt;
  return file.read();
}

std::string lease_folder(const std::string& store_file) { return folder_of(store_file) + "/leases"; }

}  // namespace muster::daemon
