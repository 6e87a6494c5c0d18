// A disk for SQLite that lives in memory and forgets what was not synced when its plug is pulled.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

struct sqlite3_vfs;

namespace muster::support {

// One thread. Registered with SQLite under name() while it lives; stores opened on it go first.
class UnsyncedVfs {
 public:
  UnsyncedVfs();
  ~UnsyncedVfs();
  UnsyncedVfs(const UnsyncedVfs&) = delete;
  UnsyncedVfs& operator=(const UnsyncedVfs&) = delete;

  [[nodiscard]] const std::string& name() const { return name_; }

  // After that many more writes, truncations and syncs every call fails, as of a machine that lost its power.
  void lose_power_after(std::uint64_t operations) { operations_left_ = operations; }
  [[nodiscard]] bool has_power() const { return has_power_; }
  // Files may not grow any more.
  void fill_up(bool full) { full_ = full; }
  void make_read_only(bool read_only) { read_only_ = read_only; }

  // What was not synced is gone, or with a seed but a random beginning of it, the last write of which may be torn.
  // Files that are still open stay dead; power is back for those opened from now on.
  void pull_plug(std::uint64_t seed = 0);

  // All bytes of all files as a process would read them.
  [[nodiscard]] std::string everything() const;

  struct File;

 private:
  friend struct UnsyncedFile;
  struct Registration;
  // False: the power is gone.
  [[nodiscard]] bool spend_operation();

  std::string name_;
  std::unique_ptr<Registration> registration_;
  std::map<std::string, std::shared_ptr<File>> files_;
  std::uint64_t operations_left_ = ~std::uint64_t{0};
  std::uint64_t boot_ = 0;  // files opened before the last loss of power are of an earlier one
  bool has_power_ = true;
  bool full_ = false;
  bool read_only_ = false;
};

}  // namespace muster::support
