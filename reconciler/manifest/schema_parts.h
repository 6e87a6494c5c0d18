// The pieces that the schemas are made of, each written as one JSON value.
#pragma once

#include <span>
#include <string_view>

#include "reconciler/core/catalog.h"
#include "reconciler/core/json_writer.h"

namespace muster::manifest {

void write_text_list(core::JsonWriter& json, std::string_view key, std::span<const std::string_view> words);

// {"type": ..., "description": ...}; open, so that the caller adds to it and ends it.
core::JsonWriter& begin_typed(core::JsonWriter& json, std::string_view type, std::string_view help = {});

// A date or an RFC 3339 time.
void write_deadline_schema(core::JsonWriter& json, std::string_view help);
void write_secret_schema(core::JsonWriter& json, std::string_view help);
void write_metadata_schema(core::JsonWriter& json, const core::KindSpec& kind);

}  // namespace muster::manifest
