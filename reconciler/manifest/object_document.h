// A document that names a remote object becomes a row of its System's table.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reconciler/core/desired.h"
#include "reconciler/manifest/metadata.h"
#include "reconciler/manifest/system_document.h"

namespace muster::manifest {

struct DraftObject {
  core::DesiredObject object;
  core::EntityIndex entity = 0;
  std::string key;    // comparable
  std::string name;   // as spelled
  std::string whole;  // of a part: the key of the object it belongs to
};

// A System and the objects read so far. Rows of `table` and `objects` are added together.
struct DraftSystem {
  SystemDocument document;
  std::string folder;
  core::TableBuilder table;
  std::vector<DraftObject> objects;
};

// `kind` is the document's kind, known but not a System. Mistakes go to `problems`.
void read_object(std::string_view kind, const Node& root, Metadata metadata, std::string_view folder,
                 DraftSystem& system, FileProblems& problems);

}  // namespace muster::manifest
