// Who may include whom: the table of reconciler/README.md, as data.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/architecture/source_file.h"

namespace muster::architecture {

// "core", "manifest", "engine", "net", "kit", "vendor:genesys_gws", "registry", "simulators", "simulator:genesys_gws",
// "daemon", "support", "test"; empty: no room owns that path.
[[nodiscard]] std::string room_of(std::string_view path);

// Every #include of the file that its room may not have.
[[nodiscard]] std::vector<Finding> forbidden_includes(const SourceFile& file);

}  // namespace muster::architecture
