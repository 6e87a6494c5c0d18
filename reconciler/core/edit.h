// What one state of the manifests changed against another, of one system.
#pragma once

#include <vector>

#include "reconciler/core/catalog.h"
#include "reconciler/core/desired.h"
#include "reconciler/core/entity_key.h"

namespace muster::core {

struct Edit {
  std::vector<EntityKey> touched;   // documents that are new or say something else; sorted
  bool removes_documents = false;   // some are gone
  bool changes_connection = false;  // provider, url, credentials, tls, proxy, budget or settings: connect anew
  bool widens = false;  // asks for objects or fields that nobody asked for before, so that no snapshot shows them
  bool changes_policy = false;  // guards, windows, pause, onDrift, unmanaged, deleteAfter or overrides

  [[nodiscard]] bool empty() const {
    return touched.empty() && !removes_documents && !changes_connection && !changes_policy;
  }
};

// Places do not count: a document that moved to another line is the same.
[[nodiscard]] Edit compare_desired(const DesiredSystem& before, const DesiredSystem& after, const Catalog& catalog);

}  // namespace muster::core
