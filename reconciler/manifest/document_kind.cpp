#include "reconciler/manifest/document_kind.h"

#include <fmt/format.h>

#include <algorithm>

#include "reconciler/manifest/kind_fields.h"
#include "reconciler/manifest/scalar.h"
#include "reconciler/manifest/suggestion.h"
#include "reconciler/manifest/words.h"
#include "reconciler/manifest/yaml_syntax.h"

namespace muster::manifest {

namespace {

// The kind that the document's own field chooses.
[[nodiscard]] const core::KindSpec* find_variant(const core::KindSpec& kind, const Node& root,
                                                 const core::Catalog& catalog, FileProblems& problems) {
  const auto variants = variants_of(catalog, kind);
  const auto spec = root.find("spec");
  const auto node = spec && spec->is_map() ? spec->find(kind.variant_field) : std::nullopt;
  if (!node) {
    problems.error(spec.value_or(root), "missing",
                   fmt::format("a {} needs {} in its spec: {}", kind.name, kind.variant_field, listed(variants, "or")));
    return nullptr;
  }
  const auto said = read_text(*node, kind.variant_field, problems);
  if (!said) return nullptr;
  const auto* chosen = catalog.find_kind(kind.name, *said);
  if (chosen == nullptr) {
    problems.error(*node, "value",
                   fmt::format("{} is not a {} of a {}; it is {}{}", shown(*said), kind.variant_field, kind.name,
                               listed(variants, "or"), did_you_mean(*said, variants)));
  }
  return chosen;
}

}  // namespace

const core::KindSpec* find_document_kind(std::string_view kind, const Node& root, const core::Catalog& catalog,
                                         FileProblems& problems) {
  const Node node = *root.find("kind");
  const auto* known = catalog.find_kind(kind);
  if (known != nullptr) return known->variant_field.empty() ? known : find_variant(*known, root, catalog, problems);
  const auto how = std::ranges::find_if(catalog.unsupported, [&](const core::Unsupported& each) {
    return each.kind == kind && each.field.empty() && each.object.empty();
  });
  if (how != catalog.unsupported.end()) {
    problems.error(node, "unsupported", fmt::format("{} is not possible on {}: {}", kind, catalog.provider, how->how));
  } else {
    problems.error(node, "unsupported",
                   fmt::format("{} has no kind {}; it has {}", catalog.provider, kind, listed(kind_names(catalog))));
  }
  return nullptr;
}

}  // namespace muster::manifest
