// Live state as manifests that a plan finds no difference with.
#pragma once

#include <string>
#include <vector>

#include "reconciler/core/catalog.h"
#include "reconciler/core/table.h"
#include "reconciler/manifest/live_values.h"

namespace muster::manifest {

struct ExportOptions {
  std::string system;  // metadata.system of every document
  SetStyle sets = SetStyle::exact;
  bool split_by_team = false;  // a file for each team, with the objects whose first team it is
};

struct ExportedFile {
  std::string file;
  std::string text;
};

// One document, beginning with a line ---. Left out: defaults, secrets, what only the vendor sets, what it never shows.
// A row that no manifest can name becomes a comment. Parts of an object stand in its document; their rows give nothing.
[[nodiscard]] std::string export_document(const core::Catalog& catalog, const core::Table& table, const core::Row& row,
                                          const ExportOptions& options);

// Every object of `table`, in its order. Files sorted by name; without splitting there is one, "<system>.yaml".
[[nodiscard]] std::vector<ExportedFile> export_manifests(const core::Catalog& catalog, const core::Table& table,
                                                         const ExportOptions& options);

}  // namespace muster::manifest
