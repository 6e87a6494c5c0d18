// What a kind of object means on one vendor, and every field, part and part of a record that its documents may name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reconciler/manifest/kind_fields.h"

namespace muster::manifest {

// `path`: empty for the kind as a whole, "roles", "devices.extensions.label", "speedDials.number". Empty: the vendor
// has no such thing.
[[nodiscard]] std::string explain_object(const core::Catalog& catalog, std::string_view kind_name,
                                         std::string_view path);

// All paths that can be explained.
[[nodiscard]] std::vector<std::string> paths_of(const KindFields& fields);

}  // namespace muster::manifest
