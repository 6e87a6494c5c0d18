// What muster manages on Webex Calling, as data.
#pragma once

#include "reconciler/core/catalog.h"

namespace muster::webex {

// Indexes of entities and of their fields, in the order of the tables in catalog.cpp.
inline constexpr core::EntityIndex kPerson = 0;
inline constexpr core::EntityIndex kBasicSupervisor = 1;
inline constexpr core::EntityIndex kAssistSupervisor = 2;  // Customer Assist
inline constexpr core::EntityIndex kRole = 3;

namespace person {
inline constexpr core::FieldIndex roles = 0;     // names of GET /roles
inline constexpr core::FieldIndex licences = 1;  // names of GET /licenses
}  // namespace person

namespace supervisor {
inline constexpr core::FieldIndex agents = 0;  // e-mails; ids of workspaces and virtual lines
}

[[nodiscard]] const core::Catalog& catalog();

}  // namespace muster::webex
