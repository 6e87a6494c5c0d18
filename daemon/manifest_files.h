// Manifests as bytes: what lies below the -f paths, read so that one commit stands for exactly what was read.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "reconciler/manifest/problem.h"

namespace muster::daemon {

struct ManifestFile {
  std::string name;    // as shown: below a single -f folder relative to it, else starting with the -f path as given
  std::string folder;  // absolute folder of the file, which relative secret files count from
  std::string text;
};

struct ManifestFiles {
  std::vector<ManifestFile> files;          // in the order of the -f paths, then sorted
  std::vector<manifest::Problem> problems;  // what could not be read; not empty: the files are not complete
  std::string commit;                       // "tree:<12 hex>" over relative names and bytes, wherever the folders lie
};

// *.yaml and *.yml, recursively. Left out: hidden names, and a link to a folder that contains the link. A file named by
// -f itself is read whatever its name. A file or folder that changes while it is read is read again, and after a few
// times is a problem. At most `most_bytes` + 1 of each file are kept: the loader refuses such a file.
[[nodiscard]] ManifestFiles read_manifest_files(const std::vector<std::string>& paths, std::size_t most_bytes);

}  // namespace muster::daemon
