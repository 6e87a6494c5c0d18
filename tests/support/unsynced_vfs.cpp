#include "tests/support/unsynced_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <new>
#include <random>

namespace muster::support {

// A change since the last sync: bytes at an offset, or a new size.
struct Unsynced {
  std::size_t offset = 0;
  std::string bytes;
  bool truncates = false;
};

struct UnsyncedVfs::File {
  std::string content;  // as processes see it
  std::string durable;
  std::vector<Unsynced> unsynced;
  int shared = 0;  // holders of SHARED or more
  const void* reserved = nullptr;
  const void* exclusive = nullptr;
  std::vector<std::unique_ptr<char[]>> shm;
  std::array<int, SQLITE_SHM_NLOCK> shm_shared{};
  std::array<const void*, SQLITE_SHM_NLOCK> shm_exclusive{};
};

// What SQLite holds of an open file; SQLite owns its memory.
struct UnsyncedFile {
  sqlite3_file base;
  UnsyncedVfs* disk;
  std::shared_ptr<UnsyncedVfs::File> file;
  std::uint64_t boot;
  int lock;
  std::array<bool, SQLITE_SHM_NLOCK> shm_shared;

  [[nodiscard]] bool is_alive() const { return disk->has_power_ && boot == disk->boot_; }
  [[nodiscard]] bool spend() const { return is_alive() && disk->spend_operation(); }
  [[nodiscard]] bool is_full() const { return disk->full_; }
  [[nodiscard]] bool is_read_only() const { return disk->read_only_; }
  static std::map<std::string, std::shared_ptr<UnsyncedVfs::File>>& files(UnsyncedVfs& disk) { return disk.files_; }
  static std::uint64_t boot_of(const UnsyncedVfs& disk) { return disk.boot_; }
};

namespace {

void perform(std::string& content, const Unsynced& change) {
  if (change.truncates) {
    content.resize(change.offset);
    return;
  }
  if (content.size() < change.offset + change.bytes.size()) content.resize(change.offset + change.bytes.size());
  content.replace(change.offset, change.bytes.size(), change.bytes);
}

UnsyncedFile& of(sqlite3_file* file) { return *reinterpret_cast<UnsyncedFile*>(file); }

int close_file(sqlite3_file* opened) {
  UnsyncedFile& file = of(opened);
  UnsyncedVfs::File& shared = *file.file;
  if (file.lock >= SQLITE_LOCK_SHARED) --shared.shared;
  if (shared.reserved == &file) shared.reserved = nullptr;
  if (shared.exclusive == &file) shared.exclusive = nullptr;
  file.~UnsyncedFile();
  return SQLITE_OK;
}

int read_file(sqlite3_file* opened, void* to, int amount, sqlite3_int64 offset) {
  const UnsyncedFile& file = of(opened);
  if (!file.is_alive()) return SQLITE_IOERR_READ;
  const std::string& content = file.file->content;
  const auto at = static_cast<std::size_t>(offset);
  const auto wanted = static_cast<std::size_t>(amount);
  const std::size_t there = at < content.size() ? std::min(wanted, content.size() - at) : 0;
  std::memset(to, 0, wanted);
  if (there > 0) std::memcpy(to, content.data() + at, there);
  return there == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int change_file(UnsyncedFile& file, Unsynced change) {
  perform(file.file->content, change);
  file.file->unsynced.push_back(std::move(change));
  return SQLITE_OK;
}

int write_file(sqlite3_file* opened, const void* from, int amount, sqlite3_int64 offset) {
  UnsyncedFile& file = of(opened);
  if (!file.spend()) return SQLITE_IOERR_WRITE;
  if (file.is_read_only()) return SQLITE_READONLY;
  Unsynced change;
  change.offset = static_cast<std::size_t>(offset);
  change.bytes.assign(static_cast<const char*>(from), static_cast<std::size_t>(amount));
  if (file.is_full() && change.offset + change.bytes.size() > file.file->content.size()) return SQLITE_FULL;
  return change_file(file, std::move(change));
}

int truncate_file(sqlite3_file* opened, sqlite3_int64 size) {
  UnsyncedFile& file = of(opened);
  if (!file.spend()) return SQLITE_IOERR_TRUNCATE;
  Unsynced change;
  change.offset = static_cast<std::size_t>(size);
  change.truncates = true;
  return change_file(file, std::move(change));
}

int sync_file(sqlite3_file* opened, int) {
  const UnsyncedFile& file = of(opened);
  if (!file.spend()) return SQLITE_IOERR_FSYNC;
  file.file->durable = file.file->content;
  file.file->unsynced.clear();
  return SQLITE_OK;
}

int size_of(sqlite3_file* opened, sqlite3_int64* size) {
  const UnsyncedFile& file = of(opened);
  if (!file.is_alive()) return SQLITE_IOERR_FSTAT;
  *size = static_cast<sqlite3_int64>(file.file->content.size());
  return SQLITE_OK;
}

int lock_file(sqlite3_file* opened, int wanted) {
  UnsyncedFile& file = of(opened);
  UnsyncedVfs::File& shared = *file.file;
  if (file.lock >= wanted) return SQLITE_OK;
  const bool others_exclusive = shared.exclusive != nullptr && shared.exclusive != &file;
  if (others_exclusive) return SQLITE_BUSY;
  if (wanted == SQLITE_LOCK_SHARED) ++shared.shared;
  if (wanted >= SQLITE_LOCK_RESERVED) {
    if (shared.reserved != nullptr && shared.reserved != &file) return SQLITE_BUSY;
    shared.reserved = &file;
  }
  if (wanted == SQLITE_LOCK_EXCLUSIVE) {
    if (shared.shared > 1) return SQLITE_BUSY;
    shared.exclusive = &file;
  }
  file.lock = wanted;
  return SQLITE_OK;
}

int unlock_file(sqlite3_file* opened, int wanted) {
  UnsyncedFile& file = of(opened);
  UnsyncedVfs::File& shared = *file.file;
  if (file.lock <= wanted) return SQLITE_OK;
  if (shared.exclusive == &file) shared.exclusive = nullptr;
  if (shared.reserved == &file) shared.reserved = nullptr;
  if (wanted == SQLITE_LOCK_NONE) --shared.shared;
  file.lock = wanted;
  return SQLITE_OK;
}

int is_reserved(sqlite3_file* opened, int* result) {
  *result = of(opened).file->reserved != nullptr ? 1 : 0;
  return SQLITE_OK;
}

int control_file(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return 4096; }
int characteristics(sqlite3_file*) { return 0; }

int map_shm(sqlite3_file* opened, int region, int size, int extend, void volatile** mapped) {
  auto& regions = of(opened).file->shm;
  const auto index = static_cast<std::size_t>(region);
  *mapped = nullptr;
  if (index >= regions.size() && extend == 0) return SQLITE_OK;
  while (index >= regions.size()) regions.push_back(std::make_unique<char[]>(static_cast<std::size_t>(size)));
  *mapped = regions[index].get();
  return SQLITE_OK;
}

bool may_lock(const UnsyncedFile& file, std::size_t slot, bool exclusive) {
  const auto* holder = file.file->shm_exclusive.at(slot);
  if (holder != nullptr && holder != &file) return false;
  return !exclusive || file.file->shm_shared.at(slot) == (file.shm_shared.at(slot) ? 1 : 0);
}

void release_slot(UnsyncedFile& file, std::size_t slot) {
  UnsyncedVfs::File& shared = *file.file;
  if (file.shm_shared.at(slot)) --shared.shm_shared.at(slot);
  file.shm_shared.at(slot) = false;
  if (shared.shm_exclusive.at(slot) == &file) shared.shm_exclusive.at(slot) = nullptr;
}

int lock_shm(sqlite3_file* opened, int offset, int count, int flags) {
  UnsyncedFile& file = of(opened);
  const auto first = static_cast<std::size_t>(offset);
  const std::size_t end = first + static_cast<std::size_t>(count);
  const bool exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
  if ((flags & SQLITE_SHM_UNLOCK) != 0) {
    for (std::size_t slot = first; slot < end; ++slot) release_slot(file, slot);
    return SQLITE_OK;
  }
  for (std::size_t slot = first; slot < end; ++slot) {
    if (!may_lock(file, slot, exclusive)) return SQLITE_BUSY;
  }
  for (std::size_t slot = first; slot < end; ++slot) {
    if (exclusive) {
      file.file->shm_exclusive.at(slot) = &file;
    } else if (!file.shm_shared.at(slot)) {
      file.shm_shared.at(slot) = true;
      ++file.file->shm_shared.at(slot);
    }
  }
  return SQLITE_OK;
}

void shm_barrier(sqlite3_file*) {}

int unmap_shm(sqlite3_file* opened, int remove) {
  UnsyncedFile& file = of(opened);
  for (std::size_t slot = 0; slot < SQLITE_SHM_NLOCK; ++slot) release_slot(file, slot);
  if (remove != 0) file.file->shm.clear();
  return SQLITE_OK;
}

sqlite3_io_methods file_methods() {
  sqlite3_io_methods methods{};
  methods.iVersion = 2;
  methods.xClose = close_file;
  methods.xRead = read_file;
  methods.xWrite = write_file;
  methods.xTruncate = truncate_file;
  methods.xSync = sync_file;
  methods.xFileSize = size_of;
  methods.xLock = lock_file;
  methods.xUnlock = unlock_file;
  methods.xCheckReservedLock = is_reserved;
  methods.xFileControl = control_file;
  methods.xSectorSize = sector_size;
  methods.xDeviceCharacteristics = characteristics;
  methods.xShmMap = map_shm;
  methods.xShmLock = lock_shm;
  methods.xShmBarrier = shm_barrier;
  methods.xShmUnmap = unmap_shm;
  return methods;
}

UnsyncedVfs& disk_of(sqlite3_vfs* vfs) { return *static_cast<UnsyncedVfs*>(vfs->pAppData); }

int open_file(sqlite3_vfs* vfs, const char* path, sqlite3_file* opened, int flags, int* out_flags) {
  static const sqlite3_io_methods kMethods = file_methods();
  UnsyncedVfs& disk = disk_of(vfs);
  opened->pMethods = nullptr;
  if (!disk.has_power()) return SQLITE_CANTOPEN;
  auto& file = path == nullptr ? UnsyncedFile::files(disk)["(temporary)"] : UnsyncedFile::files(disk)[path];
  if (!file) file = std::make_shared<UnsyncedVfs::File>();
  new (opened) UnsyncedFile{{&kMethods}, &disk, file, UnsyncedFile::boot_of(disk), SQLITE_LOCK_NONE, {}};
  if (out_flags != nullptr) *out_flags = flags;
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs* vfs, const char* path, int) {
  UnsyncedVfs& disk = disk_of(vfs);
  if (!disk.has_power()) return SQLITE_IOERR_DELETE;
  return UnsyncedFile::files(disk).erase(path) > 0 ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
}

int access_file(sqlite3_vfs* vfs, const char* path, int, int* result) {
  *result = UnsyncedFile::files(disk_of(vfs)).contains(path) ? 1 : 0;
  return SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* path, int size, char* out) {
  sqlite3_snprintf(size, out, "%s", path);
  return SQLITE_OK;
}

// The salts of the log come from here; that they repeat in each test is welcome.
int randomness(sqlite3_vfs*, int size, char* out) {
  static std::mt19937_64 engine{1};
  for (int i = 0; i < size; ++i) out[i] = static_cast<char>(engine());
  return size;
}

int do_not_sleep(sqlite3_vfs*, int microseconds) { return microseconds; }

int a_day(sqlite3_vfs*, sqlite3_int64* now) {
  *now = 212'000'000'000'000;
  return SQLITE_OK;
}

std::string unique_name() {
  static int count = 0;
  return "unsynced-" + std::to_string(++count);
}

}  // namespace

struct UnsyncedVfs::Registration {
  sqlite3_vfs vfs{};
};

UnsyncedVfs::UnsyncedVfs() : name_(unique_name()), registration_(std::make_unique<Registration>()) {
  sqlite3_vfs& vfs = registration_->vfs;
  vfs.iVersion = 2;
  vfs.szOsFile = static_cast<int>(sizeof(UnsyncedFile));
  vfs.mxPathname = 512;
  vfs.zName = name_.c_str();
  vfs.pAppData = this;
  vfs.xOpen = open_file;
  vfs.xDelete = delete_file;
  vfs.xAccess = access_file;
  vfs.xFullPathname = full_path;
  vfs.xRandomness = randomness;
  vfs.xSleep = do_not_sleep;
  vfs.xCurrentTimeInt64 = a_day;
  sqlite3_vfs_register(&vfs, 0);
}

UnsyncedVfs::~UnsyncedVfs() { sqlite3_vfs_unregister(&registration_->vfs); }

bool UnsyncedVfs::spend_operation() {
  if (operations_left_ > 0) {
    --operations_left_;
    return true;
  }
  has_power_ = false;
  return false;
}

void UnsyncedVfs::pull_plug(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  for (auto& [path, file] : files_) {
    auto after = std::make_shared<File>();
    after->durable = file->durable;
    const std::size_t kept = seed == 0 ? 0 : random() % (file->unsynced.size() + 1);
    for (std::size_t i = 0; i < kept; ++i) {
      Unsynced change = file->unsynced[i];
      const bool torn = i + 1 == kept && !change.truncates && random() % 2 == 0;
      if (torn) change.bytes.resize(random() % (change.bytes.size() + 1));
      perform(after->durable, change);
    }
    after->content = after->durable;
    file = after;
  }
  ++boot_;
  has_power_ = true;
  operations_left_ = ~std::uint64_t{0};
}

std::string UnsyncedVfs::everything() const {
  std::string all;
  for (const auto& [path, file] : files_) all += file->content;
  return all;
}

}  // namespace muster::support
