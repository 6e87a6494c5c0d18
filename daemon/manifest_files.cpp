#include "daemon/manifest_files.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "daemon/stable_file.h"
#include "reconciler/core/digest.h"

namespace muster::daemon {
namespace {

namespace fs = std::filesystem;
using manifest::Problem;

constexpr int kMostListings = 3;

Problem problem_of(const std::string& name, std::string what, std::string code) {
  return Problem{name, 0, 0, std::move(what), std::move(code)};
}

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }
bool is_manifest(const fs::path& path) { return path.extension() == ".yaml" || path.extension() == ".yml"; }

struct Found {
  fs::path path;
  std::string name;

  friend auto operator<=>(const Found&, const Found&) = default;
};

// One walk below a -f path.
class Walk {
 public:
  Walk(std::vector<Found>& found, std::vector<Problem>& problems) : found_(found), problems_(problems) {}

  void folder(const fs::path& path, const std::string& name) {
    std::error_code error;
    const fs::path real = fs::canonical(path, error);
    if (error || !open_.insert(real).second) return;  // a folder inside itself
    fs::directory_iterator entries(path, error);
    if (error) {
      problems_.push_back(problem_of(name.empty() ? path.string() : name,
                                     "the folder cannot be read: " + error.message(), "unreadable"));
    }
    for (; !error && entries != fs::directory_iterator(); entries.increment(error)) entry(entries->path(), name);
    open_.erase(real);
  }

 private:
  void entry(const fs::path& path, const std::string& folder_name) {
    if (is_hidden(path)) return;
    const std::string name =
        folder_name.empty() ? path.filename().string() : (fs::path(folder_name) / path.filename()).string();
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (fs::is_directory(status)) {
      folder(path, name);
    } else if (is_manifest(path)) {
      found_.push_back({path, name});
    }
  }

  std::vector<Found>& found_;
  std::vector<Problem>& problems_;
  std::set<fs::path> open_;  // folders between the -f path and here
};

struct Listing {
  std::vector<Found> found;
  std::vector<Problem> problems;
};

void list_path(const std::string& path, bool alone, Listing& listing) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    listing.problems.push_back(
        problem_of(path, "there is no such file or folder; say with -f what to read", "unreadable"));
  } else if (fs::is_directory(status)) {
    const std::size_t before = listing.found.size();
    Walk(listing.found, listing.problems).folder(path, alone ? "" : fs::path(path).lexically_normal().string());
    if (listing.found.size() == before && listing.problems.empty()) {
      listing.problems.push_back(problem_of(path, "the folder has no file named *.yaml or *.yml", "empty"));
    }
  } else {
    listing.found.push_back({path, alone ? fs::path(path).filename().string() : path});
  }
}

// The same file reached through two paths is read once, under its first name.
void drop_repeated(std::vector<Found>& found) {
  std::ranges::sort(found, {}, &Found::name);
  std::set<fs::path> seen;
  std::erase_if(found, [&](const Found& each) {
    std::error_code error;
    const fs::path real = fs::canonical(each.path, error);
    return !error && !seen.insert(real).second;
  });
}

Listing list_all(const std::vector<std::string>& paths) {
  Listing listing;
  for (const std::string& path : paths) list_path(path, paths.size() == 1, listing);
  drop_repeated(listing.found);
  return listing;
}

void read_into(const Found& found, std::size_t most_bytes, ManifestFiles& result) {
  auto text = read_stable_file(found.path.string(), most_bytes);
  if (!text) {
    result.problems.push_back(problem_of(found.name, text.error().what, "unreadable"));
    return;
  }
  std::error_code error;
  const std::string folder = fs::absolute(found.path, error).parent_path().lexically_normal().string();
  result.files.push_back({found.name, folder, std::move(*text)});
}

std::string commit_of(const std::vector<ManifestFile>& files) {
  core::Digest digest;
  for (const ManifestFile& file : files) digest.add(file.name).add(core::sha256_hex(file.text));
  return "tree:" + digest.hex(12);
}

}  // namespace

ManifestFiles read_manifest_files(const std::vector<std::string>& paths, std::size_t most_bytes) {
  ManifestFiles result;
  for (int attempt = 1;; ++attempt) {
    const Listing listing = list_all(paths);
    result = ManifestFiles{{}, listing.problems, {}};
    for (const Found& found : listing.found) read_into(found, most_bytes, result);
    if (list_all(paths).found == listing.found) break;
    if (attempt == kMostListings) {
      result.problems.push_back(problem_of(paths.front(),
                                           "files come and go while the folder is read; try again when "
                                           "it is quiet",
                                           "changing"));
      break;
    }
  }
  result.commit = commit_of(result.files);
  return result;
}

}  // namespace muster::daemon
