#include "daemon/manifest_files.h"

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
  std::size_t source = 0;  // index of the -f path
  std::string relative;    // below it
  std::string name;        // as shown
  fs::path path;

  friend auto operator<=>(const Found&, const Found&) = default;
};

// A -f path as it was given.
struct Source {
  std::size_t index = 0;
  std::string path;
  bool alone = false;  // the only one: names need not tell which

  [[nodiscard]] std::string shown(const std::string& relative) const {
    return alone ? relative : (fs::path(path) / relative).lexically_normal().string();
  }
};

// One walk below a -f path.
class Walk {
 public:
  Walk(const Source& source, std::vector<Found>& found, std::vector<Problem>& problems)
      : source_(source), found_(found), problems_(problems) {}

  // `relative` is empty for the -f path itself.
  void folder(const fs::path& path, const fs::path& relative) {
    std::error_code error;
    const fs::path real = fs::canonical(path, error);
    if (error || !open_.insert(real).second) return;  // a folder inside itself
    fs::directory_iterator entries(path, error);
    if (error) {
      problems_.push_back(problem_of(relative.empty() ? path.string() : source_.shown(relative.string()),
                                     "the folder cannot be read: " + error.message(), "unreadable"));
    }
    for (; !error && entries != fs::directory_iterator(); entries.increment(error)) entry(entries->path(), relative);
    open_.erase(real);
  }

 private:
  void entry(const fs::path& path, const fs::path& folder_relative) {
    if (is_hidden(path)) return;
    const fs::path relative = folder_relative / path.filename();
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (fs::is_directory(status)) {
      folder(path, relative);
    } else if (is_manifest(path)) {
      found_.push_back({source_.index, relative.string(), source_.shown(relative.string()), path});
    }
  }

  const Source& source_;
  std::vector<Found>& found_;
  std::vector<Problem>& problems_;
  std::set<fs::path> open_;  // folders between the -f path and here
};

struct Listing {
  std::vector<Found> found;
  std::vector<Problem> problems;
};

void list_source(const Source& source, Listing& listing) {
  std::error_code error;
  const fs::file_status status = fs::status(source.path, error);
  if (!fs::exists(status)) {
    listing.problems.push_back(
        problem_of(source.path, "there is no such file or folder; say with -f what to read", "unreadable"));
  } else if (fs::is_directory(status)) {
    const std::size_t before = listing.found.size() + listing.problems.size();
    Walk(source, listing.found, listing.problems).folder(source.path, {});
    if (listing.found.size() + listing.problems.size() == before) {
      listing.problems.push_back(problem_of(source.path, "the folder has no file named *.yaml or *.yml", "empty"));
    }
  } else {
    const std::string name = fs::path(source.path).filename().string();
    listing.found.push_back({source.index, name, source.alone ? name : source.path, source.path});
  }
}

// The same file reached through two paths is read once, by the first of them.
void drop_repeated(std::vector<Found>& found) {
  std::ranges::sort(found);
  std::set<fs::path> seen;
  std::erase_if(found, [&](const Found& each) {
    std::error_code error;
    const fs::path real = fs::canonical(each.path, error);
    return !error && !seen.insert(real).second;
  });
}

Listing list_all(const std::vector<std::string>& paths) {
  Listing listing;
  for (std::size_t i = 0; i < paths.size(); ++i) list_source({i, paths[i], paths.size() == 1}, listing);
  drop_repeated(listing.found);
  return listing;
}

void read_into(const Found& found, std::size_t most_bytes, ManifestFiles& result, core::Digest& commit) {
  auto text = read_stable_file(found.path.string(), most_bytes);
  if (!text) {
    result.problems.push_back(problem_of(found.name, text.error().what, "unreadable"));
    return;
  }
  std::error_code error;
  const std::string folder = fs::absolute(found.path, error).parent_path().lexically_normal().string();
  commit.add(std::to_string(found.source)).add(found.relative).add(core::sha256_hex(*text));
  result.files.push_back({found.name, folder, std::move(*text)});
}

}  // namespace

ManifestFiles read_manifest_files(const std::vector<std::string>& paths, std::size_t most_bytes) {
  for (int attempt = 1;; ++attempt) {
    const Listing listing = list_all(paths);
    ManifestFiles result{{}, listing.problems, {}};
    core::Digest commit;
    for (const Found& found : listing.found) read_into(found, most_bytes, result, commit);
    result.commit = "tree:" + commit.hex(12);
    if (list_all(paths).found == listing.found) return result;
    if (attempt < kMostListings) continue;
    result.problems.push_back(problem_of(
        paths.front(), "files come and go while the folder is read; try again when it is quiet", "changing"));
    return result;
  }
}

}  // namespace muster::daemon
