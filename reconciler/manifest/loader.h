// Manifests as text become Desired, or a list of everything that is wrong with them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "reconciler/core/catalog.h"
#include "reconciler/core/desired.h"
#include "reconciler/manifest/problem.h"

namespace muster::manifest {

// Where a field that objects of `kind` do not state themselves comes from. Its cells in the table have line 0.
struct DefaultOrigin {
  std::string system;
  std::string kind;
  std::string field;
  core::Place place;
};

struct Loaded {
  std::shared_ptr<const core::Desired> desired;  // null when there is a problem
  std::vector<Problem> problems;                 // sorted by place
  std::vector<Problem> warnings;                 // sorted by place
  std::vector<DefaultOrigin> origins;            // sorted by system, kind and field
};

// Serves once. The order in which files are added does not matter. Works offline and reads no secret.
class Loader {
 public:
  explicit Loader(core::Catalogs catalogs);
  ~Loader();
  Loader(const Loader&) = delete;
  Loader& operator=(const Loader&) = delete;

  // `file_name` as shown to people; `folder` is what relative secret files of this manifest count from.
  void add(std::string file_name, std::string text, std::string folder);
  [[nodiscard]] Loaded finish(std::string commit);

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

}  // namespace muster::manifest
