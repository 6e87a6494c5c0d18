// The JSON Schema (2020-12) of musterd.yaml, and its explanations, from the words that the reader knows.
#pragma once

#include <string_view>

#include "reconciler/manifest/explain.h"
#include "reconciler/manifest/schema.h"

namespace muster::daemon {

// Accepts what the reader accepts as far as a schema can say it.
[[nodiscard]] manifest::SchemaFile config_schema();

// "Daemon", "Daemon.listen", "Daemon.tokens.role".
[[nodiscard]] manifest::Explanation explain_config(std::string_view topic);

}  // namespace muster::daemon
