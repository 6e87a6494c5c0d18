// Rules between documents of one System. They run over sorted drafts, so their messages do not depend on file order.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "reconciler/manifest/object_document.h"

namespace muster::manifest {

// How the rules report: a place (column 0: where `word` stands in that line), a code, a sentence.
struct CrossReport {
  std::function<void(const core::Place& place, std::string_view word, std::string_view code, std::string what)> error;
  std::function<std::string(const core::Place&)> show;  // "users/a.yaml:12"
};

// `objects` are in the order of table.rows().
void check_across(const core::Catalog& catalog, const core::Table& table, const std::vector<DraftObject>& objects,
                  const CrossReport& report);

}  // namespace muster::manifest
