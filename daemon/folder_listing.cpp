#include "daemon/folder_listing.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "reconciler/core/digest.h"

namespace muster::daemon {
namespace {

namespace fs = std::filesystem;

constexpr int kMostLinks = 40;

class Listing {
 public:
  explicit Listing(FolderListing& listing) : listing_(listing) {}

  void root(const fs::path& path);
  void finish();

 private:
  void folder(const fs::path& path);
  void entry(const fs::path& path);
  void follow(const fs::path& path);
  void note(const fs::path& path, const struct stat& found);

  FolderListing& listing_;
  core::Digest digest_;
  std::set<std::string> watched_;
  std::set<fs::path> open_;  // folders between the root and here
  int links_ = 0;
};

void Listing::note(const fs::path& path, const struct stat& found) {
  const auto nanoseconds = [](const timespec& at) { return at.tv_sec * 1'000'000'000LL + at.tv_nsec; };
  digest_.add(path.string()).add(std::to_string(found.st_ino)).add(std::to_string(found.st_dev));
  digest_.add(std::to_string(found.st_size)).add(std::to_string(found.st_mode));
  digest_.add(std::to_string(nanoseconds(found.st_mtim))).add(std::to_string(nanoseconds(found.st_ctim)));
  const std::chrono::sys_time<std::chrono::nanoseconds> changed(std::chrono::nanoseconds(nanoseconds(found.st_mtim)));
  listing_.newest = std::max(listing_.newest, changed);
}

// Wherever a link stands on the way to `path`, its folder may swap it.
void Listing::follow(const fs::path& path) {
  fs::path walked;
  for (const fs::path& part : path) {
    const fs::path here = walked / part;
    std::error_code error;
    if (!fs::is_symlink(here, error) || ++links_ > kMostLinks) {
      walked = here;
      continue;
    }
    watched_.insert(walked.empty() ? "." : walked.string());
    const fs::path target = fs::read_symlink(here, error);
    digest_.add(here.string()).add(target.string());
    follow(walked / target);
    walked = here;
  }
}

void Listing::entry(const fs::path& path) {
  std::error_code error;
  if (fs::is_symlink(path, error)) {
    links_ = 0;
    follow(path);
    const fs::path real = fs::canonical(path, error);
    if (!error && !fs::is_directory(real, error)) watched_.insert(real.parent_path().string());
  }
  struct stat found{};
  if (::stat(path.c_str(), &found) != 0) {
    digest_.add(path.string()).add("unreachable");
  } else if (S_ISDIR(found.st_mode)) {
    folder(path);
  } else {
    note(path, found);
  }
}

void Listing::folder(const fs::path& path) {
  std::error_code error;
  const fs::path real = fs::canonical(path, error);
  if (error || !open_.insert(real).second) return;
  watched_.insert(path.string());
  struct stat found{};
  if (::stat(path.c_str(), &found) == 0) note(path, found);
  std::vector<fs::path> entries;
  fs::directory_iterator each(path, error);
  for (; !error && each != fs::directory_iterator(); each.increment(error)) entries.push_back(each->path());
  digest_.add(error ? "unreadable" : "");
  std::ranges::sort(entries);
  for (const fs::path& found_entry : entries) {
    if (!found_entry.filename().string().starts_with('.')) entry(found_entry);
  }
  open_.erase(real);
}

void Listing::root(const fs::path& path) {
  follow(path);
  std::error_code error;
  listing_.found = fs::is_directory(path, error);
  if (listing_.found) folder(path);
}

void Listing::finish() {
  listing_.stamp = digest_.hex();
  listing_.folders.assign(watched_.begin(), watched_.end());
}

}  // namespace

FolderListing list_folder(const std::string& path) {
  FolderListing result;
  Listing listing(result);
  std::error_code error;
  listing.root(fs::absolute(path, error));
  listing.finish();
  return result;
}

}  // namespace muster::daemon
